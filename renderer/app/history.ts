/** Places visited, and which of them is shown. */
export interface History<T> {
  readonly entries: readonly T[]
  readonly index: number
}

const maxEntries = 100

/** The history after going to a new place: what lay ahead is forgotten. */
export function pushed<T>({ entries, index }: History<T>, place: T): History<T> {
  const kept = [...entries.slice(0, index + 1), place].slice(-maxEntries)
  return { entries: kept, index: kept.length - 1 }
}

/** The history with the present place changed, for parameters that Back should not undo one by one. */
export function replaced<T>({ entries, index }: History<T>, place: T): History<T> {
  return { entries: entries.with(index, place), index }
}

/** The history one step back (-1) or forward (1); unchanged at its ends. */
export function stepped<T>(history: History<T>, step: -1 | 1): History<T> {
  const index = history.index + step
  return index < 0 || index >= history.entries.length ? history : { ...history, index }
}
