import type { Fingerprint } from './fingerprint.ts'

/** The fingerprint of the sound in question, as it is or at another speed. */
export interface Probe {
  readonly items: Fingerprint
  /** How many times as fast the sound was taken to be; 1 as it is. */
  readonly speed: number
}

/** A probe and a shift at which a catalogue fingerprint may run parallel to it. */
export interface Candidate {
  readonly probe: number
  readonly shift: number
  readonly votes: number
}

/** Looks a fingerprint of the catalogue up in the probes. Its answer is valid until the next call. */
export type ProbeSearch = (target: Fingerprint) => readonly Candidate[]

const mostEntries = 4_000_000
/** An item this frequent (silence, a held tone) says nothing about where the sound is. */
const mostRepeats = 6
const fewestVotes = 3
const mostCandidates = 4

/**
 * An index over the probes, so that each fingerprint of the catalogue costs one look-up an item: every probe item is
 * entered as it is and with each one (and while there is room each two) of its bits turned over. Where many look-ups
 * agree on the same shift, the two are worth comparing. The index is over the probes and not over the catalogue, so
 * it needs no upkeep and its size does not grow with the catalogue.
 */
export function indexProbes(probes: readonly Probe[]): ProbeSearch {
  const items = probes.reduce((sum, probe) => sum + probe.items.length, 0)
  const flips = items * 529 <= mostEntries ? 2 : items * 33 <= mostEntries ? 1 : 0
  const table = createTable(items * (flips === 2 ? 529 : flips === 1 ? 33 : 1))
  probes.forEach((probe, number) => {
    const seen = new Map<number, number>()
    probe.items.forEach((item, position) => {
      const repeats = seen.get(item) ?? 0
      seen.set(item, repeats + 1)
      if (repeats >= mostRepeats) return
      forEachNear(item, flips, (near) => {
        table.insert(near, number, position)
      })
    })
  })
  return createSearch(probes, table)
}

function forEachNear(item: number, flips: number, visit: (near: number) => void): void {
  visit(item)
  if (flips === 0) return
  for (let one = 0; one < 32; one++) {
    const near = (item ^ (1 << one)) >>> 0
    visit(near)
    if (flips === 2) for (let two = one + 1; two < 32; two++) visit((near ^ (1 << two)) >>> 0)
  }
}

interface Table {
  insert(key: number, probe: number, position: number): void
  /** Calls `found` for each entry of the key. */
  look(key: number, found: (probe: number, position: number) => void): void
}

/** Open addressing with linear probing; several entries of one key stand one after the other. */
function createTable(entries: number): Table {
  const bits = Math.max(10, Math.ceil(Math.log2(Math.max(1, entries) * 2)))
  const mask = 2 ** bits - 1
  const keys = new Uint32Array(mask + 1)
  // Zero marks a free slot, so probes are counted from one.
  const owners = new Uint8Array(mask + 1)
  const positions = new Uint32Array(mask + 1)
  // Most items of the catalogue are in no probe: a bit each, in a table that fits the cache, says so at once.
  const filter = new Uint32Array(2 ** 19)
  return {
    insert(key, probe, position) {
      const hash = hashOf(key)
      filter[hash >>> 13] = (filter[hash >>> 13] ?? 0) | (1 << ((hash >>> 8) & 31))
      let slot = hash & mask
      for (let steps = 0; owners[slot] !== 0; steps++) {
        if (steps > 64) return
        slot = (slot + 1) & mask
      }
      keys[slot] = key
      owners[slot] = probe + 1
      positions[slot] = position
    },
    look(key, found) {
      const hash = hashOf(key)
      if (((filter[hash >>> 13] ?? 0) & (1 << ((hash >>> 8) & 31))) === 0) return
      for (let slot = hash & mask; owners[slot] !== 0; slot = (slot + 1) & mask) {
        if (keys[slot] === key) found((owners[slot] ?? 1) - 1, positions[slot] ?? 0)
      }
    },
  }
}

function hashOf(key: number): number {
  let hash = Math.imul(key ^ (key >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}

function createSearch(probes: readonly Probe[], table: Table): ProbeSearch {
  const longest = Math.max(0, ...probes.map(({ items }) => items.length))
  let votes = new Uint16Array(0)
  return (target) => {
    const width = longest + target.length + 1
    if (votes.length < width * probes.length) votes = new Uint16Array(width * probes.length)
    const touched: number[] = []
    for (let at = 0; at < target.length; at++) {
      table.look(target[at] ?? 0, (probe, position) => {
        const place = probe * width + at - position + longest
        const before = votes[place] ?? 0
        if (before === 0) touched.push(place)
        votes[place] = Math.min(0xfffe, before + 1)
      })
    }
    const candidates = strongest(touched, votes, width, longest)
    for (const place of touched) votes[place] = 0
    return candidates
  }
}

/** Votes of neighbouring shifts count together: a sound a little faster drifts from one to the next. */
function strongest(
  touched: readonly number[],
  votes: Uint16Array,
  width: number,
  longest: number,
): readonly Candidate[] {
  const found: Candidate[] = []
  for (const place of touched) {
    const own = votes[place] ?? 0
    const together = own + (votes[place - 1] ?? 0) + (votes[place + 1] ?? 0)
    if (together < fewestVotes) continue
    const probe = Math.floor(place / width)
    found.push({ probe, shift: place - probe * width - longest, votes: together })
  }
  return found.sort((a, b) => b.votes - a.votes).slice(0, mostCandidates)
}
