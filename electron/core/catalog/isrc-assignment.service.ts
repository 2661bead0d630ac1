import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { z } from 'zod'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import type { plannedCode, usedCodeLine } from '../../../shared/contract/isrc.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { readUsedCodes } from '../../../shared/domain/identifiers/isrc-used-codes.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import {
  createCodeWriter,
  missingReference,
  nextCodes,
  refuseIncomplete,
  refuseSecondCode,
  yearNow,
} from './isrc-codes.ts'
import type { IsrcLedgerRepository } from './isrc-ledger.repository.ts'
import { oneLine, quoted, requiredIsrc } from './recording-fields.ts'
import type { RecordingsRepository } from './recordings.repository.ts'
import type { ReleasesRepository } from './releases.repository.ts'
import { unreadable } from './table-head.ts'

type AssignmentHandlers = Pick<
  Handlers,
  | 'isrc.reserve'
  | 'isrc.assign'
  | 'isrc.usedPreview'
  | 'isrc.usedImport'
  | 'isrc.releasePlan'
  | 'isrc.allocateRelease'
>

interface Deps {
  readonly ledger: IsrcLedgerRepository
  readonly recordings: RecordingsRepository
  readonly releases: ReleasesRepository
}

type UsedLine = z.infer<typeof usedCodeLine>
type PlannedCode = z.infer<typeof plannedCode>

const largestListBytes = 5_000_000

