import { isPlaceholder } from './column-content.ts'

const line = /^Distributor: (.+)$/m

/** Notes that say in their first line who distributes the recording; the notes themselves where nobody is named. */
export function withDistributor(notes: string, distributor: string): string {
  if (isPlaceholder(distributor)) return notes
  return notes === '' ? `Distributor: ${distributor}` : `Distributor: ${distributor}\n${notes}`
}

/** Who distributes a recording by the line of its notes that says so; null where none does. */
export function distributorIn(notes: string): string | null {
  return line.exec(notes)?.[1]?.trim() ?? null
}
