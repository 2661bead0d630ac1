import type { IsrcBlock } from '../../../shared/contract/profile.ts'
import {
  allocateNextIsrc,
  isNearlyUsed,
  isOpenIn,
  missingReferenceFields,
  usedDesignations,
  yearOfReference,
} from '../../../shared/domain/identifiers/isrc-allocation.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import type { IsrcLedgerRepository, StoredBlock } from './isrc-ledger.repository.ts'
import { quoted } from './recording-fields.ts'
import type { RecordingsRepository, StoredRecording } from './recordings.repository.ts'

/** Writes codes into ledger, custody log and catalogue. Called inside the transaction of a command. */
export interface CodeWriter {
  assign(change: Change, recording: StoredRecording, isrc: string, reason: string): void
  void(isrc: string, reason: string): void
}

export function createCodeWriter(
  context: CoreContext,
  {
    ledger,
    recordings,
  }: { readonly ledger: IsrcLedgerRepository; readonly recordings: RecordingsRepository },
): CodeWriter {
  return {
    assign(change, recording, isrc, reason) {
      change.update('recording', recording.id, {
        ...recordings.withFields(recording, { isrc }),
        updated_at: context.now(),
      })
      ledger.append({
        ...{ isrc, state: 'assigned', recordingId: recording.id, recordingTitle: recording.title, reason },
        at: context.now(),
      })
      context.custody.append({
        action: 'isrc.assigned',
        subject: `recording:${String(recording.id)}`,
        actor: 'artist',
        detail: { isrc },
      })
      change.onUndo({ kind: 'void-isrc', value: isrc })
    },
    void(isrc, reason) {
      const assigned = ledger.latest(isrc)
      ledger.append({
        isrc,
        state: 'voided',
        recordingId: assigned?.recordingId ?? null,
        recordingTitle: assigned?.recordingTitle ?? '',
        reason,
        at: context.now(),
      })
      context.custody.append({
        action: 'isrc.voided',
        subject: `isrc:${isrc}`,
        actor: 'artist',
        detail: { isrc, recording: assigned?.recordingId ?? null },
      })
    },
  }
}

/** The year of assignment, in UTC like every time in the ledger. */
export function yearNow(context: Pick<CoreContext, 'clock'>): number {
  return new Date(context.clock()).getUTCFullYear()
}

/** A block as the artist sees it: what is used of it this year and what comes next. */
export function describeBlock(ledger: IsrcLedgerRepository, block: StoredBlock, year: number): IsrcBlock {
  const used = usedIn(ledger, block, year)
  const next = allocateNextIsrc(block, year, used)
  const usedHere = [...used].filter(
    (designation) => designation >= block.from && designation <= block.to,
  ).length
  return {
    ...block,
    usedThisYear: usedHere,
    nearlyUsed: isNearlyUsed(block, usedHere),
    remainingThisYear: block.to - block.from + 1 - usedHere,
    nextIsrc: next.status === 'next' && isOpenIn(block, year) ? next.isrc : null,
  }
}

function usedIn(ledger: IsrcLedgerRepository, block: StoredBlock, year: number): Set<number> {
  const stem = block.prefix + yearOfReference(year)
  const taken = ledger.takenBetween(stem + designation(block.from), stem + designation(block.to))
  return usedDesignations(taken, block.prefix, year)
}

/**
 * The next free codes, in sequence, from the given block or from all that are open this year, one after the other.
 * @throws RefrainError NOT_FOUND when there is no such block, ISRC_RANGE_EXHAUSTED when there are fewer codes left.
 */
export function nextCodes(
  ledger: IsrcLedgerRepository,
  blockId: number | null,
  year: number,
  count: number,
): string[] {
  const all = ledger.blocks()
  const asked = blockId === null ? all : all.filter(({ id }) => id === blockId)
  if (asked.length === 0) throw noSuchBlock()
  const codes: string[] = []
  for (const block of asked.filter((one) => isOpenIn(one, year))) {
    const used = usedIn(ledger, block, year)
    while (codes.length < count) {
      const next = allocateNextIsrc(block, year, used)
      if (next.status === 'exhausted') break
      codes.push(next.isrc)
      used.add(next.designation)
    }
  }
  if (codes.length < count) throw exhausted(asked, year, { wanted: count, left: codes.length })
  return codes
}

function exhausted(
  blocks: readonly StoredBlock[],
  year: number,
  { wanted, left }: { readonly wanted: number; readonly left: number },
): RefrainError {
  const open = blocks.filter((block) => isOpenIn(block, year))
  if (open.length === 0) {
    return new RefrainError(
      'ISRC_RANGE_EXHAUSTED',
      `No code was assigned: none of your allocations is for the year ${String(year)}. Add one in Settings.`,
    )
  }
  const ranges = open.map((block) => `${rangeOf(block)} of ${block.prefix}`).join(', ')
  const why =
    left === 0
      ? `every code of ${String(year)} in ${ranges} is used`
      : `${String(wanted)} are needed, and of ${String(year)} in ${ranges} only ${String(left)} ${left === 1 ? 'is' : 'are'} free`
  return new RefrainError(
    'ISRC_RANGE_EXHAUSTED',
    `No code was assigned: ${why}. From 1 January ${String(year + 1)} the range is free again, or add another allocation now.`,
    { until: `${String(year)}-12-31`, lacking: wanted - left },
  )
}

/** @throws RefrainError CONFLICT when the recording has a code. */
export function refuseSecondCode(recording: StoredRecording): void {
  if (recording.isrc === null) return
  throw new RefrainError(
    'CONFLICT',
    `${quoted(recording.title)} already has the code ${formatIsrc(recording.isrc)}. A recording never gets a second one. Nothing was changed.`,
    { isrc: recording.isrc },
  )
}

/** The reference fields a recording lacks before it may get a code, by the names the catalogue's procedures know. */
export function missingReference(recording: StoredRecording): { field: string; message: string }[] {
  const missing = missingReferenceFields({
    title: recording.title,
    versionTitle: recording.version,
    artist: recording.artist,
    durationMs: recording.duration_ms,
    firstPublicationYear: recording.year,
    kind: recording.kind,
  })
  return missing.map(({ field, message }) => ({ field: fieldNames[field], message }))
}

/** @throws RefrainError REFERENCE_INCOMPLETE. */
export function refuseIncomplete(recording: StoredRecording): void {
  const missing = missingReference(recording)
  if (missing.length === 0) return
  throw new RefrainError(
    'REFERENCE_INCOMPLETE',
    `${quoted(recording.title)} cannot get a code yet. ${missing.map(({ message }) => message).join(' ')} Nothing was changed.`,
    { missing },
  )
}

/** Names of the reference fields as the catalogue's own procedures know them. */
const fieldNames = {
  title: 'title',
  artist: 'artist',
  durationMs: 'durationMs',
  firstPublicationYear: 'year',
  kind: 'kind',
} as const

export function noSuchBlock(): RefrainError {
  return new RefrainError(
    'NOT_FOUND',
    'There is no such ISRC allocation. Enter the prefix and range your agency gave you in Settings first.',
  )
}

/** `00000 to 00099` */
export function rangeOf(block: { readonly from: number; readonly to: number }): string {
  return `${designation(block.from)} to ${designation(block.to)}`
}

function designation(value: number): string {
  return String(value).padStart(5, '0')
}
