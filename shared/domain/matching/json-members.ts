/** A JSON key as it is compared: in lower case without punctuation. */
export function jsonKey(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]+/g, '')
}

/** Members of an object by their keys as they are compared, those that are wanted; of several the last counts. */
export type Members = ReadonlyMap<string, unknown>

const mostSpellings = 4096
const longestSpelling = 64

/** Tells wanted keys from others. Rows spell their keys alike, so spellings are remembered. */
export class WantedKeys {
  readonly #wanted: ReadonlySet<string>
  readonly #spellings = new Map<string, string | null>()

  /** @param wanted keys as they are compared. */
  constructor(wanted: Iterable<string>) {
    this.#wanted = new Set(wanted)
  }

  /** The key as it is compared; null for one that is not wanted. */
  of(key: string): string | null {
    const known = this.#spellings.get(key)
    if (known !== undefined) return known
    const compared = jsonKey(key)
    const answer = this.#wanted.has(compared) ? compared : null
    if (key.length <= longestSpelling) {
      if (this.#spellings.size >= mostSpellings) this.#spellings.clear()
      this.#spellings.set(key, answer)
    }
    return answer
  }
}

/** Reads the objects of one row, each of them once. */
export class RowMembers {
  readonly #keys: WantedKeys
  readonly #known = new Map<object, Members>()

  constructor(keys: WantedKeys) {
    this.#keys = keys
  }

  /** Null for what is no object. */
  of(value: unknown): Members | null {
    if (!isObject(value)) return null
    const known = this.#known.get(value)
    if (known !== undefined) return known
    const members = new Map<string, unknown>()
    for (const key in value) {
      const wanted = this.#keys.of(key)
      if (wanted !== null) members.set(wanted, value[key])
    }
    this.#known.set(value, members)
    return members
  }

  /** What stands under a path from an object on; undefined when nothing does. */
  under(from: Members | null, path: readonly string[]): unknown {
    let current = from
    const last = path.length - 1
    for (let at = 0; at < last; at++) current = this.of(current?.get(path[at] ?? ''))
    return current?.get(path[last] ?? '')
  }
}

/** True for an object of JSON, which is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
