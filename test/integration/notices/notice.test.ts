import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase, openElements, profile } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
let caseId: number
let now: number

beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z')
  core = await openTestCore({ clock: () => now })
  seed = openSeed(core.folder)
  const [detail] = await casesFor(core, seed, ['https://youtu.be/1', 'https://youtu.be/2'])
  caseId = detail?.id ?? 0
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

const items = async () => (await core.call('cases.get', { caseId })).itemsList
const notice = async () => (await core.call('cases.get', { caseId })).notice
const sent = { at: '2026-11-22T10:05:00.000Z', channel: 'e-mail', reference: 'T-1' }

describe('a notice', () => {
  it('is drafted once and says all that is missing', async () => {
    const first = await core.call('notices.draft', { caseId })
    expect(await core.call('notices.draft', { caseId })).toEqual(first)
    expect(first).toMatchObject({
      status: 'draft',
      complete: false,
      regime: 'us-512c',
      templateVersion: '3',
      signedOn: null,
    })
    expect(openElements(first)).toEqual(['i', 'iv', 'v', 'vi', 'fair-use', 'trap-address'])
    expect(first.text).toContain('[ missing: signature ]')
  })

  it('becomes complete step by step, and its case ready with it', async () => {
    const steps: (readonly string[])[] = []
    const { id } = await core.call('notices.draft', { caseId })
    const note = async () => steps.push(openElements(await notice()))
    await core.call('profile.save', profile)
    await note()
    const findingIds = (await items()).map(({ findingId }) => findingId)
    await core.call('cases.itemsSeen', { caseId, findingIds })
    await note()
    await core.call('cases.itemUpdate', {
      caseId,
      findingIds,
      patch: { fairUse: { conclusion: 'not-fair-use' } },
    })
    await note()
    await core.call('notices.update', { noticeId: id, patch: { goodFaith: true } })
    await note()
    await core.call('notices.update', { noticeId: id, patch: { accurate: true } })
    await note()
    expect((await core.call('cases.get', { caseId })).state).toBe('draft')
    await core.call('notices.update', { noticeId: id, patch: { signature: 'ana valera  ruiz' } })
    await note()
    expect(steps).toEqual([
      ['i', 'v', 'vi', 'fair-use', 'trap-address'],
      ['i', 'v', 'vi', 'fair-use'],
      ['i', 'v', 'vi'],
      ['i', 'vi'],
      ['i'],
      [],
    ])
    expect(await core.call('cases.list', {})).toMatchObject({
      cases: [{ state: 'ready', noticeComplete: true }],
    })
    expect(await notice()).toMatchObject({ status: 'complete', signedOn: '2026-11-22' })
  })

  it('is recorded as sent days later, by what was known of its items when it went out', async () => {
    await completeCase(core, caseId)
    now += 3 * 24 * 3600 * 1000
    expect(openElements(await notice())).toContain('trap-address')
    await expect(
      core.call('cases.recordSent', { ...sent, caseId, at: new Date(now).toISOString() }),
    ).rejects.toMatchObject({ code: 'NOTICE_INCOMPLETE' })
    expect(await core.call('cases.recordSent', { ...sent, caseId })).toMatchObject({ state: 'sent' })
  })

  it('is dated with the day it was signed, not the day it is read', async () => {
    await completeCase(core, caseId)
    now += 3 * 24 * 3600 * 1000
    expect((await notice())?.text).toContain('Date:  22 November 2026')
    const { id } = await core.call('notices.draft', { caseId })
    const again = await core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
    expect(again.signedOn).toBe('2026-11-25')
    const unsigned = await core.call('notices.update', { noticeId: id, patch: { signature: '' } })
    expect(unsigned).toMatchObject({ signature: '', signedOn: null, complete: false })
  })

  it('must be signed again when the letter changed: by an item, the profile, the catalogue or undo', async () => {
    const { id } = await completeCase(core, caseId)
    const sign = () => core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
    const expectOpen = async () => {
      expect(openElements(await notice())).toEqual(['i'])
      expect((await core.call('cases.list', {})).cases[0]?.state).toBe('draft')
      expect((await sign()).complete).toBe(true)
    }
    const [first] = await items()
    await core.call('cases.itemRemove', { caseId, findingIds: [first?.findingId ?? 0] })
    await expectOpen()
    await core.call('undo.undo', {})
    await expectOpen()
    await core.call('profile.save', { ...profile, phone: '+44 23 9200 0001' })
    await expectOpen()
    seed.db.prepare("UPDATE recording SET title = 'Harbor Lights' WHERE id = 1").run()
    await expectOpen()
  })

  it('stays signed when the declarations are taken back and given again', async () => {
    const { id } = await completeCase(core, caseId)
    const without = await core.call('notices.update', { noticeId: id, patch: { goodFaith: false } })
    expect(openElements(without)).toEqual(['v'])
    const again = await core.call('notices.update', { noticeId: id, patch: { goodFaith: true } })
    expect(again.complete).toBe(true)
  })

  it('stops at an item that was authorized, taken back, is not held or may be fair use', async () => {
    await completeCase(core, caseId)
    const [first] = await items()
    const findingIds = [first?.findingId ?? 0]
    const afterStep = async (step: () => Promise<unknown>) => {
      await step()
      const open = openElements(await notice())
      await core.call('undo.undo', {})
      return open
    }
    const patch = (fields: object) => () =>
      core.call('cases.itemUpdate', { caseId, findingIds, patch: fields })
    expect(await afterStep(patch({ rightHeld: 'none' }))).toContain('right')
    expect(await afterStep(patch({ rightHeld: 'unknown' }))).toContain('right')
    expect(await afterStep(patch({ fairUse: { conclusion: 'may-be-fair-use' } }))).toContain('fair-use')
    expect(openElements(await notice())).toEqual([])
    seed.db.prepare("UPDATE finding SET state = 'new' WHERE id = ?").run(findingIds[0])
    expect(openElements(await notice())).toEqual(['unconfirmed'])
    seed.db.prepare("UPDATE finding SET state = 'authorized' WHERE id = ?").run(findingIds[0])
    expect(openElements(await notice())).toEqual(['authorized'])
  })

  it('logs that it was signed, with the hash of what was signed and no word of it', async () => {
    await completeCase(core, caseId)
    const { events } = await core.call('custody.list', {})
    const signed = events.find(({ action }) => action === 'notice.signed')
    expect(signed?.detail.letter).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(events)).not.toContain('Valera')
    expect(await core.call('custody.verify', {})).toMatchObject({ problems: [] })
  })
})

