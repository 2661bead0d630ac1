import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext, RowValues } from '../context.ts'
import { oneLine, quoted } from './recording-fields.ts'
import type { RecordingsRepository } from './recordings.repository.ts'
import type { ReleasesRepository } from './releases.repository.ts'

type TrackHandlers = Pick<Handlers, 'tracks.set' | 'tracks.remove'>

interface Deps {
  readonly recordings: RecordingsRepository
  readonly releases: ReleasesRepository
}

/** Tracks: a recording on a release, its place there, and whether it was also issued alone. */
export function createTracksService(context: CoreContext, { recordings, releases }: Deps): TrackHandlers {
  /** `work` says whether anything changed. */
  function edit(
    label: string,
    releaseId: number,
    recordingId: number,
    work: (change: Change) => boolean,
  ): void {
    context.mutations.undoable(label, ['releases', 'recordings'], (change) => {
      if (!work(change)) return
      const at = context.now()
      change.update('release', releaseId, { updated_at: at })
      change.update('recording', recordingId, { updated_at: at })
    })
  }
  const trackOf = (releaseId: number, recordingId: number) =>
    releases.tracksOf(releaseId).find((track) => track.recordingId === recordingId)

  return {
    'tracks.set': ({ releaseId, recordingId, patch }) => {
      const [release, recording] = [releases.mustGet(releaseId), recordings.mustGet(recordingId)]
      const known = trackOf(releaseId, recordingId)
      const columns = readTrackFields(patch)
      const verb = known ? 'Edit track' : `Put on ${quoted(release.title)}:`
      edit(`${verb} ${quoted(recording.title)}`, releaseId, recordingId, (change) => {
        if (known) return change.update('track', known.id, columns)
        const place = { disc: 1, number: releases.nextTrackNumber(releaseId) }
        change.insert('track', { release_id: releaseId, recording_id: recordingId, ...place, ...columns })
        return true
      })
      return {}
    },

    'tracks.remove': ({ releaseId, recordingId }) => {
      const [release, recording] = [releases.mustGet(releaseId), recordings.mustGet(recordingId)]
      const known = trackOf(releaseId, recordingId)
      if (!known) {
        throw new RefrainError(
          'NOT_FOUND',
          `${quoted(recording.title)} is not on this release. Nothing was changed.`,
        )
      }
      const label = `Take ${quoted(recording.title)} off ${quoted(release.title)}`
      edit(label, releaseId, recordingId, (change) => {
        change.remove('track', known.id)
        return true
      })
      return {}
    },
  }
}

function readTrackFields(patch: Parsed<'tracks.set'>['patch']): RowValues {
  return {
    ...(patch.disc === undefined ? {} : { disc: patch.disc }),
    ...(patch.number === undefined ? {} : { number: patch.number }),
    ...(patch.alsoSingle === undefined ? {} : { also_single: patch.alsoSingle }),
    ...(patch.titleOverride === undefined ? {} : { title_override: oneLine(patch.titleOverride) }),
  }
}
