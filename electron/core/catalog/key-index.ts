const firstCapacity = 1024
const fullAt = 0.6

/** Texts and whole numbers that together are one key. */
export type KeyParts = readonly (string | number)[]

/**
 * A multimap from keys to positive 32-bit ids that holds no text: eight bytes and a little slack an entry, where a
 * `Map` of strings needs more than a hundred. Ids found for a key may, rarely, belong to another key of the same
 * hash: the caller compares what it reads under the id.
 */
export interface KeyIndex {
  add(id: number, ...key: KeyParts): void
  /** Ids added under the key, in the order of their adding, and possibly strangers. */
  candidates(...key: KeyParts): readonly number[]
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
    add(id, ...key) {
      if (++size > ids.length * fullAt) grow()
      put(hashOf(key), id)
    },
    candidates(...key) {
      const hash = hashOf(key)
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

/** FNV-1a over UTF-16 units and numbers, finished with the mixer of MurmurHash3. */
function hashOf(key: KeyParts): number {
  let hash = 0x811c9dc5 | 0
  for (const part of key) {
    if (typeof part === 'number') hash = Math.imul(hash ^ part, 0x01000193)
    else for (let at = 0; at < part.length; at++) hash = Math.imul(hash ^ part.charCodeAt(at), 0x01000193)
    // Where one part ends and the next begins counts too.
    hash = Math.imul(hash ^ 0x10000, 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
