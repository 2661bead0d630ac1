import { RefrainError } from '../../../../../shared/errors.ts'
import { BrokenStream } from '../broken-stream.ts'
import type { Inspection } from '../inspect-listing.ts'
import { openParquet } from './parquet-file.ts'
import { parquetPlan } from './parquet-plan.ts'

/**
 * How a Parquet file is read.
 * @throws RefrainError FILE_UNREADABLE, NO_USABLE_COLUMNS
 */
export async function inspectParquet(fd: number, fileName: string): Promise<Inspection> {
  const file = await openParquet(fd).catch((error: unknown) => {
    if (!(error instanceof BrokenStream)) throw error
    const why =
      error.kind === 'truncated'
        ? 'it breaks off before its end, where it says what is in it'
        : 'the description of what is in it is damaged'
    throw new RefrainError(
      'FILE_UNREADABLE',
      `The Parquet file “${fileName}” cannot be read: ${why}. No row of it was swept. Get the file again.`,
    )
  })
  const { fields, compared, searched } = parquetPlan(file)
  if (compared.length + searched.length === 0) {
    throw new RefrainError('NO_USABLE_COLUMNS', `“${fileName}” is a Parquet file without a column of text.`)
  }
  const complete = fields.has('title') && fields.has('artist')
  return {
    layout: {
      ...{ format: 'parquet', compression: 'none', steps: [], encoding: 'utf-8', dataStart: 0, csv: null },
      ...{ special: 'columns', groupEnds: file.groupEnds },
    },
    delimiter: null,
    headings: file.columns.map(({ name }) => name),
    fields: Object.fromEntries([...fields].map(([field, { name }]) => [field, name])),
    warnings: complete ? [] : ['Title and artist were not recognised: rows are searched for ISRCs only.'],
  }
}
