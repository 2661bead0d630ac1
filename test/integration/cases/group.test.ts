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

describe('grouping confirmed findings', () => {
  it('makes one case for each service provider, also across its domains', async () => {
    const cases = await casesFor(core, seed, [
      'https://www.youtube.com/watch?v=1',
      'https://youtu.be/2',
      'https://luna.bandcamp.com/track/3',
      'https://files.tunevault.example/d/4/song.mp3',
    ])
    expect(cases.map(({ providerName, items }) => [providerName, items])).toEqual([
      ['YouTube', 2],
      ['Bandcamp', 1],
      ['files.tunevault.example', 1],
    ])
    expect(cases[0]?.provider).toMatchObject({ email: 'copyright@youtube.com', confidence: 'high' })
    expect(cases[2]?.provider).toMatchObject({
      domains: ['files.tunevault.example'],
      confidence: 'low',
      email: null,
    })
    expect(cases[2]?.provider.source).toContain('dmca.copyright.gov')
  })

  it('puts an upload to a streaming service to the distributor its label line names, and lets that letter out', async () => {
    const upload = (id: string, label: string) =>
      seed.finding({ url: `https://open.spotify.com/album/${id}`, label, offers: 'page' })
    const findingIds = [upload('a1', '℗ 2026 UnitedMasters LLC'), upload('b2', 'Northern Reed')]
    await core.call('findings.decide', { findingIds, decision: 'confirm' })
    const { caseIds } = await core.call('cases.group', {})
    const cases = await Promise.all(caseIds.map((caseId) => core.call('cases.get', { caseId })))
    expect(cases.map(({ providerName }) => providerName)).toEqual(['UnitedMasters', 'Spotify'])
    expect(openElements(await completeCase(core, caseIds[0] ?? 0))).toEqual([])
    // Elsewhere than at a service it delivers to, a distributor can do nothing.
    seed.db.exec("UPDATE listing SET url = 'https://files.tunevault.example/d/1' WHERE url LIKE '%a1'")
    const { notice } = await core.call('cases.get', { caseId: caseIds[0] ?? 0 })
    expect(openElements(notice)).toContain('recipient')
  })

  it('stops a letter about what one’s own distributor delivered, however its label line is written', async () => {
    await core.call('rules.create', { kind: 'label', value: 'UnitedMasters' })
    const labels = ['2026 UnitedMasters', '℗ 2026 UnitedMasters LLC', '2026 Thief at UnitedMasters']
    const findingIds = labels.map((label, at) =>
      seed.finding({ url: `https://open.spotify.com/album/a${at}`, label, offers: 'page' }),
    )
    await core.call('findings.decide', { findingIds, decision: 'confirm' })
    const { caseIds } = await core.call('cases.group', {})
    const { elements, warnings } = await completeCase(core, caseIds[0] ?? 0)
    expect(elements.find(({ code }) => code === 'trap-licensed')).toMatchObject({
      stop: true,
      findingIds: findingIds.slice(0, 2),
    })
    expect(warnings.find(({ code }) => code === 'trap-licensed')).toMatchObject({
      message: expect.stringContaining('UnitedMasters delivered this') as string,
      fix: 'remove',
      findingIds: findingIds.slice(2),
    })
  })

  it('adds to the open case of a provider, and says how much it did', async () => {
    const first = await casesFor(core, seed, ['https://youtu.be/1'])
    const id = seed.finding({ url: 'https://youtu.be/2' })
    await core.call('findings.decide', { findingIds: [id], decision: 'confirm' })
    expect(await core.call('cases.group', {})).toEqual({ created: 0, added: 1, caseIds: [first[0]?.id] })
    expect(await core.call('cases.group', {})).toEqual({ created: 0, added: 0, caseIds: [] })
  })

  it('takes only what can be claimed: confirmed, not metadata, with an address', async () => {
    const magnet = seed.finding({ url: 'magnet:?xt=urn:btih:abc' })
    const open = seed.finding({ url: 'https://youtu.be/1' })
    seed.finding({ url: 'https://youtu.be/2', offers: 'metadata' })
    await core.call('findings.decide', { findingIds: [magnet], decision: 'confirm' })
    expect(await core.call('cases.group', {})).toMatchObject({ added: 0 })
    expect((await core.call('findings.get', { findingId: magnet })).whyNotClaimable).toContain(
      'no address on the web',
    )
    expect((await core.call('findings.get', { findingId: open })).caseId).toBeNull()
  })

  it('takes the right held from the recording and leaves fair use to be considered', async () => {
    const recordingId = seed.recording('Salt and Copper', { rightHeld: 'both', version: 'Live' })
    const findingId = seed.finding({ recordingId, url: 'https://youtu.be/1' })
    await core.call('findings.decide', { findingIds: [findingId], decision: 'confirm' })
    const { caseIds } = await core.call('cases.group', {})
    const { itemsList } = await core.call('cases.get', { caseId: caseIds[0] ?? 0 })
    expect(itemsList).toMatchObject([
      {
        recordingTitle: 'Salt and Copper (Live)',
        rightHeld: 'both',
        fairUse: { conclusion: 'undecided', consideredAt: null },
        firstSeenAt: '2025-12-20T10:00:00.000Z',
        sealed: false,
      },
    ])
  })

  it('logs each case that got items', async () => {
    const [first] = await casesFor(core, seed, ['https://youtu.be/1', 'https://youtu.be/2'])
    const { events } = await core.call('custody.list', {})
    expect(events.find(({ action }) => action === 'case.grouped')).toMatchObject({
      subject: `case:${first?.id ?? 0}`,
      detail: { items: 2 },
    })
  })
  it('takes the right from the agreed shares where none is named, and leaves artwork to be answered', async () => {
    const at = '2026-11-20T10:00:00.000Z'
    await core.call('profile.save', profile)
    const song = seed.recording('Shared Song', { rightHeld: 'unknown' })
    const other = seed.recording('Unshared Song', { rightHeld: 'unknown' })
    const party = seed.db
      .prepare(
        "INSERT INTO party (kind, name, name_key, created_at, updated_at) VALUES ('person', 'Luna Vale', 'lunavale', ?, ?)",
      )
      .run(at, at).lastInsertRowid
    seed.db
      .prepare(
        "INSERT INTO split (subject_type, subject_id, right_kind, party_id, share, state, created_at, updated_at) VALUES ('recording', ?, 'master', ?, 1000000, 'agreed', ?, ?)",
      )
      .run(song, party, at, at)
    const findingIds = [
      seed.finding({ recordingId: song, url: 'https://youtu.be/1' }),
      seed.finding({ recordingId: other, url: 'https://youtu.be/2' }),
      seed.finding({ url: 'https://youtu.be/3', offers: 'art' }),
    ]
    await core.call('findings.decide', { findingIds, decision: 'confirm' })
    const { caseIds } = await core.call('cases.group', {})
    const { itemsList } = await core.call('cases.get', { caseId: caseIds[0] ?? 0 })
    const rights = new Map(itemsList.map(({ url, rightHeld }) => [url, rightHeld]))
    expect([1, 2, 3].map((n) => rights.get(`https://youtu.be/${n}`))).toEqual([
      'sound-recording',
      'unknown',
      'unknown',
    ])
  })
})

