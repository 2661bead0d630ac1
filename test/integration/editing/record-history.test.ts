import { afterEach, beforeEach, expect, it } from 'vitest'
import type { HistoryTable } from '../../../shared/contract/editing.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'

let core: TestCore
let now = 0
beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z')
  core = await openTestCore({ clock: () => now++ })
})
afterEach(() => core.dispose())

const entries = async (table: HistoryTable, recordId: number) =>
  (await core.call('history.list', { table, recordId })).entries
const labels = async (table: HistoryTable, recordId: number) =>
  (await entries(table, recordId)).map(({ label }) => label)
/** Restores the state after the step of that label. */
async function restore(table: HistoryTable, recordId: number, label: string) {
  const entry = (await entries(table, recordId)).find((one) => one.label.startsWith(label))
  return core.call('history.restore', { table, recordId, entryId: entry?.id ?? 0 })
}

it('of a recording tells what was done to its rights, its codes and its tracks', async () => {
  const { recordingId } = await core.call('recordings.create', { title: 'Song', artist: 'Vela' })
  const subject = { type: 'recording', id: recordingId } as const
  const { releaseId } = await core.call('releases.create', { title: 'Album' })
  await core.call('tracks.set', { releaseId, recordingId, patch: { number: 1 } })
  await core.call('contributions.add', { subject, party: { name: 'Vela' }, role: 'main-artist' })
  const shares = [{ party: { name: 'Vela' }, share: 1_000_000 }]
  await core.call('splits.set', { subject, rightKind: 'master', shares })
  const { workId } = await core.call('works.create', { title: 'Song', recordingId })
  await core.call('identifiers.add', { recordingId, code: 'USS1Z9900003', state: 'alias' })
  expect(await labels('recording', recordingId)).toHaveLength(6)
  expect(await labels('release', releaseId)).toHaveLength(2)
  expect((await labels('work', workId))[0]).toContain('Add work')
  await core.call('undo.undo', {})
  expect((await labels('recording', recordingId))[0]).toContain('Undo: ')
})

it('of a merge enters that of the recording that stays', async () => {
  const ids = []
  for (const title of ['One', 'Two'])
    ids.push((await core.call('recordings.create', { title, artist: 'Vela' })).recordingId)
  const [keepId = 0, mergeId = 0] = ids
  const subject = { type: 'recording', id: mergeId } as const
  await core.call('contributions.add', { subject, party: { name: 'Vela' }, role: 'main-artist' })
  await core.call('editing.merge', { keepId, mergeId })
  expect((await labels('recording', keepId))[0]).toBe('Merge “Two” into “One”')
})

it('leads a release, a work and a person back to how they were', async () => {
  const { releaseId } = await core.call('releases.create', { title: 'Album', gtin: '190295810726' })
  await core.call('releases.update', { releaseId, patch: { title: 'Other', gtin: null, label: 'New' } })
  expect(await restore('release', releaseId, 'Add release')).toEqual({ changed: true, kept: [] })
  const release = await core.call('releases.get', { releaseId })
  expect(release).toMatchObject({ title: 'Album', gtin: '190295810726', label: '' })
  expect((await core.call('releases.list', { search: 'album' })).total).toBe(1)

  const { workId } = await core.call('works.create', { title: 'Song', alternativeTitles: ['Lied'] })
  await core.call('works.update', { workId, patch: { title: 'Tune', alternativeTitles: [] } })
  await restore('work', workId, 'Add work')
  const work = await core.call('works.get', { workId })
  expect(work).toMatchObject({ title: 'Song', alternativeTitles: ['Lied'] })
  expect(await restore('work', workId, 'Add work')).toEqual({ changed: false, kept: [] })

  const { partyId } = await core.call('parties.create', { name: 'Vela', email: 'vela@example.org' })
  await core.call('parties.update', { partyId, patch: { email: '' } })
  await restore('party', partyId, 'Add')
  expect((await core.call('parties.get', { partyId })).email).toBe('vela@example.org')
})

it('releases are deleted together, in one step', async () => {
  const releaseIds = []
  for (const title of ['One', 'Two'])
    releaseIds.push((await core.call('releases.create', { title })).releaseId)
  await core.call('releases.delete', { releaseIds })
  expect((await core.call('releases.list', {})).total).toBe(0)
  await core.call('undo.undo', {})
  expect((await core.call('releases.list', {})).total).toBe(2)
})
