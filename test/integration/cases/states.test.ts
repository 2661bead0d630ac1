import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
let caseId: number

const day = '2026-01-05'

beforeEach(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
  const [detail] = await casesFor(core, seed, [
    'https://tunevault.example/d/1',
    'https://tunevault.example/d/2',
  ])
  caseId = detail?.id ?? 0
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

async function send(id = caseId): Promise<void> {
  await completeCase(core, id)
  await core.call('cases.recordSent', {
    caseId: id,
    at: '2026-01-02T10:00:00.000Z',
    channel: 'E-mail',
    reference: 'T-1',
  })
}

const move = (
  state: 'acknowledged' | 'rejected' | 'closed' | 'draft' | 'removed' | 'reopened',
  more: object = {},
) => core.call('cases.move', { caseId, state, happenedOn: day, ...more })
const stateOf = async (id = caseId) => (await core.call('cases.get', { caseId: id })).state

describe('the states of a case', () => {
  it('each move is one line of history and one custody event; the answer is kept byte for byte', async () => {
    await send()
    const answer = join(core.folder, 'answer.eml')
    writeFileSync(
      answer,
      'From: dmca@tunevault.example\nSubject: Re\nMIME-Version: 1.0\n\nNot hosted here.\n',
    )
    const before = (await core.call('custody.list', { caseId })).total
    await move('acknowledged', { note: 'Ticket 4711' })
    const { events, state } = await move('rejected', { reason: 'not-hosted-there', path: answer })
    expect(state).toBe('rejected')
    expect(events.map((event) => [event.state, event.reason, event.note, event.file?.name])).toEqual([
      ['acknowledged', '', 'Ticket 4711', undefined],
      ['rejected', 'not-hosted-there', '', 'answer.eml'],
    ])
    expect((await core.call('custody.list', { caseId })).total).toBe(before + 2)
    const eventId = events[1]?.id ?? 0
    expect(await core.call('cases.answer', { eventId })).toMatchObject({ text: 'Not hosted here.\n' })
    const copy = join(core.folder, 'copy.eml')
    await core.call('cases.answerSave', { eventId, path: copy })
    expect(readFileSync(copy)).toEqual(readFileSync(answer))
    expect((await core.call('custody.verify', {})).problems).toEqual([])
  })

  it('a mistake is corrected by a further line, never rewritten, and can be corrected again and again', async () => {
    await send()
    await move('acknowledged')
    await move('removed')
    const { events, state } = await core.call('cases.correct', { caseId, note: 'Wrong case' })
    expect([state, events.length]).toEqual(['acknowledged', 3])
    expect(events.map(({ corrects, corrected }) => [corrects !== null, corrected])).toEqual([
      [false, false],
      [false, true],
      [true, false],
    ])
    expect((await core.call('cases.correct', { caseId })).state).toBe('sent')
    await expect(core.call('cases.correct', { caseId })).rejects.toThrow(/Nothing was recorded in this case/)
    for (const sql of ['UPDATE case_event SET note = 1', 'DELETE FROM case_event'])
      expect(() => seed.db.exec(sql)).toThrow(/append-only/)
  })

  it('refuses what cannot be: a move out of turn, a day to come, an answer given twice', async () => {
    await expect(move('removed')).rejects.toThrow(/is draft, and from there it cannot become removed/)
    await send()
    await expect(move('reopened')).rejects.toThrow(/cannot become reopened/)
    await expect(move('removed', { happenedOn: '2999-01-01' })).rejects.toThrow(/lies in the future/)
    await expect(move('removed', { happenedOn: '2025-12-30' })).rejects.toThrow(/lies before it/)
    await expect(move('removed', { text: 'a', path: '/nowhere' })).rejects.toThrow(/not both/)
    await expect(move('removed', { path: join(core.folder, 'none.txt') })).rejects.toThrow()
    expect((await core.call('cases.history', { caseId })).events).toEqual([])
  })

  it('an unsent case can be given up, takes nothing more, and is taken up again', async () => {
    await move('closed')
    expect(await stateOf()).toBe('closed')
    await expect(core.call('notices.draft', { caseId })).rejects.toThrow(/is closed/)
    const [other] = await casesFor(core, seed, ['https://tunevault.example/d/3'])
    expect(other?.id).not.toBe(caseId)
    await move('draft')
    expect(await stateOf()).toBe('draft')
  })
})

describe('following a case up', () => {
  it('carries its items on into a linked case for the next provider, which can be answered and sent by itself', async () => {
    await send()
    await core.call('cases.circumstances', { caseId, patch: { behindCdn: true, hostKnown: true } })
    const { steps } = await core.call('cases.followUp', { caseId })
    expect(steps.map(({ code, expectedYield }) => [code, expectedYield])).toEqual([
      ['cdn', 'medium'],
      ['host', 'medium'],
      ['registrar', 'low'],
      ['search', 'high'],
    ])
    const cloudflare = steps[0]?.suggestions.find(({ name }) => name === 'Cloudflare')
    const opened = await core.call('cases.escalate', {
      caseId,
      step: 'cdn',
      to: { providerId: cloudflare?.providerId ?? 0 },
      happenedOn: day,
    })
    expect(await stateOf()).toBe('escalated')
    const next = await core.call('cases.get', { caseId: opened.caseId })
    expect([next.providerName, next.items, next.state]).toEqual(['Cloudflare', 2, 'draft'])
    expect(await core.call('cases.followUp', { caseId: opened.caseId })).toMatchObject({
      from: { caseId, step: 'cdn' },
    })
    const [first] = next.itemsList
    const removed = await core.call('cases.itemRemove', {
      caseId: next.id,
      findingIds: [first?.findingId ?? 0],
    })
    expect(removed.items).toBe(1)
    expect(seed.state(first?.findingId ?? 0)).toBe('confirmed')
    await core.call('undo.undo', {})
    await core.call('cases.itemUpdate', {
      caseId: next.id,
      findingIds: next.itemsList.map(({ findingId }) => findingId),
      patch: { rightHeld: 'both' },
    })
    expect((await core.call('cases.get', { caseId })).itemsList.map(({ rightHeld }) => rightHeld)).toEqual([
      'sound-recording',
      'sound-recording',
    ])
    await expect(
      core.call('cases.escalate', {
        caseId,
        step: 'cdn',
        to: { domain: 'tunevault.example' },
        happenedOn: day,
      }),
    ).rejects.toThrow(/is with .* already/)
    const host = await core.call('cases.escalate', {
      caseId,
      step: 'host',
      to: { domain: 'bigrack.example' },
      happenedOn: day,
    })
    expect((await core.call('cases.get', { caseId: host.caseId })).provider).toMatchObject({
      name: 'bigrack.example',
      confidence: 'low',
    })
    expect((await core.call('custody.verify', {})).problems).toEqual([])
  })

  it('is refused before the notice went out, and says what is no domain', async () => {
    const to = { domain: 'host.example' }
    await expect(core.call('cases.escalate', { caseId, step: 'host', to, happenedOn: day })).rejects.toThrow(
      /was not sent yet/,
    )
    await send()
    await expect(
      core.call('cases.escalate', { caseId, step: 'host', to: { domain: 'not a domain' }, happenedOn: day }),
    ).rejects.toThrow(/is no domain/)
    expect(await stateOf()).toBe('sent')
  })

  it('writes the letter that takes a notice back from what was sent', async () => {
    await expect(core.call('cases.withdrawal', { caseId })).rejects.toThrow(/none to take back/)
    await send()
    const { itemsList } = await core.call('cases.get', { caseId })
    const [first, second] = itemsList
    const input = { caseId, findingIds: [first?.findingId ?? 0], reason: 'the upload was licensed' }
    const { text } = await core.call('cases.withdrawal', input)
    expect(text).toContain('WITHDRAWAL OF A NOTICE')
    expect(text).toContain('2026-01-02, T-1, the upload was licensed')
    expect(text).toContain(first?.url)
    expect(text).not.toContain(second?.url)
    expect(text).not.toContain('[ missing')
    const path = join(core.folder, 'withdrawal.txt')
    await core.call('cases.withdrawalSave', { ...input, path })
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})
