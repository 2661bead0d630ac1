import fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordingCriteria, type RecordingCriterion } from '../../../shared/domain/catalogue/readiness.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { write } from './support.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-readiness-'))
  writeFileSync(join(folder, 'deed.pdf'), 'deed')
  writeFileSync(join(folder, 'lyrics.txt'), 'la la')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

let core: TestCore
let id: number
beforeEach(async () => {
  core = await openTestCore()
  id = (await core.call('recordings.create', { title: 'Harbour Lights', artist: 'Vela' })).recordingId
})
afterEach(() => core.dispose())

const recording = () => ({ type: 'recording' as const, id })
const card = () => core.call('readiness.get', { recordingId: id })
const lacking = async () =>
  (await card()).lines
    .filter(({ state, criterion }) => state !== 'ok' && criterion !== 'contact')
    .map(({ criterion }) => criterion)

/** One way each of meeting a criterion. */
const meet: Record<RecordingCriterion, () => Promise<unknown>> = {
  right: () => update({ rightHeld: 'sound-recording' }),
  isrc: () => update({ isrc: 'USS1Z9900001' }),
  url: () => update({ authorizedUrl: 'https://vela.example' }),
  year: () => update({ year: 2026 }),
  duration: () => update({ durationMs: 181_000 }),
  ownership: () =>
    core.call('documents.add', { path: join(folder, 'deed.pdf'), kind: 'contract', subjects: [recording()] }),
  registration: () =>
    core.call('registrations.add', { authority: 'US-CO', number: 'SR1', subjects: [recording()] }),
  fingerprint: () => {
    addAudio("x'00ff'")
    return Promise.resolve()
  },
  release: async () => {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall', gtin: '0094634396028' })
    return core.call('tracks.set', { releaseId, recordingId: id })
  },
  splits: () => agree('agreed'),
  writers: async () => {
    const { workId } = await core.call('works.create', { title: 'Song', recordingId: id })
    const subject = { type: 'work' as const, id: workId }
    return core.call('contributions.add', { subject, party: { name: 'Ada' }, role: 'composer' })
  },
}
const update = (patch: Parameters<typeof patchOf>[0]) => core.call('recordings.update', patchOf(patch))
function patchOf(patch: {
  rightHeld?: 'sound-recording' | 'none'
  isrc?: string
  authorizedUrl?: string
  year?: number
  durationMs?: number
  registrationNumber?: string
}) {
  return { recordingId: id, patch }
}
const agree = (state: 'draft' | 'agreed' | 'disputed') =>
  core.call('splits.set', {
    subject: recording(),
    rightKind: 'master',
    state,
    shares: [{ party: { name: 'Vela' }, share: 1_000_000 }],
  })
function addAudio(fingerprint: string): void {
  write(
    core,
    `INSERT INTO asset (recording_id, sha256, path, file_name, bytes, modified_ms, fingerprint, added_at)
     VALUES (?, hex(randomblob(8)), '/a.wav', 'a.wav', 1, 0, ${fingerprint}, '')`,
    id,
  )
}

/** What the card, the counts, the lists and the filter of the catalogue say must be the same. */
async function expectAgreement(): Promise<void> {
  const lacks = await lacking()
  const { counts, recordings } = await core.call('readiness.counts', {})
  expect(recordings).toBe(1)
  expect(recordingCriteria.filter((criterion) => counts[criterion] === 1)).toEqual(lacks)
  const { rows } = await core.call('readiness.list', {})
  expect(rows.flatMap((row) => row.lacks)).toEqual(lacks)
  for (const criterion of recordingCriteria) {
    const { total } = await core.call('recordings.list', { missing: [criterion] })
    expect(total, criterion).toBe(lacks.includes(criterion) ? 1 : 0)
  }
}

