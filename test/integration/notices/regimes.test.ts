import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { draftRegimes, regimes } from '../../../shared/domain/notices/rules/regimes.ts'
import { casesFor, completeCase, openElements, profile } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
let now: number

beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z')
  core = await openTestCore({ clock: () => now })
  seed = openSeed(core.folder)
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

async function caseAt(...urls: readonly string[]): Promise<number> {
  const [detail] = await casesFor(core, seed, urls)
  return detail?.id ?? 0
}
const noticeOf = async (caseId: number) => (await core.call('cases.get', { caseId })).notice
const itemsOf = async (caseId: number) =>
  (await core.call('cases.get', { caseId })).itemsList.map(({ findingId }) => findingId)

describe('the letter proposed', () => {
  it.each([
    ['https://youtu.be/1', 'us-512c', 'en', 'video'],
    ['https://www.google.com/search/item/1', 'us-512d', 'en', 'search'],
    ['https://huggingface.co/datasets/x/y/blob/main/a.parquet', 'dataset-host', 'en', 'ai'],
    ['https://musik-ablage.de/d/1.mp3', 'eu-dsa-16', 'de', 'unknown'],
    ['https://fichiers.fr/d/1.mp3', 'eu-dsa-16', 'fr', 'unknown'],
    ['https://lockers.co.uk/d/1.mp3', 'uk-notice', 'en', 'unknown'],
    ['https://lockers.ca/d/1.mp3', 'ca-notice', 'en', 'unknown'],
  ])('for %s is %s in %s, with the reason', async (url, regime, language, providerClass) => {
    const drafted = await core.call('notices.draft', { caseId: await caseAt(url) })
    expect(drafted).toMatchObject({ regime, language, providerClass, proposal: { regime, language } })
    expect(drafted.proposal.regimeReason).toMatch(/[.]$/)
  })

  it('of a sender in the Union satisfies both laws, and the choice can be changed and kept', async () => {
    await core.call('profile.save', { ...profile, country: 'Deutschland' })
    const caseId = await caseAt('https://youtu.be/1')
    const { id, regime } = await core.call('notices.draft', { caseId })
    expect(regime).toBe('us-512c+eu-dsa-16')
    const changed = await core.call('notices.draft', { caseId, regime: 'eu-dsa-16', language: 'fr' })
    expect(changed).toMatchObject({ id, regime: 'eu-dsa-16', language: 'fr' })
    expect(changed.text).toContain('NOTIFICATION')
    expect(await core.call('notices.draft', { caseId })).toMatchObject({
      regime: 'eu-dsa-16',
      language: 'fr',
    })
    expect(await core.call('notices.draft', { caseId, regime: 'uk-notice' })).toMatchObject({
      language: 'en',
    })
    expect(await core.call('custody.verify', {})).toMatchObject({ problems: [] })
  })
})

describe('every regime, through the core', () => {
  it.each(draftRegimes)('%s can be completed and keeps the versions of its rules', async (regime) => {
    const caseId = await caseAt(
      'https://files.tunevault.example/d/1.mp3',
      'https://files.tunevault.example/d/2.mp3',
    )
    const { id } = await core.call('notices.draft', { caseId, regime })
    await completeCase(core, caseId)
    const details = {
      earlier: [{ to: 'the seller', on: '2026-11-10', reference: '' }],
      withdrawn: { on: '2026-11-01', reference: 'TV-778', reason: 'the upload was licensed' },
    }
    await core.call('notices.update', { noticeId: id, patch: { details, accurateAndComplete: true } })
    const signed = await core.call('notices.update', {
      noticeId: id,
      patch: { signature: profile.legalName },
    })
    expect(openElements(signed)).toEqual([])
    expect(signed).toMatchObject({ complete: true, templateVersion: String(regimes[regime].version) })
    const path = join(core.folder, 'exports', 'notice.eml')
    await core.call('notices.export', { noticeId: id, format: 'eml', path })
    await core.call('cases.recordSent', { caseId, at: '2026-11-22T09:59:00.000Z', channel: 'form' })
    const kept = seed.db.prepare('SELECT rule_versions FROM notice').pluck().get() as string
    expect(JSON.parse(kept)).toMatchObject({
      [`regime ${regime}`]: regimes[regime].version,
      'letter-form': 1,
    })
    expect((await noticeOf(caseId))?.text).toBe(signed.text)
  })
})

