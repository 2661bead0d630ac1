/** What a source offers at one place, in the words of the source. Null: the source does not say. */
export interface SourceListing {
  /** The source's own name for it; the same listing has the same one for ever. */
  readonly ref: string
  /** Where a person sees it. */
  readonly url: string
  readonly title: string
  /** Names of the artists joined as the source shows them; empty when it names none. */
  readonly artist: string
  /** Who put it there: uploader, channel or seller. Many titles name no artist, then this may. */
  readonly account: string | null
  /** Addresses of the accounts and artists it stands under, as the source names them; left out: it names none. */
  readonly accountPages?: readonly string[]
  readonly album: string | null
  readonly label: string | null
  readonly isrc: string | null
  readonly gtin: string | null
  readonly durationMs: number | null
  /** Four digits. */
  readonly year: number | null
  readonly offers: 'metadata' | 'page' | 'file' | 'art'
}

/** What is looked for: the recording of a code, the recordings of a name, or all that stands at an address. */
export type SourceQuery =
  | { readonly by: 'isrc'; readonly isrc: string }
  | { readonly by: 'names'; readonly artist: string; readonly title: string }
  | { readonly by: 'address'; readonly url: string }

export const sourceProblems = [
  'quota',
  'slow-down',
  'budget',
  'key',
  'robots',
  'offline',
  'private-address',
  'unreachable',
  'server-error',
  'refused',
  'not-found',
  'too-large',
  'wrong-type',
  'changed-shape',
] as const

/**
 * Why a source gave no answer. `quota`, `slow-down`: it asks us to wait; `budget`: our own limit for today is spent;
 * `changed-shape`: it answered, but not as documented: never to be taken for “nothing found”.
 */
export type SourceProblem = (typeof sourceProblems)[number]
