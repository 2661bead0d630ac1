const dayMs = 86_400_000

/** A clock that can stand in the past for a while. */
export interface SampleClock {
  readonly now: () => number
  /** Sets it to so many days before the present; 0 is the present. It only ever goes forward. */
  daysAgo(days: number): void
}

/**
 * The days before the present on which the sample workspace begins: its cases were opened, sent and answered on days
 * that follow each other, as they would have been.
 */
export const sampleBeginsDaysAgo = 26

/** A clock that stands in the past until it is told otherwise. */
export function sampleClock(clock: () => number, beginsDaysAgo: number): SampleClock {
  let behind = beginsDaysAgo
  return {
    now: () => clock() - behind * dayMs,
    daysAgo(days) {
      behind = Math.min(behind, days)
    },
  }
}
