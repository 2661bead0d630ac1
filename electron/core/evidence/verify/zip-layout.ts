/** Where an entry's header and data lie in a zip. `descriptor`: sizes follow the data instead of preceding it. */
export interface ZipRegion {
  readonly path: string
  readonly start: number
  readonly end: number
  readonly descriptor: boolean
}

/** Room between what the directory names. `path` is the entry before it, empty for the start of the file. */
interface ZipGap {
  readonly path: string
  readonly bytes: number
}

// APPNOTE 4.3.9: with or without signature, 32-bit or 64-bit sizes.
const descriptorSizes: ReadonlySet<number> = new Set([12, 16, 20, 24])

/**
 * Finds bytes of a zip that no entry accounts for (`bytes` > 0) and entries that overlap (`bytes` < 0), from the
 * start of the file to its directory.
 */
export function findGaps(regions: readonly ZipRegion[], directoryStart: number): readonly ZipGap[] {
  const gaps: ZipGap[] = []
  let previous: ZipRegion = { path: '', start: 0, end: 0, descriptor: false }
  const sorted = regions.toSorted((a, b) => a.start - b.start)
  for (const region of [...sorted, { path: '', start: directoryStart, end: 0, descriptor: false }]) {
    const bytes = region.start - previous.end
    const explained = bytes === 0 || (previous.descriptor && descriptorSizes.has(bytes))
    if (!explained) gaps.push({ path: previous.path, bytes })
    previous = region
  }
  return gaps
}