describe('a sent notice', () => {
  it('is recorded only when complete', async () => {
    await expect(core.call('cases.recordSent', { caseId, ...sent })).rejects.toMatchObject({
      code: 'NOTICE_INCOMPLETE',
    })
    await core.call('notices.draft', { caseId })
    await expect(core.call('cases.recordSent', { caseId, ...sent })).rejects.toMatchObject({
      code: 'NOTICE_INCOMPLETE',
    })
    await completeCase(core, caseId)
    await expect(
      core.call('cases.recordSent', { caseId, ...sent, at: '2026-11-23T10:00:00.000Z' }),
    ).rejects.toMatchObject({ code: 'VALIDATION' })
    const detail = await core.call('cases.recordSent', { caseId, ...sent })
    expect(detail).toMatchObject({
      state: 'sent',
      sentAt: sent.at,
      sent: { channel: 'e-mail', reference: 'T-1' },
    })
    expect(detail.notice?.status).toBe('sent')
    await expect(core.call('cases.recordSent', { caseId, ...sent })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('cannot have gone out before an address it lists was first seen, the minute counts', async () => {
    await completeCase(core, caseId)
    seed.db.prepare("UPDATE listing SET found_at = '2026-11-22T09:12:40.000Z' WHERE id = 1").run()
    const { id } = await completeCase(core, caseId)
    expect(id).toBeGreaterThan(0)
    const at = (time: string) => core.call('cases.recordSent', { caseId, ...sent, at: `2026-11-22T${time}Z` })
    await expect(at('09:11:59.000')).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringContaining('first seen at 2026-11-22 09:12:40 UTC') as string,
    })
    expect((await core.call('cases.get', { caseId })).sent).toBeNull()
    expect(await at('09:12:00.000')).toMatchObject({ state: 'sent' })
  })

  it('stays word for word as it was sent, whatever changes afterwards', async () => {
    const before = await completeCase(core, caseId)
    await core.call('cases.recordSent', { caseId, ...sent })
    await core.call('profile.save', { ...profile, legalName: 'Someone Else', address: 'Elsewhere' })
    seed.db.prepare("UPDATE recording SET title = 'Another'").run()
    const after = await notice()
    expect(after?.text).toBe(before.text)
    expect(after).toMatchObject({ complete: true, subject: before.subject })
    const kept = seed.db.prepare('SELECT sha256, format FROM notice_export').all()
    expect(kept).toMatchObject([{ format: 'txt' }])
  })

  it('closes its case: no item, decision, declaration or undo touches it', async () => {
    const [first] = await items()
    const findingIds = [first?.findingId ?? 0]
    const { id } = await completeCase(core, caseId)
    await core.call('cases.recordSent', { caseId, ...sent })
    const conflict = { code: 'CONFLICT' }
    await expect(core.call('cases.itemRemove', { caseId, findingIds })).rejects.toMatchObject(conflict)
    await expect(
      core.call('cases.itemUpdate', { caseId, findingIds, patch: { rightHeld: 'both' } }),
    ).rejects.toMatchObject(conflict)
    await expect(
      core.call('notices.update', { noticeId: id, patch: { goodFaith: false } }),
    ).rejects.toMatchObject(conflict)
    const decided = await core.call('findings.decide', {
      findingIds,
      decision: 'dismiss',
      reason: 'Too late',
    })
    expect(decided).toMatchObject({ changed: 0, refused: [conflict] })
    expect((await core.call('undo.state', {})).undo).toContain('fair use')
    await expect(core.call('undo.undo', {})).rejects.toMatchObject(conflict)
    expect(seed.state(findingIds[0] ?? 0)).toBe('confirmed')
    expect((await core.call('rules.create', { kind: 'domain', value: 'youtu.be' })).settled).toBe(0)
  })

  it('leaves room for a new case of the same provider', async () => {
    await completeCase(core, caseId)
    await core.call('cases.recordSent', { caseId, ...sent })
    const [next] = await casesFor(core, seed, ['https://youtu.be/3'])
    expect(next?.id).not.toBe(caseId)
    expect(next).toMatchObject({ providerName: 'YouTube', items: 1, state: 'draft' })
  })
})
