import type { Handlers } from '../../../shared/contract/index.ts'
import {
  blockProblems,
  blocksOverlap,
  parsePrefixCode,
} from '../../../shared/domain/identifiers/isrc-allocation.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { followReplay } from './isrc-replay.ts'
import {
  createCodeWriter,
  describeBlock,
  nextCodes,
  noSuchBlock,
  rangeOf,
  refuseIncomplete,
  refuseSecondCode,
  yearNow,
} from './isrc-codes.ts'
import type { IsrcLedgerRepository, StoredBlock } from './isrc-ledger.repository.ts'
import { fieldError, quoted, requiredIsrc } from './recording-fields.ts'
import type { RecordingsRepository } from './recordings.repository.ts'

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

  const writer = createCodeWriter(context, { ledger, recordings })

  mutations.handleUndo('void-isrc', (value) => {
    writer.void(String(value), 'The assignment was undone.')
    return ['isrc', 'recordings', 'custody']
  })

  mutations.handleUndo('reserve-isrc', (value) => {
    const isrc = String(value)
    const reason = 'Reserved again: its entry in a recording was undone.'
    ledger.append({
      ...{ isrc, state: 'reserved', recordingId: null, recordingTitle: '', reason },
      at: context.now(),
    })
    return ['isrc', 'recordings']
  })

  mutations.onReplay((row) => (followReplay(ledger, recordings, row, context.now()) ? ['isrc'] : []))

  return {
    'isrc.blocks': () => ({
      blocks: ledger.blocks().map((block) => describeBlock(ledger, block, yearNow(context))),
    }),

    'isrc.blockAdd': (input) => {
      const block = {
        prefix: readPrefix(input.prefix),
        from: input.from,
        to: input.to,
        note: input.note.trim(),
        yearFrom: input.yearFrom,
        yearTo: input.yearTo,
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
        const [isrc = ''] = nextCodes(ledger, blockId, yearNow(context), 1)
        writer.assign(change, recording, isrc, '')
        return { isrc }
      })
    },

    'isrc.void': ({ isrc, reason }) => {
      const code = requiredIsrc(isrc)
      mutations.lasting(`Void ${formatIsrc(code)}`, ['isrc', 'recordings', 'custody'], (change) => {
        refuseVoiding(ledger, code)
        const holder = recordings.byIsrc(code)
        if (holder) {
          const without = recordings.withFields(holder, { isrc: null })
          change.update('recording', holder.id, { ...without, updated_at: context.now() })
        }
        writer.void(code, reason.trim())
      })
      return {}
    },

    'isrc.ledger': ({ limit, beforeSeq }) => ({
      entries: ledger.page(limit, beforeSeq).map((entry) => ({
        ...entry,
        recordingId: entry.recordingId === null ? null : ledger.holderOf(entry.isrc, entry.recordingId),
      })),
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
  const other = blocks.find((block) => blocksOverlap(block, added))
  if (!other) return
  throw new RefrainError(
    'CONFLICT',
    `This range overlaps with ${rangeOf(other)} of ${other.prefix}, which is already entered. Nothing was changed.`,
    { blockId: other.id },
  )
}

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
