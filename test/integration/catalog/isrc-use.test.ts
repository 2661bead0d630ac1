import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../shared/contract/index.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { failure } from './support.ts'

let core: TestCore
let now = 0
beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z')
  core = await openTestCore({ clock: () => now++ })
  await core.call('isrc.blockAdd', { prefix: 'USS1Z', from: 0, to: 2 })
})
afterEach(() => core.dispose())

const create = async (title: string, fields: Partial<Input<'recordings.create'>> = {}) =>
  (await core.call('recordings.create', { title, artist: 'Vela', durationMs: 1000, year: 2026, ...fields }))
    .recordingId
const codeOf = async (recordingId: number) => (await core.call('recordings.get', { recordingId })).isrc
const stateOf = async (isrc: string) =>
  (await core.call('isrc.ledger', {})).entries.find((entry) => entry.isrc === isrc)?.state

it('says how many codes are left when a release needs more', async () => {
  const { releaseId } = await core.call('releases.create', { title: 'Album' })
  for (const title of ['One', 'Two', 'Three', 'Four']) await create(title, { releaseId })
  const { obstacle } = await core.call('isrc.releasePlan', { releaseId })
  expect(obstacle).toContain('4 are needed, and of 2026 in 00000 to 00002 of USS1Z only 3 are free')
})

describe('a voided code', () => {
  it('leaves its recording in the history of the recording', async () => {
    const recordingId = await create('Song')
    const { isrc } = await core.call('isrc.allocate', { recordingId })
    await core.call('isrc.void', { isrc, reason: 'Never delivered' })
    const { entries } = await core.call('history.list', { table: 'recording', recordId: recordingId })
    expect(entries[0]).toMatchObject({
      label: 'Void US-S1Z-26-00000',
      fields: [{ field: 'isrc', from: isrc, to: null }],
    })
  })

  it('does not keep the rest of an earlier state from being restored', async () => {
    const recordingId = await create('Song')
    const { isrc } = await core.call('isrc.allocate', { recordingId })
    await core.call('recordings.update', { recordingId, patch: { title: 'Other' } })
    await core.call('isrc.void', { isrc, reason: 'Never delivered' })
    const { entries } = await core.call('history.list', { table: 'recording', recordId: recordingId })
    const assigned = entries.find(({ label }) => label.startsWith('Assign'))
    const restored = await core.call('history.restore', {
      table: 'recording',
      recordId: recordingId,
      entryId: assigned?.id ?? 0,
    })
    expect(restored).toEqual({
      changed: true,
      kept: [expect.stringContaining('a voided code never returns')],
    })
    expect(await core.call('recordings.get', { recordingId })).toMatchObject({ title: 'Song', isrc: null })
  })

  it('does not bar undo for ever: the step it spoilt can be left out', async () => {
    const recordingId = await create('Song')
    await core.call('recordings.update', { recordingId, patch: { notes: 'mine' } })
    const { isrc } = await core.call('isrc.allocate', { recordingId })
    await core.call('isrc.void', { isrc, reason: 'Never delivered' })
    expect((await failure(core.call('undo.undo', {}))).code).toBe('UNDO_CONFLICT')
    expect(await core.call('undo.skip', {})).toMatchObject({ label: 'Assign ISRC to “Song”' })
    await core.call('undo.undo', {})
    expect(await core.call('recordings.get', { recordingId })).toMatchObject({ notes: '', isrc: null })
    expect(await stateOf(isrc)).toBe('voided')
  })
})

it('the ledger says on any page whether a line is the last about its code', async () => {
  const { isrc } = await core.call('isrc.reserve', { reason: 'Session' })
  await core.call('isrc.void', { isrc, reason: 'Never used' })
  const [last] = (await core.call('isrc.ledger', { limit: 1 })).entries
  expect(last).toMatchObject({ state: 'voided', current: true })
  const earlier = await core.call('isrc.ledger', { limit: 1, beforeSeq: last?.seq ?? 0 })
  expect(earlier.entries).toMatchObject([{ state: 'reserved', current: false }])
})

describe('a reserved code', () => {
  it('is assigned once it is entered in a recording, and reserved again on undo', async () => {
    const { isrc } = await core.call('isrc.reserve', { reason: 'Session' })
    const recordingId = await create('Song')
    await core.call('recordings.update', { recordingId, patch: { isrc: 'us-s1z-26-00000' } })
    expect([await codeOf(recordingId), await stateOf(isrc)]).toEqual([isrc, 'assigned'])
    await core.call('undo.undo', {})
    expect([await codeOf(recordingId), await stateOf(isrc)]).toEqual([null, 'reserved'])
    const other = await create('Other', { isrc })
    expect([await codeOf(other), await stateOf(isrc)]).toEqual([isrc, 'assigned'])
  })
})

describe('a code of an own allocation that nobody assigned here', () => {
  const lines = async (isrc: string) =>
    (await core.call('isrc.ledger', {})).entries
      .filter((entry) => entry.isrc === isrc)
      .map(({ state, recordingTitle }) => `${state} ${recordingTitle}`)

  it('is kept from reuse when its recording is deleted, and assigned when undo brings that back', async () => {
    const isrc = 'USS1Z2600001'
    const recordingId = await create('Song', { isrc })
    await core.call('recordings.delete', { recordingIds: [recordingId] })
    expect(await stateOf(isrc)).toBe('reserved')
    await core.call('undo.undo', {})
    expect([await codeOf(recordingId), await stateOf(isrc)]).toEqual([isrc, 'assigned'])
    await core.call('undo.redo', {})
    expect(await stateOf(isrc)).toBe('reserved')
    await core.call('undo.undo', {})
    expect(await lines(isrc)).toEqual(['assigned Song', 'reserved Song', 'assigned Song', 'reserved Song'])
    expect((await core.call('isrc.ledger', {})).entries[0]).toMatchObject({ recordingId, current: true })
  })

  it('is assigned when undo gives it back to a recording that had got another', async () => {
    const recordingId = await create('Song', { isrc: 'USS1Z2600001' })
    await core.call('recordings.update', { recordingId, patch: { isrc: 'USS1Z2600002' } })
    expect(await stateOf('USS1Z2600001')).toBe('reserved')
    await core.call('undo.undo', {})
    expect(await lines('USS1Z2600001')).toEqual(['assigned Song', 'reserved Song'])
    expect(await codeOf(recordingId)).toBe('USS1Z2600001')
  })
})

it('a code used elsewhere that was entered in the wrong recording can be taken out again', async () => {
  await core.call('isrc.usedImport', { text: 'USS1Z2600001', source: 'Distributor' })
  const recordingId = await create('Song', { isrc: 'USS1Z2600001' })
  await core.call('recordings.update', { recordingId, patch: { isrc: null } })
  expect([await codeOf(recordingId), await stateOf('USS1Z2600001')]).toEqual([null, 'assigned'])
})
