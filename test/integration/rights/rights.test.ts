import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../shared/contract/index.ts'
import { splitEvenly } from '../../../shared/domain/rights/share.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { refusal, storedRights, write } from './support.ts'

let core: TestCore
let recordingId: number
beforeEach(async () => {
  core = await openTestCore()
  recordingId = (await core.call('recordings.create', { title: 'Harbour Lights', artist: 'Vela' }))
    .recordingId
})
afterEach(() => core.dispose())

const recording = () => ({ type: 'recording' as const, id: recordingId })
const rights = () => core.call('rights.get', { subject: recording() })
const undo = async () => (await core.call('undo.undo', {})).label
const redo = async () => (await core.call('undo.redo', {})).label
const credit = async (name: string, role: string, fields: Partial<Input<'contributions.add'>> = {}) =>
  (await core.call('contributions.add', { subject: recording(), party: { name }, role, ...fields }))
    .contributionId
const shares = (...list: readonly (readonly [string, number])[]) =>
  list.map(([name, share]) => ({ party: { name }, share }))
const setSplits = (fields: Partial<Input<'splits.set'>> & Pick<Input<'splits.set'>, 'shares'>) =>
  core.call('splits.set', { subject: recording(), rightKind: 'master', ...fields })

describe('parties', () => {
  it('are one row however they are spelt, and more is learned of them', async () => {
    await credit('Orin Vale', 'producer')
    await credit('orin  VALÉ', 'mixing-engineer', { party: { name: 'orin  VALÉ', ipiName: '00014107338' } })
    const { rows } = await core.call('parties.list', {})
    expect(rows).toMatchObject([{ name: 'Orin Vale', ipiName: '00014107338', credits: 2 }])
  })

  it('are found by IPI before the name, and a namesake with another IPI is somebody else', async () => {
    const { partyId } = await core.call('parties.create', { name: 'J. Smith', ipiName: '00014107338' })
    await credit('John Smith', 'producer', { party: { name: 'John Smith', ipiName: '14107338' } })
    expect((await rights()).contributions).toMatchObject([{ partyId, name: 'J. Smith' }])
    await credit('J. Smith', 'dj', { party: { name: 'J. Smith', ipiName: '00052210040' } })
    expect((await core.call('parties.list', {})).total).toBe(2)
    const error = await refusal(core.call('parties.update', { partyId, patch: { ipiName: '00052210040' } }))
    expect(error).toMatchObject({ code: 'CONFLICT', details: { field: 'ipiName' } })
  })

  it('are never guessed among namesakes', async () => {
    await core.call('parties.create', { name: 'Una', ipiName: '00014107338' })
    await core.call('parties.create', { name: 'Una', ipiName: '00052210040' })
    const error = await refusal(credit('Una', 'producer'))
    expect(error.code).toBe('CONFLICT')
    expect(error.details).toMatchObject({ candidates: [{ name: 'Una' }, { name: 'Una' }] })
  })

  it('refuse numbers that are none, and keep an old name as an alias', async () => {
    expect(
      (await refusal(core.call('parties.create', { name: 'A', isni: '0000 0001 2281 9550' }))).code,
    ).toBe('VALIDATION')
    expect(
      (await refusal(core.call('parties.create', { name: 'A', ipiName: 'I-000000229-7' }))).details,
    ).toMatchObject({
      field: 'ipiName',
    })
    const { partyId } = await core.call('parties.create', { name: 'Old Name', aliases: ['ON'] })
    await core.call('parties.update', { partyId, patch: { name: 'New Name' } })
    expect(await core.call('parties.get', { partyId })).toMatchObject({
      name: 'New Name',
      aliases: ['ON', 'Old Name'],
    })
    expect((await core.call('parties.list', { search: 'old name' })).total).toBe(1)
    await credit('old name', 'producer')
    expect((await rights()).contributions[0]).toMatchObject({ partyId, name: 'New Name' })
  })

  it('merge with everything they have, and come apart again on undo', async () => {
    await credit('Orin Vale', 'producer')
    await credit('O. Vale', 'producer')
    await credit('O. Vale', 'dj')
    await setSplits({ shares: shares(['Orin Vale', 600_000], ['O. Vale', 400_000]), state: 'agreed' })
    const before = storedRights(core)
    const { rows } = await core.call('parties.list', {})
    const [other, keep] = rows
    if (!other || !keep) throw new Error('two parties expected')
    expect(await core.call('parties.merge', { keepId: keep.id, mergeIds: [other.id] })).toEqual({ merged: 1 })
    const merged = await rights()
    expect(merged.contributions.map(({ name, role }) => [name, role])).toEqual([
      ['Orin Vale', 'producer'],
      ['Orin Vale', 'dj'],
    ])
    expect(merged.splits).toMatchObject([
      { lines: [{ name: 'Orin Vale', share: 1_000_000 }], sum: 1_000_000 },
    ])
    expect((await core.call('parties.get', { partyId: keep.id })).aliases).toEqual(['O. Vale'])
    expect(await undo()).toBe('Merge into “Orin Vale”')
    expect(storedRights(core)).toEqual(before)
    expect(await redo()).toBe('Merge into “Orin Vale”')
    expect((await core.call('parties.list', {})).total).toBe(1)
  })

  it('do not merge when their numbers differ, and are not deleted while they are named', async () => {
    const a = await core.call('parties.create', { name: 'A', isni: '0000 0001 2281 955X' })
    const b = await core.call('parties.create', { name: 'B', isni: '0000 0001 2103 2683' })
    const before = storedRights(core)
    const error = await refusal(core.call('parties.merge', { keepId: a.partyId, mergeIds: [b.partyId] }))
    expect(error.message).toContain('different ISNI')
    await credit('A', 'producer', { party: { partyId: a.partyId } })
    expect((await refusal(core.call('parties.delete', { partyId: a.partyId }))).message).toContain('1 credit')
    await undo()
    expect(storedRights(core)).toEqual(before)
    await core.call('parties.delete', { partyId: b.partyId })
    await undo()
    expect(storedRights(core)).toEqual(before)
  })
})

