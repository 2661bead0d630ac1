import type { Handlers } from '../../../shared/contract/index.ts'
import type { IsrcBlock } from '../../../shared/contract/profile.ts'
import {
  type Allocation,
  allocateNextIsrc,
  blockProblems,
  missingReferenceFields,
  parsePrefixCode,
  usedDesignations,
  yearOfReference,
} from '../../../shared/domain/identifiers/isrc-allocation.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import type { IsrcLedgerRepository, StoredBlock } from './isrc-ledger.repository.ts'
import type { RecordingsRepository, StoredRecording } from './recordings.repository.ts'
import { fieldError, requiredIsrc, quoted } from './recording-fields.ts'

type LedgerHandlers = Pick<
  Handlers,
  'isrc.blocks' | 'isrc.blockAdd' | 'isrc.blockRemove' | 'isrc.allocate' | 'isrc.void' | 'isrc.ledger'
>

interface Deps {
  readonly ledger: IsrcLedgerRepository
  readonly recordings: RecordingsRepository
}

/**
 * Assigns codes from the artist's own allocations. A code that is in the ledger in any state, on a recording, or
 * noted as another code of one, is never handed out: not again, not after undo, not from a second window (every
 * assignment is one immediate transaction). Sources of the rules: shared/domain/identifiers/isrc-allocation.ts.
 */
export function createIsrcLedgerService(context: CoreContext, { ledger, recordings }: Deps): LedgerHandlers {
  const { mutations } = context

  mutations.handleUndo('void-isrc', (value) => {
    voidCode(String(value), 'The assignment was undone.')
    return ['isrc', 'recordings', 'custody']
  })

  function voidCode(isrc: string, reason: string): void {
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
  }

  function assign(change: Change, recording: StoredRecording, isrc: string): void {
    change.update('recording', recording.id, {
      ...recordings.withFields(recording, { isrc }),
      updated_at: context.now(),
    })
    ledger.append({
      isrc,
      state: 'assigned',
      recordingId: recording.id,
      recordingTitle: recording.title,
      reason: '',
      at: context.now(),
    })
    context.custody.append({
      action: 'isrc.assigned',
      subject: `recording:${String(recording.id)}`,
      actor: 'artist',
      detail: { isrc },
    })
    change.onUndo({ kind: 'void-isrc', value: isrc })
  }

  /** The year of assignment, in UTC like every time in the ledger. */
  const yearNow = () => new Date(context.clock()).getUTCFullYear()

  return {
    'isrc.blocks': () => ({ blocks: ledger.blocks().map((block) => describe(ledger, block, yearNow())) }),

    'isrc.blockAdd': (input) => {
      const block = {
        prefix: readPrefix(input.prefix),
        from: input.from,
        to: input.to,
        note: input.note.trim(),
      }
      const problem = blockProblems(block)[0]
      if (problem) throw fieldError(problem.field, problem)
      return mutations.once(['isrc'], () => {
        refuseOverlap(ledger.blocks(), block)
        return { blockId: ledger.addBlock(block, context.now()) }
      })
    },

    'isrc.blockRemove': ({ blockId }) => {
      mutations.once(['isrc'], () => {
        if (!ledger.removeBlock(blockId)) throw noSuchBlock()
      })
      return {}
    },

    'isrc.allocate': ({ recordingId, blockId }) => {
      const title = recordings.mustGet(recordingId).title
      const label = `Assign ISRC to ${quoted(title)}`
      return mutations.undoable(label, ['isrc', 'recordings', 'custody'], (change) => {
        const recording = recordings.mustGet(recordingId)
        refuseSecondCode(recording)
        refuseIncomplete(recording)
        const isrc = nextCode(ledger, blockId, yearNow())
        assign(change, recording, isrc)
        return { isrc }
      })
    },

    'isrc.void': ({ isrc, reason }) => {
      const code = requiredIsrc(isrc)
      mutations.once(['isrc', 'recordings', 'custody'], () => {
        refuseVoiding(ledger, code)
        const holder = recordings.byIsrc(code)
        if (holder) recordings.clearIsrc(holder, context.now())
        voidCode(code, reason.trim())
      })
      return {}
    },

    'isrc.ledger': ({ limit, beforeSeq }) => ({
      entries: ledger.page(limit, beforeSeq),
      total: ledger.total(),
    }),
  }
}