describe('the items of a case', () => {
  it('take right and fair use for many at once, in one step that can be undone', async () => {
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1', 'https://youtu.be/2'])
    const caseId = detail?.id ?? 0
    const findingIds = detail?.itemsList.map(({ findingId }) => findingId) ?? []
    const updated = await core.call('cases.itemUpdate', {
      caseId,
      findingIds,
      patch: { rightHeld: 'both', fairUse: { purpose: 'Re-upload', conclusion: 'not-fair-use' } },
    })
    for (const item of updated.itemsList) {
      expect(item.rightHeld).toBe('both')
      expect(item.fairUse).toMatchObject({ purpose: 'Re-upload', market: '', conclusion: 'not-fair-use' })
      expect(Date.parse(item.fairUse.consideredAt ?? '')).toBeGreaterThan(0)
    }
    const kept = await core.call('cases.itemUpdate', {
      caseId,
      findingIds: findingIds.slice(0, 1),
      patch: { fairUse: { market: 'Replaces a sale' } },
    })
    expect(kept.itemsList[0]?.fairUse).toMatchObject({
      purpose: 'Re-upload',
      market: 'Replaces a sale',
      conclusion: 'not-fair-use',
    })
    await core.call('undo.undo', {})
    expect((await core.call('undo.undo', {})).label).toBe('Change 2 items')
    const { itemsList } = await core.call('cases.get', { caseId })
    expect(itemsList.map(({ rightHeld, fairUse }) => [rightHeld, fairUse.conclusion])).toEqual([
      ['sound-recording', 'undecided'],
      ['sound-recording', 'undecided'],
    ])
  })

  it('once removed do not come back with the next grouping, unless undone', async () => {
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1', 'https://youtu.be/2'])
    const caseId = detail?.id ?? 0
    const [plain, fair] = (detail?.itemsList ?? []).map(({ findingId }) => findingId) as [number, number]
    await core.call('cases.itemUpdate', {
      caseId,
      findingIds: [fair],
      patch: { fairUse: { conclusion: 'may-be-fair-use' } },
    })
    expect((await core.call('cases.itemRemove', { caseId, findingIds: [plain, fair] })).items).toBe(0)
    expect([seed.state(plain), seed.state(fair)]).toEqual(['new', 'monitor'])
    expect(await core.call('cases.group', {})).toMatchObject({ added: 0 })
    await core.call('undo.undo', {})
    expect((await core.call('cases.get', { caseId })).items).toBe(2)
    expect([seed.state(plain), seed.state(fair)]).toEqual(['confirmed', 'confirmed'])
  })

  it('are refused when they are not in the case', async () => {
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1'])
    const request = { caseId: detail?.id ?? 0, findingIds: [9999] }
    await expect(core.call('cases.itemRemove', request)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      core.call('cases.itemUpdate', { ...request, patch: { rightHeld: 'both' } }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(core.call('cases.get', { caseId: 77 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
