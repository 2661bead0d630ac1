const day = 24 * 60 * 60 * 1000

/**
 * How long what a source says may be kept without being read there again; Infinity where its terms name no end.
 * YouTube: API data that is not refreshed is deleted or refreshed after 30 days (API Services Developer Policies,
 * III.E.4, read 2026-11-22); what is left of such a listing is its address, its hash and when it was seen.
 */
export function keptForMs(sourceId: string): number {
  return sourceId === 'youtube' ? 30 * day : Infinity
}

/** The longest interval at which a source may be visited, so that what it said is read again in time. */
export function longestIntervalOf(sourceId: string): number {
  // A look is moved by a fifth at most, and may fail for some days.
  return Math.min(keptForMs(sourceId) * 0.7, 60 * day)
}
