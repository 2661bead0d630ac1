/** Smaller pieces of memory may be parts of larger ones, and are no burden. */
const burden = 1 << 18

/**
 * Gives back the memory of large bytes or numbers that nobody needs any more: until it is collected, several times as
 * much would be taken.
 */
export function giveBack({ buffer, byteLength }: ArrayBufferView): void {
  if (byteLength >= burden && buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0)
}
