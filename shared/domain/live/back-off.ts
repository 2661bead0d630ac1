/** Shortest ceiling, longest ceiling, milliseconds. */
const firstMs = 2_000
const longestMs = 60 * 60 * 1000

/** After so many failures in a row a host is left alone for the longest time. */
export const breakerAfter = 5

/**
 * How long a host is left alone after its n-th failure in a row, milliseconds: exponential with full jitter, from 2 s to
 * an hour, so that many clients do not come back at the same moment. From the fifth on half to all of an hour.
 * @param random from 0 up to, not including, 1
 */
export function backOffMs(failures: number, random: number): number {
  if (failures >= breakerAfter) return Math.round(longestMs / 2 + (random * longestMs) / 2)
  return Math.round(random * Math.min(longestMs, firstMs * 2 ** (failures - 1)))
}
