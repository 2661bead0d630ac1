import { createHash, randomBytes } from 'node:crypto'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import type { SourceProblem } from '../../../../shared/domain/live/source-listing.ts'
import { bodyMark } from '../../../../shared/domain/live/status/body-mark.ts'
import type { SoughtListing } from '../../../../shared/domain/live/status/catalogue-key.ts'
import { judgePage, type PageLook } from '../../../../shared/domain/live/status/judge-page.ts'
import type { PageFacts } from '../../../../shared/domain/live/status/page-facts.ts'
import type { StateReason, StateVerdict } from '../../../../shared/domain/live/status/verdicts.ts'
import {
  type Connector,
  type PoliteAnswer,
  type PoliteClient,
  type SourceAccess,
  SourceFailure,
  type SourceState,
} from '../connector.ts'
import { isFile } from './page-marks.ts'
import { readPage } from './read-page.ts'
import type { HostProbes } from './host-probes.ts'

/** With what addresses are looked at. */
export interface LookMeans {
  /** For pages made for people. */
  readonly client: PoliteClient
  /** Sources that may know one of their own addresses, each with what it is asked through. */
  readonly sources: readonly {
    readonly connector: Pick<Connector, 'id' | 'name' | 'stateOf'>
    readonly open: (signal: CancelSignal) => Promise<SourceAccess>
  }[]
}

export interface LookTarget {
  readonly url: string
  readonly sought: SoughtListing
  /** What the page was when the recording was last found on it. */
  readonly before: PageLook['before']
}

/** What a look brought, ready to be written down. */
export interface LookResult extends StateVerdict {
  readonly source: string
  readonly status: number | null
  readonly finalUrl: string | null
  readonly bodySha256: string | null
  readonly pageTitle: string
  readonly canonical: string | null
}

interface Answer {
  readonly answer: PoliteAnswer | null
  readonly problem: SourceProblem | null
  readonly detail: string
}

/** Statuses that are an answer to the question itself; others are trouble, for which the client waits. */
const answers = [400, 401, 402, 403, 404, 405, 406, 410, 418, 451]
const sourceReasons: Readonly<Record<SourceState, StateReason>> = {
  there: 'source-there',
  gone: 'source-gone',
  'removed-legally': 'source-legal',
  restricted: 'source-restricted',
  unknown: 'source-unknown',
}

/**
 * Looks whether what was found at an address is still there: the source's own word first, then the page, then, where
 * that tells nothing, the same host at an address that never was. Rejects with CANCELLED by signal and with nothing
 * else: what stands in the way is a verdict.
 */
export async function lookAt(
  means: LookMeans,
  probes: HostProbes,
  target: LookTarget,
  signal: CancelSignal,
): Promise<LookResult> {
  const bySource = await askSources(means, target.url, signal)
  if (bySource !== null) return bySource
  const { answer, problem, detail } = await get(means.client, target.url, signal)
  if (answer === null) {
    const verdict = judgePage({ ...emptyLook(target), problem: problem ?? 'unreachable' })
    return { ...nothing, ...verdict, snippet: detail.slice(0, 300) }
  }
  const page = await pageOf(answer)
  const look: PageLook = {
    ...emptyLook(target),
    finalUrl: answer.url,
    status: answer.status,
    problem: null,
    headers: answer.headers,
    page,
    bytes: answer.body.length,
  }
  let verdict = judgePage(look)
  if (verdict.reason === 'nothing-certain' && page !== null) {
    const sibling = await siblingOf(means.client, probes, answer.url, signal)
    verdict = judgePage({ ...look, sibling })
  }
  return {
    ...verdict,
    source: '',
    status: answer.status,
    finalUrl: answer.url,
    bodySha256: createHash('sha256').update(answer.body).digest('hex'),
    pageTitle: page?.title.slice(0, 1000) ?? '',
    canonical: page?.canonical ?? null,
  }
}

const nothing = {
  source: '',
  status: null,
  finalUrl: null,
  bodySha256: null,
  pageTitle: '',
  canonical: null,
} as const

async function askSources(
  { sources }: LookMeans,
  url: string,
  signal: CancelSignal,
): Promise<LookResult | null> {
  for (const { connector, open } of sources) {
    if (connector.stateOf === undefined) continue
    try {
      const state = await connector.stateOf(url, await open(signal))
      if (state === null || state === 'unknown') continue
      return { ...nothing, source: connector.id, reason: sourceReasons[state], snippet: connector.name }
    } catch (error) {
      signal.throwIfAborted()
      // A source that cannot be asked leaves the question to its page.
      if (!(error instanceof SourceFailure)) throw error
    }
  }
  return null
}

async function get(client: PoliteClient, url: string, signal: CancelSignal): Promise<Answer> {
  try {
    const answer = await client.get(
      {
        url,
        accepts: ['*/*'],
        alsoTakes: answers,
        isPage: true,
        // Of a large file its beginning shows that it comes.
        ...(isFile(url) ? { headers: { range: 'bytes=0-65535' } } : {}),
      },
      signal,
    )
    return { answer, problem: null, detail: '' }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof SourceFailure)) throw error
    return { answer: null, problem: error.problem, detail: `The server ${error.detail}.` }
  }
}

/** What the host answers for an address nothing lies at; once a host and day. Null where that cannot be told. */
async function siblingOf(
  client: PoliteClient,
  probes: HostProbes,
  url: string,
  signal: CancelSignal,
): Promise<PageLook['sibling']> {
  const { host, origin } = new URL(url)
  const known = probes.of(host)
  if (known !== null) return known
  const never = `${origin}/${randomBytes(9).toString('hex')}`
  const { answer } = await get(client, never, signal)
  if (answer === null) return null
  const page = await pageOf(answer)
  const probe = { status: answer.status, mark: page === null ? '' : bodyMark(page, never) }
  probes.put(host, probe)
  return probe
}

/** The page of an answer; null for a file and for what no reader reads. */
async function pageOf({ body, headers }: PoliteAnswer): Promise<PageFacts | null> {
  const type = (headers['content-type'] ?? '').toLowerCase()
  const text = decoded(body, type)
  if (/^(?:text\/html|application\/xhtml)/u.test(type)) return readPage(text)
  if (type === '' && /^\s*<(?:!doctype|html|head|body|title|\?xml)/iu.test(text)) return readPage(text)
  if (!type.startsWith('text/plain')) return null
  return readPage(`<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
}

function decoded(body: Buffer, type: string): string {
  const inHead = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/iu.exec(
    body.subarray(0, 2048).toString('latin1'),
  )?.[1]
  const charset = /charset\s*=\s*["']?([\w-]+)/iu.exec(type)?.[1] ?? inHead ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

function emptyLook({ url, sought, before }: LookTarget): PageLook {
  return {
    askedUrl: url,
    finalUrl: url,
    status: null,
    problem: null,
    headers: {},
    page: null,
    bytes: 0,
    sought,
    sibling: null,
    before,
  }
}
