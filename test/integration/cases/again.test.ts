import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase, openElements, profile } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed

beforeEach(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

const day = '2026-01-05'

async function rejectedCase(): Promise<number> {
  const [detail] = await casesFor(core, seed, ['https://files.tunevault.example/d/1'])
  const caseId = detail?.id ?? 0
  const { id } = await completeCase(core, caseId)
  await core.call('notices.update', { noticeId: id, patch: { freeText: 'The upload carries my name.' } })
  await core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
  await core.call('cases.recordSent', {
    caseId,
    at: '2026-01-02T10:00:00.000Z',
    channel: 'E-mail',
    reference: 'T-1',
  })
  await core.call('cases.move', { caseId, state: 'rejected', happenedOn: day, reason: 'element-missing' })
  return caseId
}

describe('a letter that is mended and sent again', () => {
  it('is a version of its own, linked to the first, and no duplicate of it', async () => {
    const first = await rejectedCase()
    const before = await core.call('cases.get', { caseId: first })
    const { caseId } = await core.call('cases.again', { caseId: first, happenedOn: day })
    const opened = await core.call('cases.get', { caseId })
    expect(opened).toMatchObject({ state: 'draft', providerName: before.providerName, items: 1 })
    expect(opened.itemsList[0]?.fairUse.conclusion).toBe('not-fair-use')
    // What was declared and signed was declared and signed of the other letter.
    expect(opened.notice).toMatchObject({
      signature: '',
      goodFaith: false,
      accurate: false,
      freeText: 'The upload carries my name.',
      details: { corrects: { on: '2026-01-02', reference: 'T-1' } },
    })
    expect(opened.notice?.text).toContain('This notice corrects and replaces the one I sent you on')
    const complete = await completeCase(core, caseId)
    expect(openElements(complete)).toEqual([])
    await core.call('cases.recordSent', { caseId, at: '2026-01-06T10:00:00.000Z', channel: 'E-mail' })

    const earlier = await core.call('cases.get', { caseId: first })
    expect(earlier).toMatchObject({
      state: 'closed',
      sentAt: before.sentAt,
      notice: { text: before.notice?.text },
    })
    expect(await core.call('cases.followUp', { caseId: first })).toMatchObject({
      again: { caseId, step: 'again' },
    })
    expect(await core.call('cases.followUp', { caseId })).toMatchObject({
      from: { caseId: first, step: 'again' },
    })
    const { events } = await core.call('cases.history', { caseId: first })
    expect(events.map(({ state, reason }) => [state, reason])).toEqual([
      ['rejected', 'element-missing'],
      ['closed', 'again'],
    ])
  })

  it('can be rejected and mended once more, and still no letter of the row is a duplicate', async () => {
    const first = await rejectedCase()
    const second = await core.call('cases.again', { caseId: first, happenedOn: day })
    await completeCase(core, second.caseId)
    const sent = { at: '2026-01-06T10:00:00.000Z', channel: 'E-mail' }
    await core.call('cases.recordSent', { caseId: second.caseId, ...sent })
    await core.call('cases.move', { caseId: second.caseId, state: 'silent', happenedOn: '2026-01-16' })
    const third = await core.call('cases.again', { caseId: second.caseId, happenedOn: '2026-01-16' })
    expect(openElements(await completeCase(core, third.caseId))).toEqual([])
  })

  it('is not begun while an answer is awaited, nor twice', async () => {
    const [detail] = await casesFor(core, seed, ['https://files.tunevault.example/d/1'])
    const caseId = detail?.id ?? 0
    await expect(core.call('cases.again', { caseId, happenedOn: day })).rejects.toThrow(/was not sent yet/)
    await completeCase(core, caseId)
    await core.call('cases.recordSent', { caseId, at: '2026-01-02T10:00:00.000Z', channel: 'Form' })
    await expect(core.call('cases.again', { caseId, happenedOn: day })).rejects.toThrow(/awaits its answer/)
    await core.call('cases.move', { caseId, state: 'rejected', happenedOn: day, reason: 'language' })
    await core.call('cases.again', { caseId, happenedOn: day })
    await core.call('cases.correct', { caseId })
    await expect(core.call('cases.again', { caseId, happenedOn: day })).rejects.toThrow(/is not sent yet/)
  })

  it('keeps another finding at the same address from passing for a correction', async () => {
    await rejectedCase()
    const findingId = seed.finding({ url: 'https://files.tunevault.example/d/1' })
    await core.call('findings.decide', { findingIds: [findingId], decision: 'confirm' })
    const [other = 0] = (await core.call('cases.group', {})).caseIds
    const { elements } = await completeCase(core, other)
    expect(elements).toContainEqual(expect.objectContaining({ code: 'already-noticed', stop: true }))
  })
})
