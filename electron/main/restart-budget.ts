/** Allows something a limited number of times within a moving span of time. */
export interface RestartBudget {
  /** Takes one if there is one left. */
  take(): boolean
}

/** `limit` times in any `spanMs` milliseconds of `clock`. */
export function createRestartBudget(limit: number, spanMs: number, clock: () => number): RestartBudget {
  let taken: readonly number[] = []
  return {
    take() {
      const now = clock()
      taken = taken.filter((at) => now - at < spanMs)
      if (taken.length >= limit) return false
      taken = [...taken, now]
      return true
    },
  }
}
