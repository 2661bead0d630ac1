import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'
import { canMount, mountSmallDisk, needsMounts, type SmallDisk } from './small-disk.ts'
import { emptyLog, expectFullDisk, expectSound, refusal, rooms, valueIn } from './sound-store.ts'
import { join } from 'node:path'

const mounts = canMount()
let disk: SmallDisk
let core: TestCore

beforeEach(async ({ skip }) => {
  if (!mounts) skip(needsMounts)
  disk = mountSmallDisk(16)
  core = await openTestCore({ workspace: join(disk.folder, 'workspace') })
})
afterEach(async () => {
  if (!mounts) return
  disk.free()
  try {
    await core.close()
  } finally {
    disk.remove()
  }
})

/**
 * Runs `work` at each amount of room: it either succeeds or is refused as on a full disk, with `seen` as before.
 * At last, with space again, it succeeds. Returns how often it was refused.
 */
async function atEachRoom(work: (round: number) => Promise<unknown>, seen: () => unknown): Promise<number> {
  let refused = 0
  for (const [round, room] of rooms.entries()) {
    const before = await seen()
    // Else the work fits into the room that earlier steps have left in the log.
    emptyLog(core.folder)
    disk.leave(room)
    const error = await refusal(() => work(round))
    if (error === null) continue
    refused++
    expectFullDisk(error)
    expect(await seen()).toEqual(before)
  }
  await expectSound(core)
  disk.free()
  await work(rooms.length)
  await expectSound(core)
  return refused
}

const count = (table: string) => valueIn(core.folder, `SELECT count(*) FROM ${table}`)
const states = () => valueIn(core.folder, "SELECT group_concat(state || ':' || id) FROM finding")

/** Findings of the domain `files.tunevault.example`. */
function addFindings(amount: number): readonly number[] {
  const seed = openSeed(core.folder)
  try {
    return Array.from({ length: amount }, () => seed.finding())
  } finally {
    seed.close()
  }
}

describe('on a full disk', () => {
  it('a recording is added whole or not at all', async () => {
    const refused = await atEachRoom(
      (round) => core.call('recordings.create', { title: `Song ${String(round)}`, artist: 'Luna Vale' }),
      () => [count('recording'), count('undo_entry'), count('recording_search')],
    )
    expect(refused).toBeGreaterThan(0)
  })

  it('a decision is taken for all findings or none, and can be undone afterwards', async () => {
    const findingIds = [...addFindings(400)]
    const decide = (round: number) =>
      core.call('findings.decide', {
        findingIds,
        decision: round % 2 === 0 ? 'confirm' : 'dismiss',
        ...(round % 2 === 0 ? {} : { reason: 'Not mine' }),
      })
    expect(await atEachRoom(decide, () => [states(), count('custody_event')])).toBeGreaterThan(0)
    expect(valueIn(core.folder, "SELECT count(*) FROM finding WHERE state = 'confirmed'")).toBe(400)
  })

  it('a rule settles all its kind or is not there', async () => {
    addFindings(400)
    const create = (round: number) =>
      core.call('rules.create', {
        kind: 'domain',
        value: 'tunevault.example',
        note: `Round ${String(round)}`,
      })
    const remove = async () => {
      const { rules } = await core.call('rules.list', {})
      for (const { id } of rules) await core.call('rules.remove', { ruleId: id })
    }
    let refused = 0
    for (const room of rooms) {
      disk.free()
      await remove()
      emptyLog(core.folder)
      disk.leave(room)
      const error = await refusal(() => create(room))
      if (error === null) continue
      refused++
      expectFullDisk(error)
      expect(count('authorization_rule')).toBe(0)
      expect(valueIn(core.folder, "SELECT count(*) FROM finding WHERE state = 'authorized'")).toBe(0)
    }
    expect(refused).toBeGreaterThan(0)
    disk.free()
    await remove()
    await create(0)
    expect(valueIn(core.folder, "SELECT count(*) FROM finding WHERE state = 'authorized'")).toBe(400)
    await expectSound(core)
  })

  it('undo takes a whole step back or none, and stays possible', async () => {
    const findingIds = [...addFindings(400)]
    await core.call('findings.decide', { findingIds, decision: 'confirm' })
    const travel = async () => {
      const { undo } = await core.call('undo.state', {})
      return undo === null ? core.call('undo.redo', {}) : core.call('undo.undo', {})
    }
    const seen = async () => [states(), await core.call('undo.state', {})]
    // Else the steps find room in the log that the findings left behind, and no disk is too small for them.
    emptyLog(core.folder)
    expect(await atEachRoom(travel, seen)).toBeGreaterThan(0)
  })

  it('no ISRC is handed out twice, during and after', async () => {
    await core.call('isrc.blockAdd', { prefix: 'QZABC', from: 0, to: 99 })
    const fields = { artist: 'Luna Vale', durationMs: 181_000, year: 2026 }
    const recordingIds: number[] = []
    for (let number = 0; number <= rooms.length; number++) {
      const { recordingId } = await core.call('recordings.create', { title: `Song ${number}`, ...fields })
      recordingIds.push(recordingId)
    }
    const handedOut: string[] = []
    const assigned = () => {
      const codes = 'SELECT group_concat(isrc) FROM (SELECT isrc FROM'
      return [
        valueIn(core.folder, `${codes} recording WHERE isrc IS NOT NULL ORDER BY isrc)`),
        valueIn(core.folder, `${codes} isrc_ledger WHERE state = 'assigned' ORDER BY isrc)`),
        valueIn(core.folder, "SELECT count(*) FROM custody_event WHERE action = 'isrc.assigned'"),
      ]
    }
    const allocate = async (round: number) => {
      const recordingId = recordingIds[round]!
      handedOut.push((await core.call('isrc.allocate', { recordingId, blockId: null })).isrc)
    }
    expect(await atEachRoom(allocate, assigned)).toBeGreaterThan(0)
    for (const recordingId of recordingIds) {
      if ((await core.call('recordings.get', { recordingId })).isrc !== null) continue
      handedOut.push((await core.call('isrc.allocate', { recordingId, blockId: null })).isrc)
    }
    const all = recordingIds.map((_, index) => `QZABC26${String(index).padStart(5, '0')}`)
    expect(handedOut.toSorted()).toEqual(all)
    expect(assigned()).toEqual([all.join(), all.join(), all.length])
  })

  it('a backup that was asked for is whole or not there', async () => {
    addFindings(2000)
    await core.call('workspace.backup', {})
    const backups = async () => (await core.call('workspace.backups', {})).backups.length
    expect(await atEachRoom(() => core.call('workspace.backup', {}), backups)).toBe(rooms.length)
    expect(await backups()).toBe(2)
  })
})