function readPrefix(raw: string): string {
  const reading = parsePrefixCode(raw)
  if (reading.status === 'valid') return reading.value
  if (reading.status === 'invalid') throw fieldError('prefix', reading.problem, reading.suggestion)
  return ''
}

function refuseOverlap(blocks: readonly StoredBlock[], added: Omit<StoredBlock, 'id'>): void {
  const other = blocks.find(
    (block) => block.prefix === added.prefix && block.from <= added.to && added.from <= block.to,
  )
  if (!other) return
  throw new RefrainError(
    'CONFLICT',
    `This range overlaps with ${rangeOf(other)} of ${other.prefix}, which is already entered. Nothing was changed.`,
    { blockId: other.id },
  )
}

function describe(ledger: IsrcLedgerRepository, block: StoredBlock, year: number): IsrcBlock {
  const used = usedIn(ledger, block, year)
  const next = allocateNextIsrc(block, year, used)
  const usedHere = [...used].filter(
    (designation) => designation >= block.from && designation <= block.to,
  ).length
  return {
    ...block,
    usedThisYear: usedHere,
    remainingThisYear: block.to - block.from + 1 - usedHere,
    nextIsrc: next.status === 'next' ? next.isrc : null,
  }
}

function usedIn(ledger: IsrcLedgerRepository, block: StoredBlock, year: number): Set<number> {
  const stem = block.prefix + yearOfReference(year)
  const taken = ledger.takenBetween(stem + designation(block.from), stem + designation(block.to))
  return usedDesignations(taken, block.prefix, year)
}

function nextCode(ledger: IsrcLedgerRepository, blockId: number | null, year: number): string {
  const all = ledger.blocks()
  const asked = blockId === null ? all : all.filter(({ id }) => id === blockId)
  if (asked.length === 0) throw noSuchBlock()
  let last: Allocation | null = null
  for (const block of asked) {
    last = allocateNextIsrc(block, year, usedIn(ledger, block, year))
    if (last.status === 'next') return last.isrc
  }
  throw exhausted(asked, year)
}

function exhausted(blocks: readonly StoredBlock[], year: number): RefrainError {
  const ranges = blocks.map((block) => `${rangeOf(block)} of ${block.prefix}`).join(', ')
  return new RefrainError(
    'ISRC_RANGE_EXHAUSTED',
    `No code was assigned: every code of ${String(year)} in ${ranges} is used. From 1 January ${String(year + 1)} the range is free again, or add another allocation now.`,
    { until: `${String(year)}-12-31` },
  )
}

function refuseSecondCode(recording: StoredRecording): void {
  if (recording.isrc === null) return
  throw new RefrainError(
    'CONFLICT',
    `${quoted(recording.title)} already has the code ${formatIsrc(recording.isrc)}. A recording never gets a second one. Nothing was changed.`,
    { isrc: recording.isrc },
  )
}

function refuseIncomplete(recording: StoredRecording): void {
  const missing = missingReferenceFields({
    title: recording.title,
    versionTitle: recording.version,
    artist: recording.artist,
    durationMs: recording.duration_ms,
    firstPublicationYear: recording.year,
    kind: recording.kind,
  })
  if (missing.length === 0) return
  throw new RefrainError(
    'REFERENCE_INCOMPLETE',
    `${quoted(recording.title)} cannot get a code yet. ${missing.map(({ message }) => message).join(' ')} Nothing was changed.`,
    { missing: missing.map(({ field, message }) => ({ field: fieldNames[field], message })) },
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

function refuseVoiding(ledger: IsrcLedgerRepository, isrc: string): void {
  const latest = ledger.latest(isrc)
  if (!latest) {
    throw new RefrainError(
      'NOT_FOUND',
      `${formatIsrc(isrc)} was not assigned here, so there is nothing to void.`,
    )
  }
  if (latest.state === 'voided') {
    throw new RefrainError('CONFLICT', `${formatIsrc(isrc)} is already void. Nothing was changed.`)
  }
}

function noSuchBlock(): RefrainError {
  return new RefrainError(
    'NOT_FOUND',
    'There is no such ISRC allocation. Enter the prefix and range your agency gave you in Settings first.',
  )
}

function rangeOf(block: { readonly from: number; readonly to: number }): string {
  return `${designation(block.from)} to ${designation(block.to)}`
}

function designation(value: number): string {
  return String(value).padStart(5, '0')
}
