import { createHash } from 'node:crypto'
import type { SourceListing } from '../../../../../shared/domain/live/source-listing.ts'
import { isrcOf, listing } from '../support/listing.ts'
import { readHtml, type PageContent } from './read-html.ts'
import { recordingsIn } from './schema-org.ts'

const soundName = /\.(?:mp3|m4a|aac|flac|wav|ogg|oga|opus|aiff?|wma)$/i
const code = /(?<![A-Za-z0-9])[A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5}(?!\d)/gi
const dash = /^(.{1,150}?)\s+[-–—]\s+(.{1,150})$/
const mostListings = 500

/** What a page offers or names: itself, its recordings, its sound files, the ISRCs and “artist – title” lines it shows. */
export async function pageListings(html: string, page: string): Promise<readonly SourceListing[]> {
  const content = await readHtml(html, page)
  const found = [
    ofPage(content, page),
    ...recordingsIn(content.data, page),
    ...ofSound(content),
    ...ofLines(content.lines, page),
  ]
  const seen = new Set<string>()
  return found.filter(({ ref }) => !seen.has(ref) && seen.add(ref)).slice(0, mostListings)
}

function ofPage({ title, meta, lines }: PageContent, page: string): SourceListing {
  const own = meta.get('og:title') ?? ''
  const codes = new Set(lines.flatMap((line) => codesIn(line)))
  return listing({
    ref: page,
    url: page,
    title: own === '' ? title : own,
    artist: meta.get('music:musician') ?? meta.get('author') ?? '',
    account: meta.get('og:site_name') ?? null,
    // A page about one recording; with several codes each stands in a listing of its own.
    isrc: codes.size === 1 ? ([...codes][0] ?? null) : null,
    offers: 'page',
  })
}

function ofSound({ links, meta }: PageContent): readonly SourceListing[] {
  const named = [meta.get('og:audio'), meta.get('og:audio:url')].flatMap((url) =>
    url !== undefined && URL.canParse(url) ? [{ url, text: '', isPlayer: true }] : [],
  )
  return [...named, ...links]
    .filter(({ url, isPlayer }) => isPlayer || soundName.test(new URL(url).pathname))
    .map(({ url, text }) => {
      const file = decoded(new URL(url).pathname.split('/').at(-1) ?? '')
      const words = text === '' ? file.replace(soundName, '').replaceAll('_', ' ') : text
      return listing({
        ref: url,
        url,
        ...namesOf(words),
        isrc: codesIn(file)[0] ?? codesIn(text)[0] ?? null,
        offers: 'file',
      })
    })
}

/** A line with a code is a listing of that code, one with a dash names an artist and a title. */
function ofLines(lines: readonly string[], page: string): readonly SourceListing[] {
  return lines.flatMap((line) => {
    const codes = codesIn(line)
    if (codes.length === 0 && !dash.test(line)) return []
    const names = namesOf(
      codes
        .reduce((rest) => rest.replace(code, ' '), line)
        .replace(/\s+/g, ' ')
        .trim(),
    )
    const mark = createHash('sha256').update(line).digest('hex').slice(0, 16)
    const one = (isrc: string | null) =>
      listing({ ref: `${page}#${isrc ?? mark}`, url: page, ...names, isrc, offers: 'page' })
    return codes.length === 0 ? [one(null)] : codes.map(one)
  })
}

function namesOf(words: string): { readonly artist: string; readonly title: string } {
  const found = dash.exec(words.replace(/^\d{1,3}[.)]?\s+/, ''))
  return found === null
    ? { artist: '', title: words.slice(0, 300) }
    : { artist: found[1] ?? '', title: found[2] ?? '' }
}

function codesIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(code), ([raw]) => isrcOf(raw)).filter((one) => one !== null))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
