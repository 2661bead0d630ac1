import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase, openElements } from '../../support/cases.ts'
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

const listing = 'https://board.example/thread/81'
const file = 'https://dl3.locker.example/f/abc'
const day = '2026-01-05'

async function confirmed(url: string, fileUrl: string | null): Promise<number> {
  const findingId = seed.finding({ url, offers: 'page' })
  await core.call('findings.decide', { findingIds: [findingId], decision: 'confirm' })
  if (fileUrl !== null) await core.call('findings.setFile', { findingIds: [findingId], url: fileUrl })
  return findingId
}

describe('the address of the file behind a listing', () => {
  it('puts a finding into the case of the host of the file, whose letter lists the file and where it was found', async () => {
    await confirmed(listing, file)
    await confirmed('https://board.example/thread/82', null)
    const { caseIds } = await core.call('cases.group', {})
    const details = await Promise.all(caseIds.map((caseId) => core.call('cases.get', { caseId })))
    expect(details.map(({ providerName }) => providerName).sort()).toEqual([
      'board.example',
      'dl3.locker.example',
    ])
    const locker = details.find(({ providerName }) => providerName === 'dl3.locker.example')
    expect(locker?.itemsList).toMatchObject([{ url: file, foundOn: listing, fileUrl: file }])
    const notice = await completeCase(core, locker?.id ?? 0)
    expect(openElements(notice)).toEqual([])
    expect(notice.text).toContain(`1.1  ${file}\n`)
    expect(notice.text.replaceAll(/\s+/g, ' ')).toContain(`found on ${listing} `)
  })

  it('lets a case that was sent to the listing be carried on to the host, with the items whose file lies there', async () => {
    const [detail] = await casesFor(core, seed, [listing, 'https://board.example/thread/82'])
    const from = detail?.id ?? 0
    await completeCase(core, from)
    await core.call('cases.recordSent', { caseId: from, at: '2026-01-02T10:00:00.000Z', channel: 'E-mail' })
    const escalate = () =>
      core.call('cases.escalate', {
        caseId: from,
        step: 'file-host',
        to: { domain: 'dl3.locker.example' },
        happenedOn: day,
      })
    await expect(escalate()).rejects.toThrow(/must name the address of the file itself/)
    const [first, second] = detail?.itemsList ?? []
    await core.call('findings.setFile', { findingIds: [first?.findingId ?? 0], url: file })
    const before = await core.call('cases.followUp', { caseId: from })
    expect(before.steps[0]).toMatchObject({ code: 'file-host', domain: 'dl3.locker.example' })
    const { caseId } = await escalate()
    const carried = await core.call('cases.get', { caseId })
    expect(carried.itemsList).toMatchObject([{ findingId: first?.findingId, url: file, foundOn: first?.url }])
    expect(carried.itemsList).not.toContainEqual(expect.objectContaining({ findingId: second?.findingId }))
    // Who looked at the listing has not looked at the file.
    expect(carried.itemsList[0]?.lastSeenAt).toBeNull()
    expect((await core.call('cases.get', { caseId: from })).itemsList[0]).toMatchObject({ url: first?.url })
    expect(openElements(await completeCase(core, caseId))).toEqual([])
  })

  it('counts as notified when it was listed, from whichever page it was found', async () => {
    await confirmed(listing, file)
    const [first] = (await core.call('cases.group', {})).caseIds
    await completeCase(core, first ?? 0)
    await core.call('cases.recordSent', {
      caseId: first ?? 0,
      at: '2026-01-02T10:00:00.000Z',
      channel: 'Form',
    })
    await confirmed('https://other.example/p/7', file)
    const [second] = (await core.call('cases.group', {})).caseIds
    const { elements } = await completeCase(core, second ?? 0)
    expect(elements).toContainEqual(expect.objectContaining({ code: 'already-noticed', stop: true }))
  })

  it('takes away a look at another address, and can be undone', async () => {
    const findingId = await confirmed(listing, file)
    const [caseId = 0] = (await core.call('cases.group', {})).caseIds
    await completeCase(core, caseId)
    await core.call('findings.setFile', { findingIds: [findingId], url: 'https://dl3.locker.example/f/new' })
    const [moved] = (await core.call('cases.get', { caseId })).itemsList
    expect(moved).toMatchObject({ url: 'https://dl3.locker.example/f/new', lastSeenAt: null })
    await core.call('undo.undo', {})
    const [back] = (await core.call('cases.get', { caseId })).itemsList
    expect(back?.url).toBe(file)
    expect(back?.lastSeenAt).not.toBeNull()
  })

  it.each([
    ['ftp://locker.example/f', /no web address/],
    ['https://locker.example/', /names a site/],
    ['https://soundcloud.com/someone', /names a site or a profile/],
  ])('refuses %s', async (url, message) => {
    const findingId = await confirmed(listing, null)
    await expect(core.call('findings.setFile', { findingIds: [findingId], url })).rejects.toThrow(message)
    expect((await core.call('findings.get', { findingId })).fileUrl).toBeNull()
  })
})
