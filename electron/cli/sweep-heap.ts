import { setFlagsFromString } from 'node:v8'

/**
 * Shapes the heaps of this process and its threads for a sweep, from here on.
 *
 * The space for young objects stays as small as it was at the start. Reading a large catalogue makes much that is soon let go:
 * while some of it lives on, the space would grow many times over and never be given back. So small a space is cleared sooner
 * by one thread than it is divided among several.
 *
 * What lives longer is little, and hardly any of what is found is kept: collecting it as often as is usual would take longer
 * than letting it grow to three times its size.
 */
export function shapeHeapForSweep(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--no-parallel-scavenge')
  setFlagsFromString('--heap-growing-percent=200')
}
