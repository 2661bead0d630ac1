/** Smaller pieces of memory may be parts of larger ones, and are no burden. */
const burden = 1 << 18

/**
 * Gives back the memory of large bytes or numbers that nobody needs any more: until it is collected, several times as
 * much would be taken.
 *
 * @param least bytes below which they are left to be collected. Once a thread has given any back, whatever it had compiled
 * that reads bytes or numbers is compiled again, and looks each time whether they are still there.
 */
export function giveBack({ buffer, byteLength }: ArrayBufferView, least: number = burden): void {
  if (byteLength >= least && buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0)
}