describe('credits', () => {
  it('keep their order, make the artist line, and undo', async () => {
    await credit('Vela', 'main-artist')
    await credit('Orin', 'featured-artist')
    const third = await credit('Tam', 'main-artist')
    expect((await rights()).creditLine).toBe('Vela & Tam feat. Orin')
    const before = storedRights(core)
    await core.call('contributions.move', { contributionId: third, to: 0 })
    expect((await rights()).contributions.map(({ name }) => name)).toEqual(['Tam', 'Vela', 'Orin'])
    expect((await rights()).creditLine).toBe('Tam & Vela feat. Orin')
    await core.call('contributions.update', {
      contributionId: third,
      patch: { joinPhrase: 'vs.', creditedAs: 'DJ T' },
    })
    expect((await rights()).creditLine).toBe('DJ T vs. Vela feat. Orin')
    await undo()
    expect(await undo()).toBe('Order credits of “Harbour Lights”')
    expect(storedRights(core)).toEqual(before)
  })

  it('refuse the same credit twice, an unknown role, and a role of another subject', async () => {
    await credit('Vela', 'instrument', { instrument: 'guitar' })
    await credit('Vela', 'instrument', { instrument: 'bass' })
    const before = storedRights(core)
    expect((await refusal(credit('Vela', 'instrument', { instrument: ' bass ' }))).code).toBe('CONFLICT')
    expect((await refusal(credit('Vela', 'wizard'))).details).toMatchObject({ field: 'role' })
    expect((await refusal(credit('Vela', 'lyricist'))).message).toContain('no role in a recording')
    expect((await refusal(credit('Nobody', 'lyricist', { subject: { type: 'work', id: 99 } }))).code).toBe(
      'NOT_FOUND',
    )
    expect(storedRights(core)).toEqual(before)
  })

  it('record no step when nothing changes', async () => {
    const only = await credit('Vela', 'producer')
    await core.call('contributions.move', { contributionId: only, to: 5 })
    await core.call('contributions.update', { contributionId: only, patch: { role: 'producer' } })
    expect(await undo()).toBe('Credit in “Harbour Lights”')
  })
})

