/** The largest number of rows one action may take; the same limit holds in the contract. */
export const maxSelection = 5000

/** The rows between two rows, both included, in order; at most `max` rows, counted from the anchor. */
export function spanBetween(
  anchor: number,
  row: number,
  max = maxSelection,
): readonly [first: number, last: number] {
  if (row >= anchor) return [anchor, Math.min(row, anchor + max - 1)]
  return [Math.max(row, anchor - max + 1), anchor]
}

/** The set with `id` in it if it was not, without it if it was. */
export function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
