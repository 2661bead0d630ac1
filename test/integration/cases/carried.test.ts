import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase, openElements, profile } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed

const day = '2026-01-05'
const at = '2026-01-02T10:00:00.000Z'

beforeEach(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

async function sentCase(...urls: readonly string[]): Promise<number> {
  const [detail] = await casesFor(core, seed, urls)
  const caseId = detail?.id ?? 0
  await completeCase(core, caseId)
  await core.call('cases.recordSent', { caseId, at, channel: 'E-mail', reference: 'T-1' })
  return caseId
}

async function carriedToCloudflare(caseId: number): Promise<number> {
  const { providers } = await core.call('providers.list', { search: 'cloudflare' })
  const providerId = providers.find(({ name }) => name === 'Cloudflare')?.id ?? 0
  return (await core.call('cases.escalate', { caseId, step: 'cdn', to: { providerId }, happenedOn: day }))
    .caseId
}

describe('a case that was carried on', () => {
  it('stays one when it is divided: each part is written to as the step asks, and takes no other findings', async () => {
    const from = await sentCase('https://www.youtube.com/watch?v=1', 'https://youtu.be/2')
    const carried = await carriedToCloudflare(from)
    await core.call('notices.draft', { caseId: carried, regime: 'cdn-report' })
    const { caseIds } = await core.call('cases.split', { caseId: carried })
    expect(caseIds).toHaveLength(2)
    for (const caseId of caseIds) {
      expect(await core.call('cases.followUp', { caseId })).toMatchObject({
        from: { caseId: from, step: 'cdn' },
      })
      expect(await core.call('notices.draft', { caseId })).toMatchObject({ regime: 'cdn-report' })
    }
    const [own] = await casesFor(core, seed, ['https://cloudflare.com/d/1'])
    expect(caseIds).not.toContain(own?.id)
  })

  it('begins its letter with the letters sent before, but not where another is asked for', async () => {
    const from = await sentCase('https://files.tunevault.example/d/1')
    const carried = await carriedToCloudflare(from)
    const { details, text } = await core.call('notices.draft', { caseId: carried })
    expect(details.earlier).toEqual([
      { to: expect.any(String) as string, on: '2026-01-02', reference: 'T-1' },
    ])
    expect(text).toContain('EARLIER NOTICES')
    const host = await core.call('cases.escalate', {
      caseId: from,
      step: 'payment',
      to: { domain: 'paying.example' },
      happenedOn: day,
    })
    expect((await core.call('notices.draft', { caseId: host.caseId })).details.earlier).toEqual([])
  })

  it('is not opened twice while the first waits, nor for a host of files that has none of these', async () => {
    const from = await sentCase('https://files.tunevault.example/d/1')
    const carried = await carriedToCloudflare(from)
    await expect(carriedToCloudflare(from)).rejects.toThrow(/is not sent yet/)
    await core.call('cases.move', { caseId: carried, state: 'closed', happenedOn: day })
    await carriedToCloudflare(from)
    const to = { domain: 'locker.example' }
    await expect(
      core.call('cases.escalate', { caseId: from, step: 'file-host', to, happenedOn: day }),
    ).rejects.toThrow(/must name the address of the file itself/)
    await expect(
      core.call('cases.escalate', { caseId: from, step: 'host', to, happenedOn: '2025-12-30' }),
    ).rejects.toThrow(/lies before it/)
  })

  it('tells what it carries on, and what became of it, in its bundle', async () => {
    const from = await sentCase('https://files.tunevault.example/d/1')
    await core.call('cases.move', {
      caseId: from,
      state: 'acknowledged',
      happenedOn: day,
      note: 'secret words',
    })
    await core.call('cases.move', {
      caseId: from,
      state: 'rejected',
      happenedOn: day,
      reason: 'not-hosted-there',
      text: 'We do not host it.',
    })
    await core.call('cases.correct', { caseId: from })
    const carried = await carriedToCloudflare(from)
    const whole = await caseJson(from)
    expect(whole).toMatchObject({
      state: 'escalated',
      from: null,
      history: [
        { state: 'acknowledged', on: day, reason: null, corrects: null, answer: null },
        { state: 'rejected', reason: 'not-hosted-there', answer: { bytes: 19 } },
        { state: 'acknowledged', corrects: expect.any(Number) as number },
        { state: 'escalated', reason: 'cdn' },
      ],
    })
    expect(JSON.stringify(whole)).not.toContain('secret words')
    expect(await caseJson(carried)).toMatchObject({
      from: { case: from, step: 'cdn' },
      history: [],
      findings: 1,
    })
  })
})

async function caseJson(caseId: number): Promise<unknown> {
  const { jobId } = await core.call('bundle.export', { caseId, folder: core.folder })
  const { error, result } = await core.finished(jobId)
  expect(error).toBeNull()
  const { folder } = result as { folder: string }
  expect(readFileSync(join(folder, 'index.html'), 'utf8').includes('What became of it')).toBe(
    (await core.call('cases.history', { caseId })).events.length > 0,
  )
  return JSON.parse(readFileSync(join(folder, 'data/case.json'), 'utf8')) as unknown
}

describe('before and after sending', () => {
  it('a case given up, taken up and sent is not brought back behind its sending', async () => {
    const [detail] = await casesFor(core, seed, ['https://tunevault.example/d/1'])
    const caseId = detail?.id ?? 0
    await core.call('cases.move', { caseId, state: 'closed', happenedOn: '2026-01-01' })
    await core.call('cases.move', { caseId, state: 'draft', happenedOn: '2026-01-01' })
    await completeCase(core, caseId)
    await core.call('cases.recordSent', { caseId, at, channel: 'E-mail', reference: '' })
    expect(await core.call('cases.get', { caseId })).toMatchObject({
      state: 'sent',
      stateSince: '2026-01-02',
    })
    expect(await core.call('cases.history', { caseId })).toMatchObject({ correctable: null })
    await expect(core.call('cases.correct', { caseId })).rejects.toMatchObject({ code: 'CONFLICT' })
    await core.call('cases.move', { caseId, state: 'removed', happenedOn: day })
    const { state, events } = await core.call('cases.correct', { caseId })
    expect([state, events.at(-1)?.state]).toEqual(['sent', 'sent'])
  })

  it('the letter of a case given up goes nowhere until it is taken up again', async () => {
    const [detail] = await casesFor(core, seed, ['https://tunevault.example/d/1'])
    const caseId = detail?.id ?? 0
    const { id } = await completeCase(core, caseId)
    await core.call('cases.move', { caseId, state: 'closed', happenedOn: day })
    const path = join(core.folder, 'n.txt')
    const refused = { code: 'CONFLICT' }
    await expect(core.call('notices.export', { noticeId: id, format: 'txt', path })).rejects.toMatchObject(
      refused,
    )
    await expect(core.call('notices.fields', { noticeId: id })).rejects.toMatchObject(refused)
    await core.call('cases.move', { caseId, state: 'draft', happenedOn: day })
    await core.call('notices.export', { noticeId: id, format: 'txt', path })
  })

  it('an address told of under one right is not told of again under both', async () => {
    await sentCase('https://files.tunevault.example/d/1')
    const [again] = await casesFor(core, seed, ['https://files.tunevault.example/d/1'])
    const caseId = again?.id ?? 0
    const findingIds = again?.itemsList.map(({ findingId }) => findingId) ?? []
    for (const [rightHeld, stops] of [
      ['both', true],
      ['composition', false],
    ] as const) {
      await core.call('cases.itemUpdate', { caseId, findingIds, patch: { rightHeld } })
      expect(openElements(await completeCase(core, caseId)).includes('already-noticed')).toBe(stops)
    }
  })
})

describe('taking a notice back', () => {
  it('is done by who sent it, in the capacity of then, for what was sent and nothing else', async () => {
    const [detail] = await casesFor(core, seed, [
      'https://tunevault.example/d/1',
      'https://tunevault.example/d/2',
    ])
    const caseId = detail?.id ?? 0
    const { id } = await completeCase(core, caseId)
    await core.call('notices.update', { noticeId: id, patch: { role: 'agent', owner: 'Quay Records Ltd' } })
    await core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
    await core.call('cases.recordSent', { caseId, at, channel: 'E-mail', reference: '' })
    await core.call('profile.save', { ...profile, legalName: 'Ana Valera', phone: '+44 23 9200 0001' })
    const { text } = await core.call('cases.withdrawal', { caseId })
    expect(text).toContain('I write for Quay Records Ltd, in whose name the notice was sent')
    expect(text).toContain('+44 23 9200 0001')
    // Named as who sent it, and signed by nobody.
    expect(text).toContain('Ana Valera Ruiz')
    expect(text).not.toContain('/s/')
    await expect(core.call('cases.withdrawal', { caseId, findingIds: [99_999] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('is told in the custody log by the hash of the letter and what it takes back', async () => {
    const caseId = await sentCase('https://tunevault.example/d/1', 'https://tunevault.example/d/2')
    const path = join(core.folder, 'withdrawal.txt')
    await core.call('cases.withdrawalSave', { caseId, path })
    const { events } = await core.call('custody.list', { caseId })
    expect(events[0]).toMatchObject({ action: 'notice.withdrawalWritten', detail: { items: 2 } })
    expect(events[0]?.detail.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('under the Digital Services Act tells no address that the notice did not tell', async () => {
    const [detail] = await casesFor(core, seed, ['https://musik-ablage.de/d/1.mp3'])
    const caseId = detail?.id ?? 0
    const { id, regime } = await completeCase(core, caseId)
    expect(regime).toBe('eu-dsa-16')
    await core.call('notices.update', { noticeId: id, patch: { accurateAndComplete: true } })
    await core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
    await core.call('cases.recordSent', { caseId, at, channel: 'E-mail', reference: '' })
    const { text } = await core.call('cases.withdrawal', { caseId })
    expect(text).toContain(profile.email)
    for (const told of ['12 Quay Street', profile.phone, '[ missing']) expect(text).not.toContain(told)
  })
})