describe('splits', () => {
  it('are agreed at exactly 100 % only, and say what rounding may have meant', async () => {
    const before = storedRights(core)
    const thirds = shares(['A', 333_300], ['B', 333_300], ['C', 333_300])
    const error = await refusal(setSplits({ shares: thirds, state: 'agreed' }))
    expect(error).toMatchObject({ code: 'VALIDATION', details: { suggestion: splitEvenly(3) } })
    expect(error.message).toContain('99.99 %')
    expect(storedRights(core)).toEqual(before)
    const names = ['A', 'B', 'C']
    const even = splitEvenly(3).map((share, index) => [names[index] ?? '', share] as const)
    const { sets } = await setSplits({ shares: shares(...even), state: 'agreed' })
    expect(sets).toMatchObject([{ state: 'agreed', sum: 1_000_000, territory: 'WW' }])
    expect(await undo()).toBe('Master shares of “Harbour Lights”')
    expect(storedRights(core)).toEqual(before)
  })

  it('may be drafted short, never over, and a draft becomes the agreement it replaces', async () => {
    await setSplits({ shares: shares(['A', 400_000]) })
    expect((await refusal(setSplits({ shares: shares(['A', 600_000], ['B', 500_000]) }))).code).toBe(
      'VALIDATION',
    )
    await setSplits({
      shares: shares(['A', 500_000], ['B', 500_000]),
      state: 'agreed',
      replaces: { state: 'draft' },
    })
    expect((await rights()).splits).toMatchObject([
      { state: 'agreed', lines: [{ name: 'A' }, { name: 'B' }] },
    ])
    await setSplits({ shares: [], state: 'agreed' })
    expect((await rights()).splits).toEqual([])
    await undo()
    expect((await rights()).splits).toHaveLength(1)
  })

  it('do not overlap in territory and time', async () => {
    await setSplits({ shares: shares(['A', 1_000_000]), state: 'agreed', validTo: '2025-12-31' })
    await setSplits({ shares: shares(['B', 1_000_000]), state: 'agreed', validFrom: '2026-01-01' })
    const overlap = setSplits({
      shares: shares(['C', 1_000_000]),
      state: 'agreed',
      territory: 'de',
      validFrom: '2026-06-01',
    })
    expect((await refusal(overlap)).message).toContain('Germany from 2026-06-01')
    expect((await rights()).splits).toHaveLength(2)
    expect((await refusal(setSplits({ shares: [], territory: 'UK' }))).details).toMatchObject({
      suggestion: 'GB',
    })
  })

  it('belong to the right kind of subject, name a party once, and keep the document that proves them', async () => {
    expect((await refusal(setSplits({ rightKind: 'mechanical', shares: shares(['A', 1]) }))).code).toBe(
      'VALIDATION',
    )
    expect((await refusal(setSplits({ shares: shares(['A', 1], ['a', 1]) }))).message).toContain(
      'stands twice',
    )
    expect((await refusal(setSplits({ shares: shares(['A', 1]), documentId: 9 }))).code).toBe('NOT_FOUND')
    expect((await core.call('parties.list', {})).total).toBe(0)
  })
})

describe('works', () => {
  it('are linked to recordings with their writers, and undo', async () => {
    const before = storedRights(core)
    const { workId } = await core.call('works.create', {
      title: 'Harbour Lights',
      iswc: 'T-034.524.680-1',
      language: 'EN',
      alternativeTitles: ['Lights'],
      recordingId,
    })
    await core.call('contributions.add', {
      subject: { type: 'work', id: workId },
      party: { name: 'Ada Writer' },
      role: 'composer-lyricist',
    })
    expect((await rights()).works).toMatchObject([
      { id: workId, iswc: 'T0345246801', relation: 'performance', writers: [{ name: 'Ada Writer' }] },
    ])
    expect(await core.call('works.get', { workId })).toMatchObject({
      language: 'en',
      recordings: [{ id: recordingId }],
    })
    expect((await core.call('works.list', { search: 'ada' })).rows).toMatchObject([
      { writers: ['Ada Writer'], recordings: 1 },
    ])
    const other = await core.call('recordings.create', { title: 'Cover', artist: 'Tam' })
    await core.call('works.link', { workId, recordingId: other.recordingId, relation: 'cover' })
    expect((await core.call('works.get', { workId })).recordings.map(({ relation }) => relation)).toEqual([
      'cover',
      'performance',
    ])
    await core.call('works.unlink', { workId, recordingId: other.recordingId })
    const taken = await refusal(core.call('works.create', { title: 'Other', iswc: 'T0345246801' }))
    expect(taken).toMatchObject({ code: 'CONFLICT', details: { workId } })
    for (let step = 0; step < 5; step++) await undo()
    expect(storedRights(core)).toEqual(before)
  })

  it('are found by their writers whatever the accents, and not by signs they do not hold', async () => {
    const { workId } = await core.call('works.create', { title: 'Ångström 夜', recordingId })
    await core.call('contributions.add', {
      subject: { type: 'work', id: workId },
      party: { name: 'Éva Łuna' },
      role: 'composer',
    })
    const found = async (search: string) => (await core.call('works.list', { search })).rows.length
    for (const text of ['eva', 'ÉVA', 'luna', 'angstrom', '夜', 'Éva 夜'])
      expect(await found(text), text).toBe(1)
    for (const text of ['!', '%', '港', 'eva harbour']) expect(await found(text), text).toBe(0)
  })

  it('are deleted with what belongs to them, which undo brings back', async () => {
    const { workId } = await core.call('works.create', { title: 'Song', recordingId })
    const subject = { type: 'work' as const, id: workId }
    await core.call('contributions.add', { subject, party: { name: 'Ada' }, role: 'composer' })
    await core.call('splits.set', {
      subject,
      rightKind: 'performance',
      shares: shares(['Ada', 1_000_000]),
      state: 'agreed',
    })
    await core.call('registrations.add', { authority: 'MLC', number: 'HX1234', subjects: [subject] })
    const before = storedRights(core)
    await core.call('works.delete', { workId })
    const gone = storedRights(core)
    for (const table of ['work', 'recording_work', 'contribution', 'split', 'registration_subject'])
      expect(gone[table], table).toEqual([])
    expect(await undo()).toBe('Delete work “Song”')
    expect(storedRights(core)).toEqual(before)
  })
})

