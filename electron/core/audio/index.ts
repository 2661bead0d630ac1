import { basename, resolve } from 'node:path'
import type { audioProcedures } from '../../../shared/contract/audio.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { createAssetsRepository } from './assets.repository.ts'
import { commitJob } from './commit-job.ts'
import { compareJob } from './compare-job.ts'
import { fingerprintJob } from './fingerprint-job.ts'
import { scanJob, scanTitle } from './scan-job.ts'
import { planCounts, releaseView, type ScanPlan, trackViews } from './scan-plan.ts'
import type { AudioFile } from './read-audio-file.ts'
import { notCommittable, notDiscardable } from './scan-state.ts'
import { createScansRepository } from './scans.repository.ts'
import { planStored } from './stored-plan.ts'

export { compareSound } from './compare-job.ts'
export type { AudioFile } from './read-audio-file.ts'

/** Reads one audio file; see there. The parsers are many, and loaded when the first file is read. */
export async function readAudioFile(path: string, pause: () => void): Promise<AudioFile> {
  return (await import('./read-audio-file.ts')).readAudioFile(path, pause)
}

export type AudioHandlers = Pick<Handlers, keyof typeof audioProcedures>

/**
 * The artist's audio files: what they are and say, folders of them read into the catalogue, their fingerprints, and
 * any file compared with these. Files are opened for reading only. Defines the jobs `audio.scan`, `audio.commit`,
 * `audio.fingerprint` and `audio.compare`.
 */
export function createAudio(context: CoreContext): AudioHandlers {
  const { db, jobs, mutations } = context
  const scans = createScansRepository(db)
  const assets = createAssetsRepository(db)
  jobs.define(scanJob(context, { scans, assets }))
  jobs.define(fingerprintJob(context, assets))
  jobs.define(compareJob(context))
  const plan = createPlanner(context)

  const startFingerprints = () =>
    jobs.start({ kind: 'audio.fingerprint', title: 'Fingerprint audio files', subjectId: null, input: {} })
  jobs.define(
    commitJob(context, () => {
      if (assets.fingerprintCounts().waiting > 0) mutations.once(['jobs'], startFingerprints)
    }),
  )

  return {
    'audio.tags': async ({ path }, { signal }) => {
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

    'audio.commit': ({ scanId }) =>
      mutations.once(['audio', 'jobs'], () => {
        const { state, root, commitJobId } = scans.get(scanId)
        if (state !== 'scanned') throw notCommittable(state)
        if (commitJobId !== null) throw notCommittable('committing')
        const title = `Add the audio in “${basename(root)}”`
        return { jobId: jobs.start({ kind: 'audio.commit', title, subjectId: scanId, input: { scanId } }) }
      }),

    'audio.discard': ({ scanId }) =>
      mutations.once(['audio'], () => {
        const { state, commitJobId } = scans.get(scanId)
        if (commitJobId !== null) throw notDiscardable('committing')
        const left = (['scanned', 'failed', 'cancelled'] as const).some((from) =>
          scans.move(scanId, from, 'discarded'),
        )
        if (!left) throw notDiscardable(state)
        return {}
      }),

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

/** Keeps the last plan while nothing was written, so that paging through it does not work it out again and again. */
function createPlanner({ db }: CoreContext): (scanId: number) => ScanPlan {
  const changes = db.prepare('SELECT total_changes()').pluck()
  let kept: { readonly key: string; readonly plan: ScanPlan } | null = null
  return (scanId) => {
    const version = db.pragma('data_version', { simple: true })
    const key = [scanId, changes.get(), version].join()
    if (kept?.key !== key) kept = { key, plan: planStored(db, scanId) }
    return kept.plan
  }
}

function page<Row>(rows: readonly Row[], offset: number, limit: number) {
  return { rows: rows.slice(offset, offset + limit), total: rows.length, nextCursor: null }
}
