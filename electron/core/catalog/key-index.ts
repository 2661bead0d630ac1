const firstCapacity = 1024
const fullAt = 0.6

/**
 * A multimap from hashes of keys to positive 32-bit ids that holds no text: eight bytes and a little slack an entry, where
 * a `Map` of strings needs more than a hundred. Ids found for a hash may, rarely, belong to another key of the same
 * hash: the caller compares what it reads under the id.
 */
export interface KeyIndex {
  add(id: number, hash: number): void
  /** Ids added under the hash, in the order of their adding, and possibly strangers. */
  candidates(hash: number): readonly number[]
}

const none: readonly number[] = []

export function createKeyIndex(): KeyIndex {
  let hashes = new Int32Array(firstCapacity)
  /** 0 marks a free place. */
  let ids = new Uint32Array(firstCapacity)
  let size = 0

  function put(hash: number, id: number): void {
    const mask = ids.length - 1
    let at = hash & mask
    while (ids[at] !== 0) at = (at + 1) & mask
    hashes[at] = hash
    ids[at] = id
  }

  function grow(): void {
    const [oldHashes, oldIds] = [hashes, ids]
    hashes = new Int32Array(oldIds.length * 2)
    ids = new Uint32Array(oldIds.length * 2)
    // From behind a free place on, so that entries of one key keep their order.
    const start = oldIds.indexOf(0)
    for (let step = 0; step < oldIds.length; step++) {
      const at = (start + step) & (oldIds.length - 1)
      const id = oldIds[at] ?? 0
      if (id !== 0) put(oldHashes[at] ?? 0, id)
    }
  }

  return {
    add(id, hash) {
      if (++size > ids.length * fullAt) grow()
      put(hash, id)
    },
    candidates(hash) {
      const mask = ids.length - 1
      let found: number[] | null = null
      for (let at = hash & mask; ; at = (at + 1) & mask) {
        const id = ids[at] ?? 0
        if (id === 0) return found ?? none
        if (hashes[at] !== hash) continue
        if (found === null) found = [id]
        else found.push(id)
      }
    },
  }
}

const offsetBasis = 0x811c9dc5 | 0
const prime = 0x01000193

/** A signed 32-bit hash of one text: FNV-1a over its UTF-16 units, finished with the mixer of MurmurHash3. */
export function hashOfText(text: string): number {
  return mixed(withText(offsetBasis, text))
}

/** `hashOfText` of two texts in this order; where the first ends counts too. */
export function hashOfTexts(first: string, second: string): number {
  return mixed(withText(withText(offsetBasis, first), second))
}

/** A signed 32-bit hash of three whole numbers in this order. */
export function hashOfNumbers(first: number, second: number, third: number): number {
  return mixed(withUnit(withUnit(withUnit(offsetBasis, first), second), third))
}

function withText(start: number, text: string): number {
  let hash = start
  for (let at = 0; at < text.length; at++) hash = withUnit(hash, text.charCodeAt(at))
  return withUnit(hash, 0x10000)
}

function withUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, prime)
}

function mixed(sum: number): number {
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