describe('registrations', () => {
  it('cover many subjects under one number, read in any spelling', async () => {
    const other = (await core.call('recordings.create', { title: 'Two', artist: 'Vela' })).recordingId
    const first = await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'sr 1-048-123',
      effectiveOn: '2026-04-01',
      subjects: [recording()],
    })
    const again = await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'SR0001048123',
      subjects: [recording(), { type: 'recording', id: other }],
    })
    expect(again).toEqual({ registrationId: first.registrationId, existed: true })
    const [registration] = (await core.call('registrations.list', { search: 'sr1048' })).rows
    expect(registration).toMatchObject({ number: 'SR 1-048-123', type: 'SR', status: 'registered' })
    expect(registration?.subjects.map(({ title }) => title)).toEqual(['Harbour Lights', 'Two'])
    expect(
      (await refusal(core.call('registrations.add', { authority: 'US-CO', number: 'XX' }))).details,
    ).toMatchObject({ field: 'number' })
    expect(await core.call('registrations.add', { authority: 'PRO', number: 'XX' })).toMatchObject({
      existed: false,
    })
  })

  it('show the deadline of three months, counted from the release when the recording has no date of its own', async () => {
    expect((await rights()).registrationDeadline?.state).toBe('unpublished')
    const { releaseId } = await core.call('releases.create', {
      title: 'Nightfall',
      releaseDate: '2020-01-31',
    })
    await core.call('tracks.set', { releaseId, recordingId })
    expect((await rights()).registrationDeadline).toMatchObject({ state: 'missed', dueOn: '2020-04-30' })
    await core.call('recordings.update', { recordingId, patch: { publishedOn: '2020-03-01' } })
    expect((await rights()).registrationDeadline).toMatchObject({ dueOn: '2020-06-01' })
    const subject = { type: 'release' as const, id: releaseId }
    await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'SR1',
      effectiveOn: '2020-05-01',
      subjects: [subject],
    })
    expect((await rights()).registrationDeadline?.state).toBe('met')
    expect((await rights()).registrations).toHaveLength(1)
    expect((await core.call('rights.get', { subject })).registrationDeadline?.state).toBe('missed')
  })

  it('change, unlink and go, and all of it comes back', async () => {
    const { registrationId } = await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'SR1',
      subjects: [recording()],
    })
    const before = storedRights(core)
    await core.call('registrations.update', {
      registrationId,
      patch: { number: 'PAu 12', status: 'pending' },
    })
    expect((await rights()).registrations).toMatchObject([
      { type: 'PAU', number: 'PAu 12', status: 'pending' },
    ])
    await core.call('registrations.unlink', { registrationId, subject: recording() })
    expect((await rights()).registrations).toEqual([])
    await undo()
    await core.call('registrations.remove', { registrationId })
    await undo()
    await undo()
    expect(storedRights(core)).toEqual(before)
  })
})

