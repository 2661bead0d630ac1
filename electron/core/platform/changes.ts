import type { Table } from '../../../shared/contract/index.ts'

/** Collects the tables a command touched and announces them once, after the work that changed them is committed. */
export interface ChangeAnnouncer {
  touched(...tables: readonly Table[]): void
}

/** Coalesces announcements of one turn of the event loop into a single `data.changed`. */
export function createChangeAnnouncer(announce: (tables: Table[]) => void): ChangeAnnouncer {
  const pending = new Set<Table>()
  return {
    touched(...tables) {
      if (pending.size === 0 && tables.length > 0) {
        setImmediate(() => {
          const all = [...pending]
          pending.clear()
          announce(all)
        })
      }
      for (const table of tables) pending.add(table)
    },
  }
}
