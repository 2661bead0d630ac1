/** Inclusive ranges of ids, ascending: how a custody line names thousands of findings in a few characters. */
export type IdRanges = readonly (readonly [from: number, to: number])[]

/** Packs ids (any order, repeats allowed) into ranges. */
export function packIds(ids: readonly number[]): IdRanges {
  const ranges: [number, number][] = []
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && id <= last[1] + 1) last[1] = Math.max(last[1], id)
    else ranges.push([id, id])
  }
  return ranges
}

/** True when one of the ranges holds the id. */
export function includesId(ranges: IdRanges, id: number): boolean {
  return ranges.some(([from, to]) => from <= id && id <= to)
}