describe('what recordings and releases say', () => {
  it('takes the new facts, normalises and refuses', async () => {
    const remix = (await core.call('recordings.create', { title: 'Remix', artist: 'Vela' })).recordingId
    await core
      .call('recordings.update', {
        recordingId: remix,
        patch: {
          parentId: recordingId,
          parentRelation: 'remix',
          publishedOn: '13 May 2026',
          country: 'de',
          explicit: 'explicit',
        },
      })
      .catch(() => undefined)
    expect((await core.call('recordings.get', { recordingId: remix })).parentId).toBeNull()
    await core.call('recordings.update', {
      recordingId: remix,
      patch: {
        parentId: recordingId,
        parentRelation: 'remix',
        publishedOn: '2026-05',
        country: 'de',
        pLine: ' 2026 Vela ',
      },
    })
    expect(await core.call('recordings.get', { recordingId: remix })).toMatchObject({
      parentId: recordingId,
      parentTitle: 'Harbour Lights',
      parentRelation: 'remix',
      publishedOn: '2026-05',
      country: 'DE',
      pLine: '2026 Vela',
    })
    const refused = async (patch: Input<'recordings.update'>['patch']) =>
      (await refusal(core.call('recordings.update', { recordingId, patch }))).code
    expect(await refused({ parentId: remix, parentRelation: 'edit' })).toBe('VALIDATION')
    expect(await refused({ parentId: recordingId, parentRelation: 'edit' })).toBe('VALIDATION')
    expect(await refused({ parentId: remix })).toBe('VALIDATION')
    expect(await refused({ parentId: 99, parentRelation: 'edit' })).toBe('NOT_FOUND')
    expect(await refused({ country: 'UK' })).toBe('VALIDATION')
    expect(await refused({ publishedOn: '2026-02-30' })).toBe('VALIDATION')
    const before = storedRights(core)
    await core.call('recordings.delete', { recordingIds: [recordingId] })
    const { parentId, parentRelation } = await core.call('recordings.get', { recordingId: remix })
    expect([parentId, parentRelation]).toEqual([null, 'remix'])
    await core.call('recordings.update', { recordingId: remix, patch: { genre: 'Pop' } })
    await undo()
    await undo()
    expect(storedRights(core)).toEqual(before)
  })

  it('keeps what a track says, and undoes it', async () => {
    const { releaseId } = await core.call('releases.create', {
      title: 'Nightfall',
      type: 'ep',
      catalogueNumber: ' VR 1 ',
    })
    await core.call('tracks.set', { releaseId, recordingId })
    const before = storedRights(core)
    await core.call('tracks.set', {
      releaseId,
      recordingId,
      patch: { alsoSingle: 'yes', titleOverride: 'Lights', disc: 2, number: null },
    })
    const release = await core.call('releases.get', { releaseId })
    expect(release).toMatchObject({ type: 'ep', catalogueNumber: 'VR 1' })
    expect(release.trackFacts).toEqual([
      { recordingId, alsoSingle: 'yes', titleOverride: 'Lights', disc: 2, number: null },
    ])
    expect((await core.call('recordings.get', { recordingId })).tracks).toMatchObject([
      { alsoSingle: 'yes', titleOverride: 'Lights' },
    ])
    expect(await undo()).toBe('Edit track “Harbour Lights”')
    expect(storedRights(core)).toEqual(before)
    await core.call('tracks.remove', { releaseId, recordingId })
    expect((await refusal(core.call('tracks.remove', { releaseId, recordingId }))).code).toBe('NOT_FOUND')
    await undo()
    expect(storedRights(core)).toEqual(before)
  })
})

describe('deleting', () => {
  it('takes everything of a recording and a release along, and undo brings all of it back', async () => {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall' })
    const release = { type: 'release' as const, id: releaseId }
    await core.call('tracks.set', { releaseId, recordingId })
    await credit('Vela', 'main-artist')
    await credit('Vela', 'artwork', { subject: release })
    await core.call('works.create', { title: 'Song', recordingId })
    await setSplits({ shares: shares(['Vela', 1_000_000]), state: 'agreed' })
    await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'SR1',
      subjects: [recording(), release],
    })
    write(
      core,
      "INSERT INTO asset (recording_id, sha256, path, file_name, bytes, modified_ms, fingerprint, added_at) VALUES (?, 'ab', '/a.wav', 'a.wav', 1, 0, x'00ff', '')",
      recordingId,
    )
    const before = storedRights(core)
    await core.call('recordings.delete', { recordingIds: [recordingId] })
    const gone = storedRights(core)
    for (const table of ['recording', 'recording_work', 'split', 'track'])
      expect(gone[table], table).toEqual([])
    expect(gone.contribution).toHaveLength(1)
    expect(gone.registration_subject).toHaveLength(1)
    await core.call('releases.delete', { releaseIds: [releaseId] })
    expect(storedRights(core).contribution).toEqual([])
    await undo()
    await undo()
    expect(storedRights(core)).toEqual(before)
    expect(
      (await core.call('readiness.get', { recordingId })).lines.find(
        ({ criterion }) => criterion === 'fingerprint',
      )?.state,
    ).toBe('ok')
  })
})
