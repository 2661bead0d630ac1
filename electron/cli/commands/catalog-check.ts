import { InvalidArgumentError } from 'commander'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import {
  criterionLabels,
  readinessCriteria,
  recordingCriteria,
  type RecordingCriterion,
} from '../../../shared/domain/catalogue/readiness.ts'
import { exit, type ExitCode } from '../exit.ts'
import { cells, table } from '../output.ts'
import type { Session } from '../session.ts'

const criteria: readonly string[] = recordingCriteria

/** `isrc,release` as criteria. */
export function criteriaArgument(text: string): readonly RecordingCriterion[] {
  return text.split(',').map((part) => {
    const found = recordingCriteria.find((criterion) => criterion === part.trim().toLowerCase())
    if (found === undefined) throw new InvalidArgumentError(`one of ${criteria.join(', ')} is expected`)
    return found
  })
}

/**
 * Prints per recording what is missing, needed things in capitals, then how many lack what. With --json one line per
 * recording and the summary as the last. Exit 1 when anything that was asked for is missing.
 */
export async function checkCatalog(
  session: Session,
  missing: readonly RecordingCriterion[],
): Promise<ExitCode> {
  return session.withCore(async ({ call }) => {
    let found = 0
    let afterId: number | null = 0
    while (afterId !== null) {
      const page: ProcedureOutput<'readiness.list'> = await call('readiness.list', {
        missing: [...missing],
        afterId,
      })
      for (const row of page.rows) {
        found++
        const lacks = row.lacks.map((one) => (row.needed.includes(one) ? one.toUpperCase() : one))
        session.output.item(
          row,
          cells([String(row.id), row.isrc ?? '-', row.title, row.artist, lacks.join(', ')]),
        )
      }
      afterId = page.nextAfterId
    }
    const summary = await call('readiness.counts', {})
    report(session, summary)
    const defects = found > 0 || (missing.length === 0 && summary.contactGaps.length > 0)
    return defects ? exit.reported : exit.done
  })
}

function report(session: Session, summary: ProcedureOutput<'readiness.counts'>): void {
  const { recordings, blocked, counts, contactGaps } = summary
  const rows = readinessCriteria.flatMap((criterion) => {
    if (criterion === 'contact' || counts[criterion] === 0) return []
    return [[criterion, String(counts[criterion]), criterionLabels[criterion]]]
  })
  const contact = contactGaps.length === 0 ? [] : [`Your profile lacks: ${contactGaps.join(', ')}.`]
  const complete = rows.length === 0 && contact.length === 0
  const lines = complete
    ? ['Nothing is missing.']
    : [
        `${String(recordings)} recordings, ${String(blocked)} not ready for a notice.`,
        ...contact,
        ...(rows.length === 0 ? [] : table(['MISSING', 'RECORDINGS', 'WHAT'], rows)),
      ]
  if (session.output.json) session.output.item({ summary }, '')
  else session.output.result(summary, lines)
}
