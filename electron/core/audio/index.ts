import { resolve } from 'node:path'
import { z } from 'zod'
import type { audioProcedures } from '../../../shared/contract/audio.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { createAssetsRepository } from './assets.repository.ts'
import { createCatalogueLookup } from './catalogue-lookup.ts'
import { commitPlan } from './commit-scan.ts'
import { compareJob } from './compare-job.ts'
import { fingerprintJob } from './fingerprint-job.ts'
import { scanJob, scanTitle } from './scan-job.ts'
import { planCounts, planScan, releaseView, type ScanPlan, trackViews } from './scan-plan.ts'
import { createScansRepository } from './scans.repository.ts'

export type AudioHandlers = Pick<Handlers, keyof typeof audioProcedures>

/**
 * The artist's audio files: what they are and say, folders of them read into the catalogue, their fingerprints, and
 * any file compared with these. Files are opened for reading only. Defines the jobs `audio.scan`, `audio.fingerprint`
 * and `audio.compare`.
 */
export function createAudio(context: CoreContext): AudioHandlers {
  const { db, jobs, mutations } = context
  const scans = createScansRepository(db)
  const assets = createAssetsRepository(db)
  jobs.define(scanJob(context, { scans, assets }))
  jobs.define(fingerprintJob(context, assets))
  jobs.define(compareJob(context))
  const plan = createPlanner(context, (scanId) => planOf(context, { scans, assets }, scanId))

  const startFingerprints = () =>
    jobs.start({ kind: 'audio.fingerprint', title: 'Fingerprint audio files', subjectId: null, input: {} })

  return {
    'audio.tags': async ({ path }, { signal }) => {
      // The parsers are many and hardly ever needed in this thread: they must not slow down the start.
      const { readAudioFile } = await import('./read-audio-file.ts')
      const { problems, ...file } = await readAudioFile(resolve(path), () => {
        signal.throwIfAborted()
      })
      return { ...file, problems: [...problems] }
    },

    'audio.scan': ({ path }) =>
      mutations.once(['audio', 'jobs'], () => {
        const root = resolve(path)
        const scanId = scans.insert(root, context.now())
        const input = { scanId, root }
        const jobId = jobs.start({ kind: 'audio.scan', title: scanTitle(root), subjectId: scanId, input })
        scans.setJob(scanId, jobId)
        return { scanId, jobId }
      }),
    'audio.scans': ({ limit }) => ({ scans: scans.recent(limit) }),
    'audio.scanGet': ({ scanId }) => scans.get(scanId),
    'audio.files': (request) => scans.files(request),

    'audio.preview': ({ scanId, offset, limit }) => {
      const planned = plan(scanId)
      const rows = planned.releases.map(releaseView)
      return { ...page(rows, offset, limit), counts: planCounts(planned) }
    },
    'audio.previewTracks': ({ scanId, release, offset, limit }) => {
      const tracks = trackViews(plan(scanId))
      return page(
        release === null ? tracks : tracks.filter((track) => track.release === release),
        offset,
        limit,
      )
    },

    'audio.commit': ({ scanId }) => {
      const { state } = scans.get(scanId)
      if (state !== 'scanned') throw notCommittable(state)
      const planned = plan(scanId)
      const counts = planCounts(planned)
      const label = `Add audio files (${counts.create} new ${counts.create === 1 ? 'recording' : 'recordings'})`
      mutations.undoable(label, ['recordings', 'releases', 'isrc', 'audio'], (change) => {
        const at = context.now()
        commitPlan(planned, { db, change, at, source: `audio files, scan ${scanId}` })
        change.update('audio_scan', scanId, { state: 'committed', committed_at: at })
      })
      if (assets.fingerprintCounts().waiting > 0) mutations.once(['jobs'], startFingerprints)
      return counts
    },

    'audio.discard': ({ scanId }) => {
      const { state } = scans.get(scanId)
      const left = mutations.once(['audio'], () =>
        (['scanned', 'failed', 'cancelled'] as const).some((from) => scans.move(scanId, from, 'discarded')),
      )
      if (!left) throw notDiscardable(state)
      return {}
    },

    'audio.assets': ({ recordingId }) => ({ assets: assets.ofRecording(recordingId) }),
    'audio.fingerprintState': () => assets.fingerprintCounts(),
    'audio.fingerprint': ({ retry }) =>
      mutations.once(['audio', 'jobs'], () => {
        if (retry) assets.clearFingerprintProblems()
        return { jobId: startFingerprints() }
      }),
    'audio.compare': ({ path }) =>
      mutations.once(['jobs'], () => {
        const file = resolve(path)
        const title = `Compare “${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}”`
        return { jobId: jobs.start({ kind: 'audio.compare', title, subjectId: null, input: { path: file } }) }
      }),
  }
}

interface PlanDeps {
  readonly scans: ReturnType<typeof createScansRepository>
  readonly assets: ReturnType<typeof createAssetsRepository>
}

function planOf({ db }: CoreContext, { scans, assets }: PlanDeps, scanId: number): ScanPlan {
  const { root } = scans.get(scanId)
  const name = z
    .string()
    .optional()
    .parse(db.prepare("SELECT artist_name FROM profile WHERE artist_name <> ''").pluck().get())
  return planScan(root, assets.ofScan(scanId), createCatalogueLookup(db), name ?? null)
}

/** Keeps the last plan while nothing was written, so that paging through it does not work it out again and again. */
function createPlanner(
  { db }: CoreContext,
  make: (scanId: number) => ScanPlan,
): (scanId: number) => ScanPlan {
  const changes = db.prepare('SELECT total_changes()').pluck()
  let kept: { readonly key: string; readonly plan: ScanPlan } | null = null
  return (scanId) => {
    const version = db.pragma('data_version', { simple: true })
    const key = [scanId, changes.get(), version].join()
    if (kept?.key !== key) kept = { key, plan: make(scanId) }
    return kept.plan
  }
}

function page<Row>(rows: readonly Row[], offset: number, limit: number) {
  return { rows: rows.slice(offset, offset + limit), total: rows.length, nextCursor: null }
}

function notCommittable(state: string): RefrainError {
  const reasons: Readonly<Record<string, string>> = {
    scanning: 'The folder is still being read.',
    committed: 'These files are in the catalogue already.',
    failed: 'The folder could not be read to the end. Resume the job or read it again.',
    cancelled: 'Reading the folder was cancelled. Resume the job or read it again.',
    discarded: 'This preview was discarded. Read the folder again.',
  }
  return new RefrainError('CONFLICT', `${reasons[state] ?? ''} Nothing was changed.`.trim(), { state })
}

function notDiscardable(state: string): RefrainError {
  const reason =
    state === 'committed'
      ? 'These files are in the catalogue already; undo that instead.'
      : 'Only a folder that was read can be discarded.'
  return new RefrainError('CONFLICT', `${reason} Nothing was changed.`, { state })
}
