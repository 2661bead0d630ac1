import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the heap's space for young objects as small as it was at the start, from here on. Reading a large catalogue makes
 * much that is soon let go: while some of it lives on, the space would grow many times over and never be given back. So
 * small a space is cleared sooner by one thread than it is divided among several.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--no-parallel-scavenge')
}
