import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the heap's space for young objects as small as it was at the start, from here on. Reading a large catalogue makes
 * much that is soon let go: while some of it lives on, the space would grow many times over and never be given back.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
