import { z } from 'zod'
import type { Handlers } from '../../../shared/contract/index.ts'
import { decide } from '../../../shared/domain/identifiers/isrc-decision.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import type { RecordingsRepository } from './recordings.repository.ts'

const decisionRow = z
  .object({
    id: z.int(),
    answers: z.string(),
    conclusion: z.enum(['new-code', 'same-code', 'artist-decides']),
    rule: z.string(),
    note: z.string(),
    decided_at: z.string(),
  })
  .transform(({ answers, decided_at: decidedAt, ...same }) => ({
    ...same,
    answers: z.record(z.string(), z.string()).parse(JSON.parse(answers)),
    decidedAt,
  }))

/** What was asked, answered and concluded about whether a version needs a code of its own. */
export function createIsrcDecisionsService(
  context: CoreContext,
  { recordings }: { readonly recordings: RecordingsRepository },
): Pick<Handlers, 'isrc.decide' | 'isrc.decisions'> {
  const insert = context.db.prepare(
    'INSERT INTO isrc_decision (recording_id, answers, conclusion, rule, note, decided_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const list = context.db.prepare('SELECT * FROM isrc_decision WHERE recording_id = ? ORDER BY id DESC')
  return {
    'isrc.decide': ({ recordingId, answers, note }) => {
      const decided = decide(answers)
      if (decided === null) {
        throw new RefrainError('VALIDATION', 'The questions are not all answered. Nothing was recorded.')
      }
      const { conclusion, rule, source } = decided
      return context.mutations.once(['isrc'], () => {
        const { id } = recordings.mustGet(recordingId)
        const text = `${rule} Source: ${source}.`
        const { lastInsertRowid } = insert.run(
          id,
          JSON.stringify(answers),
          conclusion,
          text,
          note.trim(),
          context.now(),
        )
        return { decisionId: Number(lastInsertRowid), conclusion, rule, source }
      })
    },
    'isrc.decisions': ({ recordingId }) => ({
      decisions: z.array(decisionRow).parse(list.all(recordings.mustGet(recordingId).id)),
    }),
  }
}
