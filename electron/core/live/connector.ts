import type { CancelSignal } from '../../../shared/contract/index.ts'
import type { SourceListing, SourceProblem, SourceQuery } from '../../../shared/domain/live/source-listing.ts'

/** How often a source may be asked. All of them hold at once, over all queries. */
export interface SourceLimits {
  /** At most `requests` in any window of `perMs` milliseconds. */
  readonly requests: number
  readonly perMs: number
  /** Units a day; null: none stated. A request costs one unless it says otherwise. */
  readonly perDay: number | null
  /** Where the day of the budget begins at midnight, e.g. `America/Los_Angeles`. Default: UTC. */
  readonly dayIn?: string
  readonly atOnce: number
}

export interface PoliteRequest {
  readonly url: string
  /** Default: GET. A POST is never answered from memory and follows no redirect. */
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Media types that are taken, e.g. `application/json`; another is the problem `wrong-type`. */
  readonly accepts: readonly string[]
  /** Default: 2 MB. More is the problem `too-large`. */
  readonly mostBytes?: number
  /** Units of the day's budget; default 1. */
  readonly cost?: number
  /** Names of query parameters and headers that are secret: written into the log as `…`. */
  readonly secrets?: readonly string[]
  /** Statuses that are an answer and no problem, beside 200 to 299; e.g. 404 where it says “none”. */
  readonly alsoTakes?: readonly number[]
  /** True for pages made for people: robots.txt is asked first. */
  readonly isPage?: boolean
  /**
   * What the source says in an answer that came in order: a limit named inside HTTP 200, for instance. A failure of the
   * kinds `quota` and `slow-down` leaves the source alone for a while, and what is judged so is not remembered.
   */
  readonly judge?: (answer: PoliteAnswer) => SourceFailure | null
}

export interface PoliteAnswer {
  readonly status: number
  /** After redirects. */
  readonly url: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The source said 304: `body` is what it had sent before. */
  readonly isUnchanged: boolean
}

/** The only way to a source: within its limits, our manners and the artist's switches; every request is logged. */
export interface PoliteClient {
  /** Throws SourceFailure; CANCELLED by signal. */
  get(request: PoliteRequest, signal: CancelSignal): Promise<PoliteAnswer>
}

/** A source did not answer as it should. `detail` is a clause behind “the source …”. */
export class SourceFailure extends Error {
  readonly problem: SourceProblem
  readonly detail: string
  /** When asking again makes sense, milliseconds from now; null: not known. */
  readonly retryAfterMs: number | null

  constructor(problem: SourceProblem, detail: string, retryAfterMs: number | null = null) {
    super(detail)
    this.problem = problem
    this.detail = detail
    this.retryAfterMs = retryAfterMs
  }
}

/** What a connector knows of one of its listings now; for “is it down?”. */
export type SourceState = 'there' | 'gone' | 'restricted' | 'removed-legally' | 'unknown'

export interface Connector {
  readonly id: string
  /** As its owner writes it. */
  readonly name: string
  /** Where its own interface is; left out where the artist names the address (SearXNG) or nothing is asked. */
  readonly base?: string
  readonly key: 'none' | 'optional' | 'required'
  /** What a key is made of and where the artist gets it, in a sentence; left out where none is taken. */
  readonly keyHelp?: string
  readonly searches: readonly SourceQuery['by'][]
  readonly limits: SourceLimits
  /**
   * What its terms ask of us, in a sentence, and where they stand. `checkedOn`: the day somebody read them there
   * (`2026-11-22`); null: written from our notes and not read again.
   */
  readonly terms: { readonly says: string; readonly source: string; readonly checkedOn: string | null }
  /** Listings that answer the query, in the source's order, at most a few hundred. Throws SourceFailure. */
  search(query: SourceQuery, ask: SourceAccess): AsyncIterable<SourceListing>
  /** What the source itself says of one of its addresses; null: not an address of this source. */
  stateOf?(url: string, ask: SourceAccess): Promise<SourceState | null>
}

export interface SourceAccess {
  readonly client: PoliteClient
  readonly signal: CancelSignal
  /** The artist's own key for it; null without. */
  readonly key: string | null
  /** Where its interface is: the source's own address unless a test or the artist's own server stands in. */
  readonly base: string
}
