import { basename } from 'node:path'
import type { CaseEvent, CaseHistory } from '../../../shared/contract/case-states.ts'
import type { CancelSignal, Output, Parsed } from '../../../shared/contract/index.ts'
import { standingMoves } from '../../../shared/domain/cases/case-history.ts'
import { movesFrom } from '../../../shared/domain/cases/case-states.ts'
import { addDays } from '../../../shared/domain/notices/deadlines/business-days.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { letterOf } from '../letters/index.ts'
import { createCaseEventsRepository, type StoredCaseEvent } from './case-events.repository.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository } from './cases.repository.ts'
import type { StoreObject } from './notices.service.ts'

/** What the states need of the blob store. */
export interface AnswerKeeper {
  readonly storeObject: StoreObject
  keepFile<T>(
    context: CoreContext,
    request: { readonly path: string; readonly name: string; readonly signal: CancelSignal },
    keep: (file: { readonly sha256: string; readonly bytes: number }, register: () => void) => T,
  ): Promise<T>
  copyKeptFile(context: CoreContext, sha256: string, path: string, signal: CancelSignal): Promise<number>
  readKeptFile(context: CoreContext, sha256: string): Buffer
}

interface KeptAnswer {
  readonly sha256: string
  readonly bytes: number
  readonly name: string
}

type Move = Parsed<'cases.move'>
const touched = ['cases', 'custody', 'findings'] as const
/** A letter of more than this is not read into the window. */
const largestAnswer = 8 * 1024 * 1024

