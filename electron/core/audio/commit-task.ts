import type { AudioPlanCounts } from '../../../shared/contract/audio.ts'
import type { Table } from '../../../shared/contract/index.ts'
import { openStore } from '../database/open.ts'
import { createMutations } from '../platform/mutations.ts'
import type { AudioTask, TaskProgress } from './audio-task.ts'
import { commitPlan } from './commit-scan.ts'
import { planCounts } from './scan-plan.ts'
import { notCommittable } from './scan-state.ts'
import { createScansRepository } from './scans.repository.ts'
import { planStored } from './stored-plan.ts'

/** Tables that a committed scan may have changed. */
export const committedTables = ['recordings', 'releases', 'isrc', 'audio'] as const satisfies readonly Table[]

const toldEvery = 100

interface Request {
  readonly task: Extract<AudioTask, { kind: 'commit' }>
  readonly sqliteBinding: string | null
  /** Throws when the artist has cancelled. */
  readonly pause: () => void
  readonly progress: (update: TaskProgress) => void
}

/**
 * Plans a scan against the catalogue as it is and writes the plan in one transaction, as one step to undo; a plan that
 * would write nothing leaves no step. Runs in a worker, on a connection of its own, while nobody else writes.
 * @throws RefrainError CONFLICT when the scan cannot be committed, and what `pause` throws: nothing is written then.
 */
export function commitScan({ task, sqliteBinding, pause, progress }: Request): AudioPlanCounts {
  const { scanId, at, actor } = task
  const db = openStore(task.database, sqliteBinding)
  try {
    const scans = createScansRepository(db)
    const { state } = scans.get(scanId)
    if (state !== 'scanned') throw notCommittable(state)
    progress({ done: 0, total: 0, note: 'Comparing with the catalogue' })
    const plan = planStored(db, scanId)
    const counts = planCounts(plan)
    const total = counts.create + counts.link
    pause()
    const mutations = createMutations(db, { now: () => at, touched: () => undefined, actor })
    if (total === 0) {
      mutations.once([], () => {
        scans.setCommitted(scanId, at)
      })
      return counts
    }
    const label = `Add audio files (${counts.create} new ${counts.create === 1 ? 'recording' : 'recordings'})`
    let done = 0
    const onFile = () => {
      pause()
      if (done++ % toldEvery === 0) progress({ done, total, note: 'Adding recordings' })
    }
    mutations.undoable(label, committedTables, (change) => {
      commitPlan(plan, { db, change, at, source: `audio files, scan ${scanId}`, onFile })
      change.update('audio_scan', scanId, { state: 'committed', committed_at: at })
      pause()
    })
    return counts
  } finally {
    db.close()
  }
}
