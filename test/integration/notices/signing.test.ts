import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase, openElements, profile } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
let now: number

beforeEach(async () => {
  now = Date.parse('2026-11-22T23:30:00.000Z')
  core = await openTestCore({ clock: () => now })
  seed = openSeed(core.folder)
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

async function signedIn(zone: string): Promise<{ readonly caseId: number; readonly noticeId: number }> {
  const [detail] = await casesFor(core, seed, ['https://files.tunevault.example/d/1'])
  const caseId = detail?.id ?? 0
  const { id: noticeId } = await completeCase(core, caseId)
  await core.call('notices.update', { noticeId, patch: { signature: profile.legalName, zone } })
  return { caseId, noticeId }
}

const noticeOf = async (caseId: number) => (await core.call('cases.get', { caseId })).notice
const see = async (caseId: number) => {
  const { itemsList } = await core.call('cases.get', { caseId })
  await core.call('cases.itemsSeen', { caseId, findingIds: itemsList.map(({ findingId }) => findingId) })
}

describe('the day a letter is signed', () => {
  it('is that of the signer: half past midnight in Berlin is the next day, and says which clock', async () => {
    const { caseId } = await signedIn('Europe/Berlin')
    const notice = await noticeOf(caseId)
    expect(notice).toMatchObject({ signedOn: '2026-11-23', signedIn: 'Europe/Berlin, UTC+01:00' })
    expect(openElements(notice)).toEqual([])
    expect(notice?.text).toMatch(/^Date: +23 November 2026$/m)
    expect(notice?.text).toContain('23 November 2026 (Europe/Berlin, UTC+01:00)')
  })

  it('is the day before in New York, and gives the same bytes however often it is written', async () => {
    const { caseId, noticeId } = await signedIn('America/New_York')
    expect(await noticeOf(caseId)).toMatchObject({ signedOn: '2026-11-22' })
    for (const format of ['txt', 'pdf', 'docx', 'eml'] as const) {
      const paths = ['a', 'b'].map((name) => join(core.folder, `${name}.${format}`))
      for (const path of paths) {
        await core.call('notices.export', { noticeId, format, path })
        now += 7_000
      }
      const [a, b] = paths.map((path) => readFileSync(path))
      expect(a?.equals(b ?? Buffer.alloc(0)), format).toBe(true)
    }
  })

  it('refuses a time zone nobody knows and signs nothing', async () => {
    const { caseId, noticeId } = await signedIn('UTC')
    await core.call('notices.update', { noticeId, patch: { signature: '' } })
    const patch = { signature: profile.legalName, zone: 'Europe/Atlantis' }
    await expect(core.call('notices.update', { noticeId, patch })).rejects.toThrow(/no time zone/)
    expect((await noticeOf(caseId))?.signature).toBe('')
  })
})

describe('looking again after signing', () => {
  it('keeps the signature: only the time of the look has moved', async () => {
    const { caseId } = await signedIn('America/New_York')
    const before = await noticeOf(caseId)
    now += 60 * 60_000
    await see(caseId)
    const after = await noticeOf(caseId)
    expect(openElements(after)).toEqual([])
    expect(after?.text).not.toBe(before?.text)
    expect(after?.text).toContain('last seen 2026-11-23 00:30:00 UTC')
  })

  it('asks to sign again for a look on a later day than the letter’s date', async () => {
    const { caseId, noticeId } = await signedIn('Europe/Berlin')
    now += 24 * 60 * 60_000
    await see(caseId)
    expect(openElements(await noticeOf(caseId))).toContain('i')
    await core.call('notices.update', {
      noticeId,
      patch: { signature: profile.legalName, zone: 'Europe/Berlin' },
    })
    expect(openElements(await noticeOf(caseId))).toEqual([])
  })

  it('does not keep it when anything else of the letter changes', async () => {
    const { caseId, noticeId } = await signedIn('America/New_York')
    await core.call('notices.update', { noticeId, patch: { freeText: 'Please be quick.' } })
    await see(caseId)
    expect(openElements(await noticeOf(caseId))).toContain('i')
  })
})
