/** Seeded random numbers: the sample is the same on every machine. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  pick<T>(items: readonly [T, ...T[]]): T
}

/** Mulberry32 (public domain, Tommy Ettinger): small, fast, good enough for sample data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
  }
}