/** Codes beyond the single next one: reserved, given by name, used elsewhere, and a release at once. */
export function createIsrcAssignmentService(context: CoreContext, deps: Deps): AssignmentHandlers {
  const { ledger, recordings, releases } = deps
  const { mutations } = context
  const writer = createCodeWriter(context, deps)

  /** @throws RefrainError CONFLICT when the code is no reserved one and no free one of the artist's blocks. */
  function refuseForeign(isrc: string): void {
    const latest = ledger.latest(isrc)
    if (latest?.state === 'reserved' && recordings.byIsrc(isrc) === null) return
    const why =
      latest?.state === 'voided'
        ? 'was voided in the ledger, and a voided code never returns'
        : latest?.state === 'assigned' || ledger.isTaken(isrc)
          ? 'is already in use'
          : ledger.blocks().some((block) => belongsTo(isrc, block))
            ? null
            : 'is neither reserved nor within one of your allocations. Enter it in the recording itself if somebody else assigned it'
    if (why !== null) {
      throw new RefrainError('CONFLICT', `${formatIsrc(isrc)} ${why}. Nothing was changed.`, { isrc })
    }
  }

  function classify(input: Parsed<'isrc.usedPreview'>): UsedLine[] {
    return readUsedCodes(textOf(input)).map(({ problem, ...line }) => {
      if (line.isrc === null) return { ...line, outcome: 'bad', message: problem }
      const known = ledger.isTaken(line.isrc)
      return { ...line, outcome: known ? 'known' : 'new', message: known ? 'Known already.' : null }
    })
  }

  function plan(
    releaseId: number,
    blockId: number | null,
  ): { tracks: PlannedCode[]; obstacle: string | null } {
    const stored = releases.recordingIdsOf(releases.mustGet(releaseId).id).map((id) => recordings.mustGet(id))
    const tracks = [...new Map(stored.map((recording) => [recording.id, recording])).values()].map(
      (recording, at): PlannedCode => {
        const missing = recording.isrc === null ? missingReference(recording) : []
        const outcome = recording.isrc !== null ? 'has-code' : missing.length > 0 ? 'incomplete' : 'gets-code'
        return {
          recordingId: recording.id,
          title: recording.title,
          position: at + 1,
          isrc: recording.isrc,
          outcome,
          missing,
        }
      },
    )
    const getting = tracks.filter(({ outcome }) => outcome === 'gets-code')
    const obstacle = tracks.some(({ outcome }) => outcome === 'incomplete')
      ? 'Some recordings lack what must be known before they get a code. Complete them first: a release gets all its codes at once or none.'
      : null
    if (getting.length === 0)
      return { tracks, obstacle: obstacle ?? 'Every recording on this release has a code.' }
    try {
      const codes = nextCodes(ledger, blockId, yearNow(context), getting.length)
      const next = new Map(getting.map(({ recordingId }, at) => [recordingId, codes[at] ?? null]))
      return {
        tracks: tracks.map((track) => ({ ...track, isrc: next.get(track.recordingId) ?? track.isrc })),
        obstacle,
      }
    } catch (error) {
      if (isRefrainError(error)) return { tracks, obstacle: error.message }
      throw error
    }
  }

  return {
    'isrc.reserve': ({ reason, blockId }) =>
      mutations.once(['isrc', 'custody'], () => {
        const [isrc = ''] = nextCodes(ledger, blockId, yearNow(context), 1)
        const at = context.now()
        ledger.append({ isrc, state: 'reserved', recordingId: null, recordingTitle: '', reason, at })
        context.custody.append({
          action: 'isrc.reserved',
          subject: `isrc:${isrc}`,
          actor: 'artist',
          detail: { isrc },
        })
        return { isrc }
      }),

    'isrc.assign': ({ isrc: raw, recordingId, reason }) => {
      const isrc = requiredIsrc(raw)
      const label = `Assign ISRC to ${quoted(recordings.mustGet(recordingId).title)}`
      return mutations.undoable(label, ['isrc', 'recordings', 'custody'], (change) => {
        const recording = recordings.mustGet(recordingId)
        refuseSecondCode(recording)
        refuseIncomplete(recording)
        refuseForeign(isrc)
        writer.assign(change, recording, isrc, oneLine(reason))
        return { isrc }
      })
    },

    'isrc.usedPreview': (input) => {
      const lines = classify(input)
      return {
        lines,
        counts: { new: count(lines, 'new'), known: count(lines, 'known'), bad: count(lines, 'bad') },
      }
    },

    'isrc.usedImport': ({ source, ...input }) =>
      mutations.once(['isrc'], () => {
        const lines = classify(input)
        const at = context.now()
        for (const { isrc, title, outcome } of lines) {
          if (isrc === null || outcome !== 'new') continue
          ledger.append({
            ...{ isrc, state: 'assigned', recordingId: null, recordingTitle: oneLine(title).slice(0, 500) },
            reason: `Used elsewhere: ${source}`,
            at,
          })
        }
        return {
          entered: count(lines, 'new'),
          known: count(lines, 'known'),
          bad: lines.filter(({ outcome }) => outcome === 'bad'),
        }
      }),

    'isrc.releasePlan': ({ releaseId, blockId }) => {
      const { tracks, obstacle } = plan(releaseId, blockId)
      return { tracks, obstacle, possible: obstacle === null }
    },

    'isrc.allocateRelease': ({ releaseId, blockId }) => {
      const label = `Assign ISRCs to ${quoted(releases.mustGet(releaseId).title)}`
      return mutations.undoable(label, ['isrc', 'recordings', 'custody'], (change) => {
        const { tracks, obstacle } = plan(releaseId, blockId)
        if (obstacle !== null)
          throw new RefrainError('CONFLICT', `${obstacle} Nothing was changed.`, { tracks })
        const assigned = []
        for (const { recordingId, isrc, outcome } of tracks) {
          if (outcome !== 'gets-code' || isrc === null) continue
          writer.assign(change, recordings.mustGet(recordingId), isrc, '')
          assigned.push({ recordingId, isrc })
        }
        return { assigned }
      })
    },
  }
}

function belongsTo(isrc: string, block: { prefix: string; from: number; to: number }): boolean {
  const designation = Number(isrc.slice(7))
  return isrc.startsWith(block.prefix) && designation >= block.from && designation <= block.to
}

function count(lines: readonly UsedLine[], outcome: UsedLine['outcome']): number {
  return lines.filter((line) => line.outcome === outcome).length
}

/** @throws RefrainError FILE_UNREADABLE, FILE_TOO_LARGE or VALIDATION. */
function textOf({ text, path }: Pick<Parsed<'isrc.usedPreview'>, 'text' | 'path'>): string {
  if (text !== null) return text
  if (path === null) {
    throw new RefrainError(
      'VALIDATION',
      'Paste the codes or choose a file that holds them. Nothing was changed.',
    )
  }
  try {
    if (statSync(path).size > largestListBytes) {
      throw new RefrainError(
        'FILE_TOO_LARGE',
        `“${basename(path)}” is larger than 5 MB, too large for a list of codes. Nothing was changed.`,
      )
    }
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw unreadable(basename(path), error)
  }
}
