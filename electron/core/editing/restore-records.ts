import { z } from 'zod'
import type { HistoryTable } from '../../../shared/contract/editing.ts'
import { partyFields } from '../../../shared/contract/parties.ts'
import type { CallContext, Handlers } from '../../../shared/contract/index.ts'
import { releaseFields } from '../../../shared/contract/catalog.ts'
import { workFields } from '../../../shared/contract/rights.ts'
import type { RowValues } from '../context.ts'

/** The commands by which releases, works and people are edited: a restored state goes the same way. */
export type RecordUpdates = Pick<Handlers, 'releases.update' | 'works.update' | 'parties.update'>

type OtherTable = Exclude<HistoryTable, 'recording'>

/** Stored columns by the names of the contract, where the two differ. */
const renamed: Readonly<Record<OtherTable, Readonly<Record<string, string>>>> = {
  release: {
    release_date: 'releaseDate',
    catalogue_number: 'catalogueNumber',
    p_line: 'pLine',
    c_line: 'cLine',
  },
  work: { alternative_titles: 'alternativeTitles' },
  party: { sort_name: 'sortName', ipi_name: 'ipiName', ipi_base: 'ipiBase' },
}

/** The name by which the contract knows a column of a release, a work or a person; others keep their own. */
export function recordFieldOf(table: HistoryTable, column: string): string {
  return table === 'recording' ? column : (renamed[table][column] ?? column)
}

const titles = z.array(z.string())

/** Gives a release, a work or a person these values of its columns; columns that are no fields are left out. */
export async function restoreRecord(
  updates: RecordUpdates,
  { table, id }: { readonly table: OtherTable; readonly id: number },
  columns: RowValues,
  call: CallContext,
): Promise<void> {
  const fields = Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      recordFieldOf(table, column),
      column === 'alternative_titles' ? titles.parse(JSON.parse(String(value))) : value,
    ]),
  )
  if (table === 'release') {
    await updates['releases.update']({ releaseId: id, patch: releaseFields.partial().parse(fields) }, call)
  } else if (table === 'work') {
    await updates['works.update']({ workId: id, patch: workFields.partial().parse(fields) }, call)
  } else {
    await updates['parties.update']({ partyId: id, patch: partyFields.partial().parse(fields) }, call)
  }
}
