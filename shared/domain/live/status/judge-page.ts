import type { SourceProblem } from '../source-listing.ts'
import { parseUrl } from '../../text/web-url.ts'
import { addressChange } from './address-change.ts'
import { findKey, type FoundKey, isKeyless, isOfferOf, type SoughtListing } from './catalogue-key.ts'
import { mainWords, type PageFacts, type PageOffer } from './page-facts.ts'
import { removalNotice, unsureWords } from './removal-notice.ts'
import { bodyMark } from './body-mark.ts'
import type { StateReason, StateVerdict } from './verdicts.ts'
import { firmWall, softWall, type Wall } from './walls.ts'

/** What a look at an address brought. Exactly one of `problem` and `status` is there. */
export interface PageLook {
  readonly askedUrl: string
  /** After redirects. */
  readonly finalUrl: string
  readonly status: number | null
  /** Why there is no answer. */
  readonly problem: SourceProblem | null
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Null where the answer is no page. */
  readonly page: PageFacts | null
  readonly bytes: number
  readonly sought: SoughtListing
  /** What the same host answered for an address nothing can lie at; null when it was not asked. */
  readonly sibling: { readonly status: number; readonly mark: string } | null
  /** What the page was when the recording was last found on it; null when it never was. */
  readonly before: { readonly title: string; readonly canonical: string | null } | null
}

/** Words a page must have before what is not on it says anything. */
const sayingWords = 12

const media =
  /^(?:audio|video|image)\/|^application\/(?:ogg|zip|x-7z|x-rar|vnd\.rar|x-bittorrent|octet-stream|x-tar|gzip|pdf)/iu

/**
 * Says whether what was found at an address is still there. What cannot be told is `unknown`: a wall, a server in
 * trouble and a page that only its scripts fill are never taken for a removal. 404 and 410: RFC 9110, 15.5.5 and
 * 15.5.11; 451 and its link `blocked-by`: RFC 7725.
 */
export function judgePage(look: PageLook): StateVerdict {
  if (look.problem !== null) return verdict(look.problem === 'robots' ? 'robots' : 'no-answer', look.problem)
  const status = look.status ?? 0
  const { page } = look
  const wall = page === null ? null : firmWall(page)
  if (look.headers['cf-mitigated'] === 'challenge') return verdict('challenge', 'cf-mitigated: challenge')
  if (status === 404 || status === 410 || status === 451) return judgeMissing(look, status, wall)
  if (status < 200 || status > 299)
    return verdict(
      refusals.get(status) ?? (status >= 500 ? 'server-error' : 'refused'),
      `HTTP ${String(status)}`,
    )
  if (page === null) return judgeFile(look)
  return judgeText(look, page, wall)
}

function judgeMissing(look: PageLook, status: 404 | 410 | 451, wall: Wall | null): StateVerdict {
  if (look.page !== null && offersOf(look.page, look.sought).length > 0)
    return verdict('contradictory', `HTTP ${String(status)}`)
  if (wall !== null) return verdict(wall, look.page?.title ?? '')
  if (status === 404) return verdict('not-found', 'HTTP 404')
  if (status === 410) return verdict('gone', 'HTTP 410')
  const blockedBy = /<([^>]*)>\s*;[^,]*rel="?blocked-by"?/iu.exec(look.headers.link ?? '')?.[1]
  return verdict('legal', blockedBy === undefined ? 'HTTP 451' : `HTTP 451, blocked by ${blockedBy}`)
}

function judgeFile({ headers, bytes, askedUrl, finalUrl }: PageLook): StateVerdict {
  const type = headers['content-type'] ?? ''
  if (!media.test(type) || bytes === 0) return verdict('no-page', type)
  const change = addressChange(askedUrl, finalUrl)
  // A picture or a sound in place of a file that is gone is no rare trick.
  if (/^image\//iu.test(type) || change === 'home' || change === 'removed-page')
    return verdict('no-page', type)
  return verdict('file-served', type)
}

function judgeText(look: PageLook, page: PageFacts, wall: Wall | null): StateVerdict {
  const { sought, askedUrl, finalUrl } = look
  const hostname = parseUrl(finalUrl)?.hostname ?? ''
  const key = findKey(page, sought)
  const notice = removalNotice(page, sought, hostname)
  const offers = offersOf(page, sought)
  const change = addressChange(askedUrl, finalUrl)
  const [offer] = offers
  // A word of removal somewhere on a page that gives the file says nothing; one it bears as its heading does, and
  // what a page says for programs alone is often left behind.
  const isHeaded = notice !== null && notice.by !== 'text'
  if (offer !== undefined && !isHeaded) return verdict('offered', offer.address)
  if (isHeaded && offers.some(({ kind }) => kind !== 'data')) return verdict('contradictory', notice.snippet)
  const unsure = unsureWords(page, hostname)
  if (wall !== null) return verdict(wall, page.title)
  if (unsure !== null) return verdict('site-unsure', unsure)
  if (notice !== null) {
    const plays = page.offers.some(({ part, kind }) => part === 'main' && kind === 'player')
    if (plays && key.inName && notice.by === 'text') return verdict('contradictory', notice.snippet)
    return verdict(notice.by === 'site' ? 'site-words' : 'removal-words', notice.snippet)
  }
  if (change === 'log-in') return verdict('log-in', finalUrl)
  const soft = softWall(page)
  if (soft !== null) return verdict(soft, page.title)
  return judgeAbsence(look, page, key, change)
}

/** The page says nothing of a removal: what is missing on it speaks, where the page is one that says something. */
function judgeAbsence(
  look: PageLook,
  page: PageFacts,
  key: FoundKey,
  change: ReturnType<typeof addressChange>,
): StateVerdict {
  if (!isKeyless(key)) return verdict('named-only', page.title)
  if (page.sentOnTo !== null || change === 'other-host')
    return verdict('elsewhere', page.sentOnTo ?? look.finalUrl)
  const says = mainWords(page) >= sayingWords && page.fields === 0 && !page.hasPasswordField
  if (!says) return verdict('nothing-certain', page.title)
  if (change === 'removed-page') return verdict('sent-to-removed', look.finalUrl)
  if (change === 'home') return verdict('sent-home', look.finalUrl)
  if (change === 'search') return verdict('sent-to-search', look.finalUrl)
  if (
    look.sibling !== null &&
    look.sibling.status < 300 &&
    look.sibling.mark === bodyMark(page, look.askedUrl)
  )
    return verdict('same-as-any', page.title)
  const { before } = look
  const isChanged =
    before !== null &&
    before.title !== page.title &&
    before.canonical !== null &&
    page.canonical !== null &&
    before.canonical !== page.canonical
  return isChanged ? verdict('changed-page', page.title) : verdict('nothing-certain', page.title)
}

function offersOf(page: PageFacts, sought: SoughtListing): readonly PageOffer[] {
  const own = page.offers.filter(({ part }) => part !== 'words-of-others')
  const exact = own.filter((offer) => isOfferOf(offer, sought))
  if (exact.length > 0) return exact
  // One player on a page that bears the name of the recording needs no words of its own.
  const players = own.filter(({ kind, part }) => kind === 'player' && part === 'main')
  const key = findKey(page, sought)
  const saysGone = removalNotice(page, sought, '') !== null
  return players.length === 1 && key.inName && !saysGone ? players : []
}

const refusals = new Map<number, StateReason>([
  [401, 'log-in'],
  [402, 'refused'],
  [403, 'refused'],
  [407, 'refused'],
  [429, 'slow-down'],
])

function verdict(reason: StateReason, snippet: string): StateVerdict {
  return { reason, snippet: snippet.slice(0, 300) }
}
