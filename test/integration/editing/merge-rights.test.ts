import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../shared/contract/index.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { storedRights } from '../rights/support.ts'

let core: TestCore
let now = 0
beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z')
  core = await openTestCore({ clock: () => now++ })
})
afterEach(() => core.dispose())

const create = async (title: string, fields: Partial<Input<'recordings.create'>> = {}) =>
  (await core.call('recordings.create', { title, artist: 'Vela', ...fields })).recordingId
const rights = (id: number) => core.call('rights.get', { subject: { type: 'recording', id } })
const owns = (id: number, name: string, fields: Partial<Input<'splits.set'>> = {}) =>
  core.call('splits.set', {
    subject: { type: 'recording', id },
    rightKind: 'master',
    shares: [{ party: { name }, share: 1_000_000 }],
    ...fields,
  })

describe('shares of merged recordings', () => {
  it('are shown side by side, and those of the recording that goes can be taken', async () => {
    const [keep, merged] = [await create('Song'), await create('Song')]
    await owns(keep, 'Vela')
    await owns(merged, 'Tom', { state: 'agreed', territory: 'US' })
    const { fields } = await core.call('editing.mergePreview', { keepId: keep, mergeId: merged })
    expect(fields.find(({ field }) => field === 'shares')).toEqual({
      field: 'shares',
      keep: 'Vela 100 % (draft)',
      other: 'Tom 100 % (agreed, US)',
    })
    const before = storedRights(core)
    await core.call('editing.merge', { keepId: keep, mergeId: merged, take: ['shares'] })
    expect((await rights(keep)).splits).toMatchObject([
      { state: 'agreed', territory: 'US', lines: [{ name: 'Tom', share: 1_000_000 }] },
    ])
    await core.call('undo.undo', {})
    expect(storedRights(core)).toEqual(before)
    await core.call('editing.merge', { keepId: keep, mergeId: merged })
    expect((await rights(keep)).splits).toMatchObject([{ state: 'draft', lines: [{ name: 'Vela' }] }])
  })

  it('move over when only one has any', async () => {
    const [keep, merged] = [await create('Song'), await create('Song')]
    await owns(merged, 'Tom')
    await core.call('editing.merge', { keepId: keep, mergeId: merged })
    expect((await rights(keep)).splits).toMatchObject([{ lines: [{ name: 'Tom' }] }])
  })
})

it('what only the lost track or credit says is taken over', async () => {
  const { releaseId } = await core.call('releases.create', { title: 'Album' })
  const [keep, merged] = [await create('Song'), await create('Song')]
  await core.call('tracks.set', { releaseId, recordingId: keep, patch: { number: 1 } })
  const patch = { number: 2, alsoSingle: 'yes', titleOverride: 'Song (From “Film”)' } as const
  await core.call('tracks.set', { releaseId, recordingId: merged, patch })
  for (const [id, creditedAs] of [
    [keep, ''],
    [merged, 'VELA'],
  ] as const) {
    const subject = { type: 'recording', id } as const
    await core.call('contributions.add', {
      subject,
      party: { name: 'Vela' },
      role: 'main-artist',
      creditedAs,
    })
  }
  await core.call('editing.merge', { keepId: keep, mergeId: merged })
  expect((await core.call('recordings.get', { recordingId: keep })).tracks).toMatchObject([
    { number: 1, alsoSingle: 'yes', titleOverride: 'Song (From “Film”)' },
  ])
  expect((await rights(keep)).contributions).toMatchObject([{ name: 'Vela', creditedAs: 'VELA' }])
})

it('the ledger leads to the recording that carries a merged code', async () => {
  await core.call('isrc.blockAdd', { prefix: 'USS1Z', from: 0, to: 99 })
  const facts = { durationMs: 1000, year: 2026 }
  const [keep, merged] = [await create('Song', facts), await create('Song', facts)]
  await core.call('isrc.allocate', { recordingId: keep })
  const { isrc } = await core.call('isrc.allocate', { recordingId: merged })
  await core.call('editing.merge', { keepId: keep, mergeId: merged })
  const { entries } = await core.call('isrc.ledger', {})
  expect(entries.find((entry) => entry.isrc === isrc)?.recordingId).toBe(keep)
})

it('duplicates are found behind many recordings that only share their name', async () => {
  for (let at = 0; at < 12; at++)
    for (const version of ['', 'Live']) await create(`Aria ${String(at)}`, { version })
  const twins = [await create('Zephyr'), await create('Zephyr')]
  const { groups } = await core.call('editing.duplicates', { limit: 10 })
  expect(groups.map(({ recordings }) => recordings.map(({ id }) => id))).toEqual([twins])
})
