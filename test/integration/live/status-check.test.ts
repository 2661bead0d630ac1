import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectedMeans } from '../../../electron/core/live/connected.ts'
import type { SourceState } from '../../../electron/core/live/connector.ts'
import type { KnownSource } from '../../../electron/core/live/index.ts'
import type { CaseStanding } from '../../../shared/contract/status.ts'
import { statusCheckResult } from '../../../shared/contract/status.ts'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { completeCase, casesFor } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

const day = 86_400_000
const song =
  '<title>Harbour Lights</title><h1>Harbour Lights</h1><p>Luna Vale</p><audio src="/f/1.mp3"></audio>'
const removed =
  '<title>TuneVault</title><h1>This track has been removed at the request of the rights holder.</h1>'

let site: Site
let core: TestCore
let seed: Seed
/** What lies at each path; a number is an answer without a page. */
let pages: Record<string, string | number>
let shift: number
/** What the requests said of who is asking. */
let agents: Set<string | undefined>
/** What the source says of its addresses; null: nothing. */
let word: SourceState | null

/** A source that knows the state of its addresses. */
const vault: KnownSource = {
  connector: {
    ...{ id: 'vault', name: 'Vault', key: 'none', searches: [] },
    limits: { requests: 1, perMs: 1, perDay: null, atOnce: 1 },
    terms: { says: '', source: '', checkedOn: null },
    async *search() {
      await Promise.reject(new Error('is not searched'))
    },
    stateOf: () => Promise.resolve(word),
  },
  ...{ base: 'https://vault.invalid', takes: [], intervalMs: day },
}

/** The same file, downloaded from the captured page of a finding. */
function download(findingId: number): void {
  const sha256 = 'a'.repeat(64)
  const at = new Date().toISOString()
  seed.db.prepare('INSERT OR IGNORE INTO object (sha256, bytes, added_at) VALUES (?, 1, ?)').run(sha256, at)
  const { lastInsertRowid } = seed.db
    .prepare(
      `INSERT INTO capture (finding_id, requested_url, title, outcome, complete, gaps, started_at, ended_at,
         record_sha256, tool_version, custody_seq) VALUES (?, 'https://x.example', '', 'page', 1, 0, ?, ?, ?, '', 0)`,
    )
    .run(findingId, at, at, sha256)
  seed.db
    .prepare(
      `INSERT INTO capture_download (capture_id, url, file_name, status, mime, bytes, sha256, record_sha256,
         downloaded_at, custody_seq) VALUES (?, 'https://x.example/a.mp3', 'a.mp3', 200, 'audio/mpeg', 1, ?, ?, ?, 0)`,
    )
    .run(lastInsertRowid, sha256, sha256, at)
}

beforeEach(async () => {
  shift = 0
  agents = new Set()
  word = null
  pages = { '/one': song, '/two': song }
  const answer =
    (path: string) =>
    ({ send, request }: Parameters<Parameters<typeof openSite>[0][string]>[0]) => {
      agents.add(request.headers['user-agent'])
      const page = pages[path]
      if (typeof page === 'number' || page === undefined) send(page ?? 404, html, '<h1>no</h1>')
      else send(200, html, page)
    }
  site = await openSite({ '/one': answer('/one'), '/two': answer('/two'), '/three': answer('/three') })
  core = await openTestCore({
    clock: () => Date.now() + shift,
    live: (needs) => ({ ...connectedMeans(needs), sources: [vault] }),
  })
  seed = openSeed(core.folder)
  await core.call('settings.set', { key: 'capture.allowedHosts', value: [site.host] })
  await core.call('settings.set', { key: 'status.captures', value: false })
})
afterEach(async () => {
  seed.close()
  await core.dispose()
  await site.close()
})

async function openCase(paths: readonly string[]): Promise<number> {
  const [detail] = await casesFor(
    core,
    seed,
    paths.map((path) => site.url(path)),
  )
  return detail?.id ?? 0
}

async function sentCase(paths: readonly string[]): Promise<number> {
  const caseId = await openCase(paths)
  await completeCase(core, caseId)
  await core.call('cases.recordSent', {
    caseId,
    at: new Date().toISOString(),
    channel: 'E-mail',
    reference: 'T-7',
  })
  return caseId
}

async function look(caseId: number): Promise<CaseStanding> {
  const { jobId } = await core.call('status.check', { caseId })
  const job = await core.finished(jobId)
  expect(job.error).toBeNull()
  return core.call('status.ofCase', { caseId })
}

