import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { createOutputFiles } from '../platform/output-files.ts'
import { exportedFinding } from './export-row.ts'
import { findingWriter } from './finding-writers.ts'
import type { createFindingsRepository } from './findings.repository.ts'

const perPage = 500

/**
 * Writes all findings that a filter lets through to one file, which appears when it is whole. A file of that name is
 * replaced: whoever chose the name has said so.
 */
export function createFindingsExport(
  context: CoreContext,
  repository: Pick<ReturnType<typeof createFindingsRepository>, 'list'>,
): (request: Parsed<'findings.export'>) => Promise<Output<'findings.export'>> {
  return async ({ filter, path, format }) => {
    const files = createOutputFiles({ overwrite: true })
    try {
      const file = files.open(path)
      const writer = await findingWriter(format, (chunk) => {
        file.write(chunk)
      })
      let rows = 0
      let cursor: string | null = null
      do {
        const page: Output<'findings.list'> = repository.list({
          ...{ filter, sort: 'found', direction: 'asc', limit: perPage, offset: 0, cursor },
        })
        if (page.rows.length > 0) writer.rows(page.rows.map(exportedFinding))
        rows += page.rows.length
        cursor = page.nextCursor
        await context.gate.passed()
        await nextTurn()
      } while (cursor !== null)
      writer.finish()
      const [written] = files.commit()
      return { rows, path, bytes: written?.bytes ?? 0, sha256: written?.sha256 ?? '' }
    } finally {
      files.discard()
    }
  }
}