describe('hard stops', () => {
  const stopsOf = async (caseId: number) =>
    (await noticeOf(caseId))?.elements.flatMap(({ stop, code }) => (stop ? [code] : []))

  it('the letter for search engines reaches nothing elsewhere through a host that is none', async () => {
    const caseId = await caseAt('https://youtu.be/1')
    const { id } = await core.call('notices.draft', { caseId, regime: 'us-512d' })
    await completeCase(core, caseId)
    seed.db.prepare("UPDATE listing SET url = 'https://elsewhere.example/a.mp3'").run()
    await core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
    expect(await stopsOf(caseId)).toEqual(['recipient'])
  })

  it.each([
    ['metadata alone', "UPDATE listing SET offers = 'metadata'", 'metadata'],
    ['a right not held', "UPDATE case_item SET right_held = 'none'", 'right'],
    ['a cover claimed as a recording', "UPDATE case_item SET performance = 'cover'", 'trap-cover'],
    ['a leased beat', "UPDATE case_item SET exclusivity = 'leased'", 'trap-not-exclusive'],
    ['a finding taken back', "UPDATE finding SET state = 'new'", 'unconfirmed'],
    ['another host', "UPDATE listing SET url = 'https://elsewhere.example/a.mp3'", 'recipient'],
  ])('%s: neither export nor form nor sending gets past it', async (_, sql, code) => {
    const caseId = await caseAt('https://youtu.be/1')
    const { id } = await completeCase(core, caseId)
    seed.db.prepare(sql).run()
    await core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
    expect(await stopsOf(caseId)).toContain(code)
    const path = join(core.folder, 'exports', 'n.txt')
    const refused = { code: 'NOTICE_INCOMPLETE' }
    await expect(core.call('notices.export', { noticeId: id, format: 'txt', path })).rejects.toMatchObject(
      refused,
    )
    await expect(core.call('notices.fields', { noticeId: id })).rejects.toMatchObject(refused)
    const sent = { caseId, at: '2026-11-22T09:00:00.000Z', channel: 'form' }
    await expect(core.call('cases.recordSent', sent)).rejects.toMatchObject(refused)
    expect(existsSync(path)).toBe(false)
    expect((await noticeOf(caseId))?.text).toMatch(/^\[ not to be sent: /)
  })

  it('own distributor and authorized account stop it; taking the item out mends it', async () => {
    const caseId = await caseAt('https://youtu.be/1', 'https://youtu.be/2')
    await completeCase(core, caseId)
    seed.db.prepare("UPDATE listing SET label = 'Vale Records', label_key = 'valerecords' WHERE id = 1").run()
    seed.db
      .prepare(
        "INSERT INTO authorization_rule (kind, value, value_key, created_at) VALUES ('label', 'Vale Records', 'valerecords', '2026-11-22T00:00:00.000Z')",
      )
      .run()
    expect(await stopsOf(caseId)).toEqual(['authorized', 'trap-licensed'])
    const stop = (await noticeOf(caseId))?.elements.find(({ code }) => code === 'trap-licensed')
    await core.call('cases.itemRemove', { caseId, findingIds: stop?.findingIds ?? [] })
    expect(await stopsOf(caseId)).toEqual([])
  })

  it('another owner by the catalogue’s agreed shares stops it; the signer among them does not', async () => {
    const caseId = await caseAt('https://youtu.be/1')
    await completeCase(core, caseId)
    const at = '2026-11-22T00:00:00.000Z'
    const party = (name: string) =>
      seed.db
        .prepare(
          "INSERT INTO party (kind, name, name_key, created_at, updated_at) VALUES ('person', ?, ?, ?, ?)",
        )
        .run(name, name.toLowerCase(), at, at).lastInsertRowid
    const share = (id: number | bigint) =>
      seed.db
        .prepare(
          "INSERT INTO split (subject_type, subject_id, right_kind, party_id, share, state, created_at, updated_at) VALUES ('recording', 1, 'master', ?, 500000, 'agreed', ?, ?)",
        )
        .run(id, at, at)
    share(party('Quay Records'))
    expect(await stopsOf(caseId)).toEqual(['trap-owner-mismatch'])
    share(party('Luna Vale'))
    expect(await stopsOf(caseId)).toEqual([])
  })

  it('what was sent there before is not sent again', async () => {
    const first = await caseAt('https://youtu.be/1')
    await completeCase(core, first)
    await core.call('cases.recordSent', { caseId: first, at: '2026-11-22T09:00:00.000Z', channel: 'form' })
    const second = await caseAt('https://youtu.be/1', 'https://youtu.be/2')
    await completeCase(core, second)
    expect(second).not.toBe(first)
    expect(await stopsOf(second)).toEqual(['already-noticed'])
  })
})

describe('still there', () => {
  const capture = (ended: string, outcome: string) => {
    seed.db
      .prepare("INSERT OR IGNORE INTO object (sha256, bytes, original_name, added_at) VALUES (?, 1, '', ?)")
      .run('f'.repeat(64), ended)
    seed.db
      .prepare(
        `INSERT INTO capture (finding_id, requested_url, title, outcome, complete, gaps, started_at, ended_at,
           record_sha256, tool_version, custody_seq) VALUES (1, 'https://youtu.be/1', '', ?, 1, 0, ?, ?, ?, '1', 1)`,
      )
      .run(outcome, ended, ended, 'f'.repeat(64))
  }

  it('is asked again after a day, and a capture of the page answers it', async () => {
    const caseId = await caseAt('https://youtu.be/1')
    const { id } = await completeCase(core, caseId)
    now += 24 * 3600 * 1000 + 1000
    expect(openElements(await noticeOf(caseId))).toEqual(['trap-address'])
    capture('2026-11-23T09:00:00.000Z', 'page')
    expect(openElements(await noticeOf(caseId))).toEqual(['i'])
    const signed = await core.call('notices.update', {
      noticeId: id,
      patch: { signature: profile.legalName },
    })
    expect(signed.complete).toBe(true)
    expect(signed.text).toContain('last seen 2026-11-23 09:00:00 UTC')
    expect(signed.text).toContain(`sha256:${'f'.repeat(16)}`)
  })

  it('is not where a capture found the page gone, until somebody looks again', async () => {
    const caseId = await caseAt('https://youtu.be/1')
    await completeCase(core, caseId)
    capture('2026-11-22T11:00:00.000Z', 'gone')
    expect(openElements(await noticeOf(caseId))).toContain('trap-address')
    now += 2 * 3600 * 1000
    await core.call('cases.itemsSeen', { caseId, findingIds: await itemsOf(caseId) })
    expect(openElements(await noticeOf(caseId))).not.toContain('trap-address')
  })
})

describe('who signs', () => {
  it('can act for an owner in this letter only', async () => {
    const caseId = await caseAt('https://youtu.be/1')
    const { id } = await completeCase(core, caseId)
    const agent = await core.call('notices.update', {
      noticeId: id,
      patch: { role: 'agent', owner: 'Nova Tern' },
    })
    expect(agent.capacity).toEqual({ role: 'agent', owner: 'Nova Tern', fromProfile: false })
    expect(agent.text.replaceAll(/\s+/g, ' ')).toContain('authorized to act for Nova Tern, the owner of')
    expect(openElements(agent)).toEqual(['i'])
    const nobody = await core.call('notices.update', { noticeId: id, patch: { owner: ' ' } })
    expect(openElements(nobody)).toEqual(['i', 'vi'])
    const again = await core.call('notices.update', { noticeId: id, patch: { role: null } })
    expect(again.complete).toBe(true)
  })
})

describe('words of one’s own', () => {
  it('stand in the letter and are checked again', async () => {
    const caseId = await caseAt('https://youtu.be/1')
    const { id } = await completeCase(core, caseId)
    const write = (freeText: string) => core.call('notices.update', { noticeId: id, patch: { freeText } })
    expect((await write('I wrote to the uploader twice.')).text).toContain('I wrote to the uploader twice.')
    expect(openElements(await write('You are liable for every copy.'))).toContain('trap-threat')
    const widened = await write('I swear under penalty of perjury that all of this information is accurate.')
    expect(widened.warnings.map(({ code }) => code)).toContain('trap-perjury')
    expect((await write('')).complete).toBe(true)
  })
})

describe('dividing a case', () => {
  it('does nothing where one letter will do', async () => {
    const caseId = await caseAt('https://youtu.be/1', 'https://youtu.be/2')
    expect(await core.call('cases.split', { caseId })).toEqual({ caseIds: [caseId] })
  })

  it('gives Cloudflare one host a letter and at most 250 addresses, with all answers kept', async () => {
    const urls = [
      ...Array.from({ length: 251 }, (_, at) => `https://one.pages.dev/d/${at}.mp3`),
      'https://two.pages.dev/d/1.mp3',
    ]
    seed.db
      .prepare(
        "UPDATE provider_domain SET provider_id = (SELECT id FROM provider WHERE name = 'Cloudflare') WHERE domain = 'pages.dev'",
      )
      .run()
    seed.db
      .prepare(
        "INSERT OR IGNORE INTO provider_domain SELECT 'pages.dev', id FROM provider WHERE name = 'Cloudflare'",
      )
      .run()
    const caseId = await caseAt(...urls)
    await core.call('notices.draft', { caseId })
    await core.call('cases.itemUpdate', {
      caseId,
      findingIds: await itemsOf(caseId),
      patch: { fairUse: { conclusion: 'not-fair-use' } },
    })
    const open = openElements(await noticeOf(caseId))
    expect(open).toEqual(expect.arrayContaining(['provider-most-addresses', 'provider-one-host']))
    const { caseIds } = await core.call('cases.split', { caseId })
    const parts = await Promise.all(caseIds.map((id) => core.call('cases.get', { caseId: id })))
    expect(parts.map(({ items }) => items).sort((a, b) => a - b)).toEqual([1, 1, 250])
    for (const { itemsList } of parts) {
      expect(new Set(itemsList.map(({ url }) => new URL(url).hostname)).size).toBe(1)
      expect(itemsList.every(({ fairUse }) => fairUse.conclusion === 'not-fair-use')).toBe(true)
    }
    expect(await core.call('custody.verify', {})).toMatchObject({ problems: [] })
  })
})

describe('what was sent', () => {
  it('is sealed with the hashes of every file that was exported', async () => {
    const caseId = await caseAt('https://youtu.be/1')
    const { id } = await completeCase(core, caseId)
    const written = []
    for (const format of ['pdf', 'docx', 'txt'] as const) {
      const path = join(core.folder, 'exports', `n.${format}`)
      const { sha256 } = await core.call('notices.export', { noticeId: id, format, path })
      written.push({ format, sha256 })
    }
    await core.call('cases.recordSent', {
      caseId,
      at: '2026-11-22T09:00:00.000Z',
      channel: 'form',
      reference: 'T-1',
    })
    const { events } = await core.call('custody.list', {})
    const sent = events.find(({ action }) => action === 'notice.sent')
    expect(sent?.detail.files).toEqual(written.toSorted((a, b) => (a.format < b.format ? -1 : 1)))
    expect(sent?.detail.letter).toBe(written.find(({ format }) => format === 'txt')?.sha256)
  })
})