describe('readiness', () => {
  it('finds every criterion lacking in a bare recording, the right first', async () => {
    expect(await lacking()).toEqual(recordingCriteria)
    expect((await card()).next).toMatchObject({
      criterion: 'right',
      state: 'missing',
      action: 'answer-right',
    })
    expect((await core.call('recordings.list', {})).rows[0]?.missing).toBe(1)
    await expectAgreement()
  })

  it.each(recordingCriteria)(
    'meets %s and nothing else, everywhere alike, until it is undone',
    async (criterion) => {
      const steps = await core.call('undo.state', {})
      await meet[criterion]()
      expect(await lacking()).toEqual(recordingCriteria.filter((other) => other !== criterion))
      await expectAgreement()
      if (criterion === 'fingerprint') return
      while ((await core.call('undo.state', {})).undo !== steps.undo) await core.call('undo.undo', {})
      expect(await lacking()).toEqual(recordingCriteria)
    },
  )

  it('is complete when everything is met and the profile says how to reach the artist', async () => {
    for (const criterion of recordingCriteria) await meet[criterion]()
    expect((await card()).next).toMatchObject({ criterion: 'contact', action: 'complete-profile' })
    await core.call('profile.save', {
      legalName: 'Vera Lane',
      address: 'Quay 1',
      email: 'v@vela.example',
      phone: '+1 555 0100',
    })
    expect(await card()).toMatchObject({ missing: 0, advised: 0, next: null })
    expect((await core.call('readiness.list', {})).rows).toEqual([])
    expect(await core.call('readiness.counts', {})).toMatchObject({ blocked: 0, contactGaps: [] })
    await expectAgreement()
  })

  it('knows what does not meet a criterion', async () => {
    await core.call('documents.add', {
      path: join(folder, 'lyrics.txt'),
      kind: 'lyrics',
      subjects: [recording()],
    })
    addAudio('NULL')
    await agree('draft')
    await core.call('works.create', { title: 'Song', recordingId: id })
    await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'SR1',
      status: 'refused',
      subjects: [recording()],
    })
    await core.call('registrations.add', { authority: 'SOUNDEXCHANGE', number: '1', subjects: [recording()] })
    const { releaseId } = await core.call('releases.create', { title: 'Without barcode' })
    await core.call('tracks.set', { releaseId, recordingId: id })
    await update({ rightHeld: 'none' })
    expect(await lacking()).toEqual(recordingCriteria)
    await expectAgreement()
    await agree('agreed')
    await agree('disputed')
    expect(await lacking()).toContain('splits')
    await expectAgreement()
  })

  it('counts what belongs to a release or a registration that holds the recording', async () => {
    const { releaseId } = await core.call('releases.create', { title: 'Nightfall' })
    await core.call('tracks.set', { releaseId, recordingId: id })
    const release = { type: 'release' as const, id: releaseId }
    await core.call('registrations.add', { authority: 'US-CO', number: 'SR1', subjects: [release] })
    await core.call('documents.add', { path: join(folder, 'deed.pdf'), kind: 'licence', subjects: [release] })
    expect(await lacking()).not.toContain('registration')
    expect(await lacking()).not.toContain('ownership')
    await expectAgreement()
    await core.call('releases.delete', { releaseIds: [releaseId] })
    expect(await lacking()).toEqual(expect.arrayContaining(['registration', 'ownership']))
    const { registrationId } = await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'SR2',
      subjects: [recording()],
    })
    const [document] = (await core.call('documents.list', {})).rows
    await core.call('documents.link', {
      documentId: document?.id ?? 0,
      subjects: [{ type: 'registration', id: registrationId }],
    })
    expect(await lacking()).not.toContain('ownership')
    await update({ registrationNumber: 'SR3' })
    await core.call('registrations.remove', { registrationId })
    expect(await lacking()).not.toContain('registration')
    await expectAgreement()
  })

  it('filters by any of several things, pages by id, and agrees with the card for any mixture (property)', async () => {
    const any = fc.subarray([...recordingCriteria], { minLength: 0 })
    await fc.assert(
      fc.asyncProperty(any, async (met) => {
        await core.dispose()
        core = await openTestCore()
        id = (await core.call('recordings.create', { title: 'Harbour Lights', artist: 'Vela' })).recordingId
        for (const criterion of met) await meet[criterion]()
        const left = recordingCriteria.filter((criterion) => !met.includes(criterion))
        expect(await lacking()).toEqual(left)
        const total = async (missing: RecordingCriterion[]) =>
          (await core.call('recordings.list', { missing })).total
        if (met.length > 0) expect(await total(met)).toBe(0)
        if (left[0]) expect(await total([...met, left[0]])).toBe(1)
      }),
      { numRuns: 8 },
    )
    // Whether the first of them lacks anything is up to the last mixture: the second page has a row all the same.
    for (const title of ['Two', 'Three', 'Four'])
      await core.call('recordings.create', { title, artist: 'Vela' })
    const first = await core.call('readiness.list', { limit: 2, missing: ['isrc', 'right'] })
    const rest = await core.call('readiness.list', {
      limit: 2,
      missing: ['isrc', 'right'],
      afterId: first.nextAfterId ?? 0,
    })
    const ids = [...first.rows, ...rest.rows].map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(rest.rows.at(-1)).toMatchObject({ title: 'Four', needed: ['right'] })
  })
})