/** Moves cases through their states, one line of history and one custody event a change; mistakes are corrected. */
export function createStates(context: CoreContext, keeper: AnswerKeeper) {
  const { mutations, custody } = context
  const events = createCaseEventsRepository(context.db)
  const cases = createCasesRepository(context.db)
  const view = createCaseView(context)

  const history = (caseId: number): CaseHistory => {
    const { state, sentAt } = view.row(caseId)
    const stored = events.ofCase(caseId)
    const corrected = new Set(stored.map(({ corrects }) => corrects))
    return {
      caseId,
      state,
      events: stored.map((event) => toEvent(event, corrected.has(event.id))),
      moves: [...movesFrom(state, sentAt !== null)],
      correctable: lastOf(standingMoves(stored), sentAt !== null)?.id ?? null,
    }
  }

  /** Call in the transaction of the change. */
  const record = (move: Omit<Move, 'text' | 'path'>, answer: KeptAnswer | null, action: string): void => {
    const { caseId, state, happenedOn, reason, note } = move
    const custodySeq = custody.append({
      action,
      subject: `case:${caseId}`,
      actor: 'artist',
      detail: {
        state,
        on: happenedOn,
        ...(reason === '' ? {} : { reason }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
        ...(answer === null ? {} : { answer: answer.sha256, bytes: answer.bytes }),
      },
      caseId,
    })
    events.insert({
      caseId,
      state,
      corrects: null,
      happenedOn,
      reason,
      note: note.trim(),
      fileSha256: answer?.sha256 ?? null,
      fileName: answer?.name ?? null,
      fileBytes: answer?.bytes ?? null,
      custodySeq,
      recordedAt: context.now(),
    })
  }

  const refuseWrongMove = ({ caseId, state, happenedOn, text, path }: Move): void => {
    const row = view.row(caseId)
    if (!movesFrom(row.state, row.sentAt !== null).includes(state)) {
      throw new RefrainError(
        'CONFLICT',
        `This case is ${row.state}, and from there it cannot become ${state}. Nothing was recorded. Correct the last change first if it was wrong.`,
      )
    }
    refuseFuture(context, happenedOn)
    refuseBeforeSending(row.sentAt, happenedOn)
    if (text !== null && path !== null)
      throw new RefrainError(
        'VALIDATION',
        'Give the answer as words or as a file, not both. Nothing was recorded.',
      )
  }

  return {
    history,
    record,
    async move(move: Move, signal: CancelSignal): Promise<CaseHistory> {
      refuseWrongMove(move)
      const { path, text } = move
      if (path !== null) {
        await keeper.keepFile(context, { path, name: basename(path), signal }, (file, register) => {
          mutations.once(touched, () => {
            refuseWrongMove(move)
            register()
            record(move, { ...file, name: basename(path) }, 'case.stateChanged')
          })
        })
        return history(move.caseId)
      }
      mutations.once(touched, () => {
        const words = text?.trim() ?? ''
        const answer =
          words === ''
            ? null
            : {
                ...keeper.storeObject(context, Buffer.from(`${words}\n`, 'utf8'), 'answer.txt'),
                name: 'answer.txt',
              }
        record(move, answer, 'case.stateChanged')
      })
      return history(move.caseId)
    },

    /** Takes back the newest move that holds by a further line. Throws CONFLICT when there is none. */
    correct({ caseId, note }: Parsed<'cases.correct'>): CaseHistory {
      const wasSent = cases.get(caseId).sentAt !== null
      mutations.once(touched, () => {
        const standing = events.standing(caseId)
        const last = lastOf(standing, wasSent)
        if (last === null)
          throw new RefrainError('CONFLICT', 'Nothing was recorded in this case that could be taken back.')
        const state = lastOf(standing.slice(0, -1), wasSent)?.state ?? (wasSent ? 'sent' : 'draft')
        const custodySeq = custody.append({
          action: 'case.stateCorrected',
          subject: `case:${caseId}`,
          actor: 'artist',
          detail: {
            corrects: last.custodySeq,
            was: last.state,
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
          caseId,
        })
        events.insert({
          caseId,
          state,
          corrects: last.id,
          happenedOn: context.now().slice(0, 10),
          reason: '',
          note: note.trim(),
          fileSha256: null,
          fileName: null,
          fileBytes: null,
          custodySeq,
          recordedAt: context.now(),
        })
      })
      return history(caseId)
    },

    /** The words of a kept answer, or null when it holds none that can be read. */
    async answer({ eventId }: Parsed<'cases.answer'>): Promise<Output<'cases.answer'>> {
      const { fileSha256, fileName, fileBytes } = answerOf(events.get(eventId))
      if (fileBytes > largestAnswer) return { eventId, fileName, text: null }
      const bytes = keeper.readKeptFile(context, fileSha256)
      try {
        return { eventId, fileName, text: (await letterOf(bytes, fileName)).text }
      } catch {
        return { eventId, fileName, text: null }
      }
    },

    async saveAnswer(
      { eventId, path }: Parsed<'cases.answerSave'>,
      signal: CancelSignal,
    ): Promise<Record<string, never>> {
      await keeper.copyKeptFile(context, answerOf(events.get(eventId)).fileSha256, path, signal)
      return {}
    },
  }
}

/** Throws VALIDATION for a day after today; a day ahead is let through, for it may be tomorrow where the artist is. */
export function refuseFuture(context: CoreContext, day: string): void {
  if (day <= addDays(context.now().slice(0, 10), 1)) return
  throw new RefrainError(
    'VALIDATION',
    'This day lies in the future. Nothing was recorded. Give the day it happened.',
  )
}

/**
 * The newest move of those that hold. What was recorded before the notice went out ends with the case taken up again;
 * it is over then, and a sent case is not brought back behind it.
 */
function lastOf(standing: readonly StoredCaseEvent[], wasSent: boolean): StoredCaseEvent | null {
  const last = standing.at(-1) ?? null
  return wasSent && last?.state === 'draft' ? null : last
}

/** Throws VALIDATION for a day before the notice went out; the day before is let through, as where days end differs. */
export function refuseBeforeSending(sentAt: string | null, day: string): void {
  if (sentAt === null || day >= addDays(sentAt.slice(0, 10), -1)) return
  throw new RefrainError(
    'VALIDATION',
    `The notice went out on ${sentAt.slice(0, 10)}, and this day lies before it. Nothing was recorded. Give the day it happened.`,
  )
}

function answerOf({ fileSha256, fileName, fileBytes }: StoredCaseEvent) {
  if (fileSha256 === null) throw new RefrainError('NOT_FOUND', 'No answer was kept with this change.')
  return { fileSha256, fileName: fileName ?? 'answer', fileBytes: fileBytes ?? 0 }
}

function toEvent(event: StoredCaseEvent, corrected: boolean): CaseEvent {
  const { id, state, corrects, happenedOn, reason, note, custodySeq, recordedAt } = event
  const file =
    event.fileSha256 === null
      ? null
      : { name: event.fileName ?? '', bytes: event.fileBytes ?? 0, sha256: event.fileSha256 }
  return { id, state, corrects, corrected, happenedOn, reason, note, file, custodySeq, recordedAt }
}
