import { parseWebAddress } from '../../findings/web-address.ts'
import { urlPrecision } from '../item-url.ts'
import type { ReadLine, Reading } from './reading.ts'

/** What an address in a notice stands for. */
export type AddressRole = 'material' | 'original' | 'own-site' | 'boilerplate' | 'unclear'

export interface FoundAddress {
  readonly start: number
  readonly end: number
  readonly url: string
  readonly role: AddressRole
  /** Item-level, or a whole site that is itself the work of one user; else it names too much. */
  readonly exact: boolean
}

const web = /(?:\bh(?:tt|xx)ps?:\/\/|\bwww\.)[^\s<>"'()\u3000-\u303f\uff00-\uff0f[\]|*`]{3,2048}/gi
const bare =
  /(?<![\w@/.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|io|co|to|ru|me|tv|cc|is|li|gg|app|dev|fm|nz|info|xyz|site|online|de|fr|es|pt|br|uk|eu|ca|se|nl|it|pl|in|cx|pw|ws|la)\/[^\s<>"'()[\]|*`]{2,2048}/gi

const originalCue =
  /\b(?:originals?(?:ly)?|authori[sz]ed (?:cop|version|source|example|url|link)|official|legitimate|licensed cop|lawful cop|(?:my|our) (?:own )?(?:website|site|page|channel|store|game|app|company|homepage|software)|(?:work|song|album|track|it) (?:is|was|can be|may be|are)(?: \w+){0,2} (?:published|found|available|posted|heard|sold|released|seen|located)|copyrighted works?\s*[:(]|published (?:on|at|by)|for (?:your )?reference|proof of|certificate|registration|belong to|owned by|cover art|originale?s?|urheber)\b/g
const materialCue =
  /\b(?:(?:is|are|being|was|were) (?:now |also |still )?(?:used|hosted|shared|offered|distributed|reproduced|displayed|uploaded|re-?uploaded|streamed)|is still|infring\w*|unauthori[sz]ed|remov\w+|take[n]? ?down|disabl\w+|offending|in violation|violat\w+|reported (?:links?|urls?|material|content|tweets?|posts?|videos?|tracks?)|pirate\w*|illegal\w*|unlawful\w*|stolen|copied|copies|without (?:my|our|any) (?:permission|consent|authori[sz]ation)|delist\w*|block\w*|following (?:urls?|links?|pages?|address)|found at the following|you (?:have )?(?:made|posted|uploaded|re-?uploaded|put|published)|you (?:offer|host|share|distribute)|misus\w*|leak\w*|bootleg\w*|material (?:is )?(?:located|available)|rechtsverletz\w*|contrefa\w+|infractor\w*|infrator\w*|illicit\w*|rechtswidrig\w*|eliminar|supprimer|entfern\w*)\b/g
const ownSiteCue =
  /\b(?:e-?mail|website of (?:the )?(?:company|claimant|owner)|(?:we|i) write to you|linked to the site|company (?:site|website|url)|homepage|corporation information|visit us|website\s*:)\b/
const reading512 =
  /(?:copyright\.gov|law\.cornell\.edu|lumendatabase\.org|chillingeffects\.org|docs\.github\.com|help\.github\.com|support\.google\.com|dmca\.com|eur-lex\.europa\.eu|wikipedia\.org\/wiki\/(?:digital_millennium|fair_use))/i

/**
 * The web addresses of a notice with what each stands for. The words of its own line decide first, then the
 * question it answers, then the nearest line above that says what follows.
 */
export function findAddresses(reading: Reading): readonly FoundAddress[] {
  const found: FoundAddress[] = []
  let context: AddressRole = 'unclear'
  for (const line of reading.lines) {
    if (found.length >= mostAddresses) break
    context = contextAfter(line, context)
    if (!/\.[a-z]|:\/\//.test(line.text)) continue
    const raw = reading.original.slice(line.start, line.end)
    for (const { index, url } of addressesIn(raw)) {
      const role = roleOf(line, index, url, context)
      found.push({
        start: line.start + index,
        end: line.start + index + url.length,
        url,
        role,
        exact: isExact(url, line.text),
      })
    }
  }
  return found
}

/** More than any notice names; what comes after it is not looked at. */
const mostAddresses = 20_000
/** A line is searched this far. */
const longestLine = 200_000

function addressesIn(raw: string): readonly { readonly index: number; readonly url: string }[] {
  const line = raw.slice(0, longestLine)
  const hits = [...line.matchAll(web), ...(line.includes('//') ? [] : line.matchAll(bare))]
  return hits.map((match) => ({ index: match.index, url: match[0].replace(/[.,;:!?\\]+$/, '') }))
}

function contextAfter(line: ReadLine, before: AddressRole): AddressRole {
  if (line.topic === 'material') return 'material'
  if (line.topic === 'work' || line.topic === 'authority') return 'original'
  if (line.topic !== null) return 'boilerplate'
  const words = line.text.replace(/https?:\/\/\S+/g, ' ')
  if (words.trim() === '') return before
  const material = lastIndex(materialCue, words)
  const original = lastIndex(originalCue, words)
  if (material < 0 && original < 0)
    return words.trim().length > 3 && ownSiteCue.test(words) ? 'own-site' : before
  return material >= original ? 'material' : 'original'
}

function lastIndex(cue: RegExp, text: string): number {
  let last = -1
  for (const match of text.slice(0, 4000).matchAll(cue)) last = match.index
  return last
}

function roleOf(line: ReadLine, index: number, url: string, context: AddressRole): AddressRole {
  if (line.speaker !== 'sender' || reading512.test(url)) return 'boilerplate'
  if (line.topic === 'infringer' || line.topic === 'contact' || line.topic === 'signature')
    return 'boilerplate'
  if (line.topic === 'material') return 'material'
  if (line.topic === 'work' && !materialCue.test(line.text)) return 'original'
  const lead = line.text.slice(Math.max(0, index - 200), index)
  const tail = line.text.slice(index + url.length, index + url.length + 60)
  if (ownSiteCue.test(lead)) return 'own-site'
  const material = lastIndex(materialCue, lead)
  const original = lastIndex(originalCue, lead)
  if (material >= 0 || original >= 0) return material >= original ? 'material' : 'original'
  if (
    /^\W{0,3}\s*(?:is|was|=|-)?\s*(?:the |our |my )?(?:original|official|authori[sz]ed|legal)\b|website|our (?:corporation|company)/.test(
      tail,
    )
  )
    return 'original'
  if (/\b(?:operat(?:es|ors?)|located at)\b[^.]{0,60}$/.test(lead)) return 'own-site'
  return context
}

/** Hosts where a whole site belongs to one user, so that its front page is the material itself. */
const userSites =
  /\.(?:github\.io|gitlab\.io|blogspot\.[a-z.]+|wordpress\.com|tumblr\.com|neocities\.org|netlify\.app|vercel\.app|pages\.dev|web\.app|firebaseapp\.com|herokuapp\.com|wixsite\.com|weebly\.com|itch\.io|substack\.com|glitch\.me|surge\.sh|repl\.co|onrender\.com|fandom\.com|livejournal\.com|myspreadshop\.[a-z.]+|hf\.space)$/i

function isExact(url: string, line: string): boolean {
  const whole = /^www\./i.test(url)
    ? `https://${url}`
    : /^h[tx]/i.test(url)
      ? url.replace(/^hxxp/i, 'http')
      : `https://${url}`
  const precision = urlPrecision(whole)
  if (precision === 'item') return true
  if (precision === 'invalid') return false
  const domain = parseWebAddress(whole)?.domain ?? ''
  if (precision === 'site' && userSites.test(domain)) return true
  return precision === 'site' && /\b(?:entire|whole|complete) (?:website|site|url|domain|blog)\b/.test(line)
}