const lives = ({ items }: CaseStanding) => items.map(({ life, last }) => `${life} ${last?.reason ?? ''}`)

describe('a sent case that is looked at again', () => {
  test('there, gone after a day, proposed as removed, back, proposed as reopened with the earlier notice', async () => {
    const caseId = await sentCase(['/one', '/two'])
    expect(lives(await look(caseId))).toEqual(['live offered', 'live offered'])

    pages['/one'] = removed
    pages['/two'] = 410
    shift += day
    const first = await look(caseId)
    expect(lives(first)).toEqual(['suspected removal-words', 'gone gone'])
    expect(first.proposal).toBeNull()
    expect(first.items[0]?.last?.snippet).toBe(
      'This track has been removed at the request of the rights holder.',
    )

    shift += day
    const second = await look(caseId)
    expect(lives(second)).toEqual(['gone removal-words', 'gone gone'])
    const { proposal } = second
    expect(proposal).toMatchObject({
      state: 'removed',
      happenedOn: new Date(Date.now() + day).toISOString().slice(0, 10),
    })
    // The artist says it, with one click; nothing moved by itself.
    expect((await core.call('cases.get', { caseId })).state).toBe('sent')
    await core.call('cases.move', {
      caseId,
      state: 'removed',
      happenedOn: proposal!.happenedOn,
      note: proposal!.note,
    })

    pages['/one'] = song
    shift += day
    const third = await look(caseId)
    expect(lives(third)).toEqual(['relisted offered', 'gone gone'])
    expect(third.proposal).toMatchObject({
      state: 'reopened',
      earlier: { channel: 'E-mail', reference: 'T-7' },
    })
    expect(third.proposal?.note).toContain('reference T-7')
    await core.call('cases.move', {
      caseId,
      state: 'reopened',
      happenedOn: third.proposal!.happenedOn,
      note: third.proposal!.note,
    })
    expect((await core.call('status.ofCase', { caseId })).proposal).toBeNull()

    const { checks } = await core.call('status.checks', { caseId })
    expect(checks).toHaveLength(8)
    const custody = await core.call('custody.list', { caseId })
    expect(JSON.stringify(custody)).toContain('listing.stateChanged')
    expect((await core.call('custody.verify', {})).problems).toEqual([])
    expect(() => seed.db.prepare("UPDATE listing_state_check SET state = 'gone'").run()).toThrow(
      /never changed/,
    )
    expect(() => seed.db.prepare('DELETE FROM listing_state_check').run()).toThrow(/never deleted/)
  })

  test('servers are told the contact of the settings, and nothing of the profile', async () => {
    const caseId = await sentCase(['/one'])
    expect((await core.call('profile.get', {})).profile?.email).toContain('@')
    await look(caseId)
    expect([...agents]).toEqual(['Refrain/0.0.0-test'])
    agents.clear()
    await core.call('live.setSettings', { contact: 'https://luna.example/contact' })
    shift += day
    await look(caseId)
    expect([...agents]).toEqual(['Refrain/0.0.0-test (+https://luna.example/contact)'])
  })

  test('the time to removal runs from the notice to the first look that missed it; what is back does not count', async () => {
    const caseId = await sentCase(['/one', '/two'])
    // No provider of the directory is on this computer.
    seed.db
      .prepare('UPDATE enforcement_case SET provider_id = (SELECT min(id) FROM provider) WHERE id = ?')
      .run(caseId)
    const removal = async () => (await core.call('live.removalTimes', {})).providers
    await look(caseId)
    pages['/one'] = removed
    shift += day
    await look(caseId)
    // One look that misses it may be trouble.
    expect(await removal()).toMatchObject([{ sent: 2, down: 0, medianHours: null }])

    pages['/two'] = 410
    shift += day
    await look(caseId)
    const [both] = await removal()
    expect(both).toMatchObject({ sent: 2, down: 2 })
    expect(both?.shortestHours).toBeCloseTo(24, 1)
    expect(both?.medianHours).toBeCloseTo(36, 1)
    expect(both?.longestHours).toBeCloseTo(48, 1)

    pages['/two'] = song
    shift += day
    await look(caseId)
    const [one] = await removal()
    expect(one).toMatchObject({ sent: 2, down: 1 })
    expect(one?.longestHours).toBeCloseTo(24, 1)
  })

  test('trouble, walls and an offline switch are never a removal', async () => {
    const caseId = await sentCase(['/one', '/two'])
    pages = { '/one': 503, '/two': '<title>Just a moment...</title><p>Verify you are human</p>' }
    const troubled = await look(caseId)
    expect(troubled.items.map(({ life, last }) => [life, last?.state])).toEqual([
      ['unchecked', 'unknown'],
      ['unchecked', 'unknown'],
    ])
    shift += 3 * day
    await core.call('settings.set', { key: 'network.offline', value: true })
    const before = site.requests.length
    const offline = await look(caseId)
    expect(offline.items.map(({ last }) => last?.state)).toEqual(['unknown', 'unknown'])
    expect(offline.counts).toMatchObject({ gone: 0, suspected: 0, untold: 2 })
    expect(site.requests).toHaveLength(before)
  })

  test('the same host at an address that never was is asked once a day', async () => {
    const shell =
      '<title>TuneVault</title><h1>A quiet place</h1><p>There is a lot of music elsewhere on this site, pick a mood and off you go.</p>'
    const caseId = await sentCase(['/one', '/two'])
    pages = { '/one': shell, '/two': shell }
    const standing = await look(caseId)
    // The server tells addresses that never were apart (404), so the page says nothing.
    expect(lives(standing)).toEqual(['unchecked nothing-certain', 'unchecked nothing-certain'])
    const strange = site.requests.filter((request) => !/\/(?:one|two|robots\.txt)$/u.test(request))
    expect(strange).toHaveLength(1)
  })

  test('the word of the source counts at once and comes before the page', async () => {
    const caseId = await sentCase(['/one'])
    word = 'gone'
    const standing = await look(caseId)
    expect(lives(standing)).toEqual(['gone source-gone'])
    expect(standing.items[0]?.last?.source).toBe('vault')
    expect(site.requests).toEqual([])
  })

  test('the same recording is pointed at where the host, the uploader or the file is the same', async () => {
    const caseId = await sentCase(['/one'])
    pages['/one'] = 410
    const { items } = await look(caseId)
    const own = items[0]!.findingId
    const later = (days: number) => new Date(Date.now() + days * day).toISOString()
    seed.db
      .prepare(
        "UPDATE listing SET account_key = 'leaks4u' WHERE id = (SELECT listing_id FROM finding WHERE id = ?)",
      )
      .run(own)
    const host = seed.finding({ url: site.url('/three'), foundAt: later(1) })
    const uploader = seed.finding({ url: 'https://other.example/a', account: 'Leaks4U', foundAt: later(2) })
    const file = seed.finding({ url: 'https://third.example/b', foundAt: later(3) })
    seed.finding({ url: 'https://nobody.example/c', foundAt: later(4) })
    for (const id of [own, file]) download(id)
    const standing = await core.call('status.ofCase', { caseId })
    expect(standing.items[0]?.elsewhere.map(({ findingId, by }) => [findingId, by])).toEqual([
      [file, 'file'],
      [uploader, 'uploader'],
      [host, 'host'],
    ])
  })

  test('what is due is counted and looked at by name', async () => {
    const caseId = await sentCase(['/one'])
    expect(await core.call('status.counts', {})).toMatchObject({ unchecked: 1, due: 1 })
    const { jobId } = await core.call('status.check', { due: true })
    const { result } = await core.finished(jobId)
    expect(statusCheckResult.parse(result)).toMatchObject({ checked: 1, there: 1, down: 0 })
    expect(await core.call('status.counts', {})).toMatchObject({ live: 1, due: 0 })
    await expect(core.call('status.check', { due: true })).rejects.toMatchObject({ code: 'CONFLICT' })
    await core.call('cases.move', {
      caseId,
      state: 'closed',
      happenedOn: new Date().toISOString().slice(0, 10),
    })
    expect(await core.call('status.counts', {})).toMatchObject({ live: 0 })
  })
})

describe('an unsent case', () => {
  test('a look that finds it there counts as seen; one that does not takes that away', async () => {
    const caseId = await openCase(['/one'])
    const seenAt = async () => (await core.call('cases.get', { caseId })).itemsList[0]?.lastSeenAt
    expect(await seenAt()).toBeNull()
    const standing = await look(caseId)
    expect(await seenAt()).toBe(standing.items[0]?.last?.checkedAt)
    pages['/one'] = removed
    shift += 1000
    await look(caseId)
    expect(await seenAt()).toBeNull()
    expect((await core.call('status.ofCase', { caseId })).proposal).toBeNull()
  })
})
