import type { HeaderPair } from './redact-headers.ts'

/** One header of two responses held against each other; null where a response does not have it. */
export interface HeaderChange {
  /** In lower case. */
  readonly name: string
  readonly before: string | null
  readonly after: string | null
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
}

/** Compares headers by name, in order of name. Several of one name are compared together, one a line (RFC 9110 §5.3). */
export function diffHeaders(
  before: readonly HeaderPair[],
  after: readonly HeaderPair[],
): readonly HeaderChange[] {
  const first = grouped(before)
  const second = grouped(after)
  const names = [...new Set([...first.keys(), ...second.keys()])].sort()
  return names.map((name) => {
    const was = first.get(name) ?? null
    const is = second.get(name) ?? null
    return { name, before: was, after: is, kind: kindOf(was, is) }
  })
}

function kindOf(before: string | null, after: string | null): HeaderChange['kind'] {
  if (before === null) return 'added'
  if (after === null) return 'removed'
  return before === after ? 'same' : 'changed'
}

function grouped(headers: readonly HeaderPair[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const known = values.get(key)
    values.set(key, known === undefined ? value : `${known}\n${value}`)
  }
  return values
}
