import type { SourceListing } from '../../../../../shared/domain/live/source-listing.ts'
import { parseWebAddress } from '../../../../../shared/domain/findings/web-address.ts'
import { isServiceAddress } from '../../../../../shared/domain/live/canonical-url.ts'
import { durationOf, isrcOf, listing, yearOf } from '../support/listing.ts'

type Thing = Readonly<Record<string, unknown>>

const recordings = /^(?:https?:\/\/schema\.org\/)?(?:MusicRecording|AudioObject|MusicVideoObject)$/
const mostThings = 2_000

/** Recordings that a page describes with schema.org (JSON-LD 1.1). What cannot be read says nothing. */
export function recordingsIn(texts: readonly string[], page: string): readonly SourceListing[] {
  const found: SourceListing[] = []
  for (const text of texts) {
    let open: unknown[] = []
    try {
      open = [JSON.parse(text)]
    } catch {
      continue
    }
    for (let count = 0; open.length > 0 && count < mostThings; count++) {
      const value = open.pop()
      if (!Array.isArray(value) && !isThing(value)) continue
      const one = Array.isArray(value) ? null : asRecording(value, page, found.length)
      if (one !== null) found.push(one)
      // One by one: there may be more than a call may have arguments.
      for (const each of Object.values(value).toReversed()) open.push(each)
    }
  }
  return found
}

function asRecording(thing: Thing, page: string, place: number): SourceListing | null {
  const types = [thing['@type']].flat()
  const title = nameOf(thing.name)
  if (title === '' || !types.some((type) => typeof type === 'string' && recordings.test(type))) return null
  const file = nameOf(thing.contentUrl)
  const address = file === '' ? nameOf(thing.url) || nameOf(thing['@id']) : file
  const named = URL.canParse(address, page) ? new URL(address, page).href : page
  const url = isOfOtherService(named, page) ? page : named
  return listing({
    ref: url === page ? `${page}#recording-${String(place)}` : url,
    url,
    title,
    artist: nameOf(thing.byArtist) || nameOf(thing.author) || nameOf(thing.creator),
    album: nameOf(thing.inAlbum) || null,
    isrc: isrcOf(nameOf(thing.isrcCode) || nameOf(thing.isrc)),
    durationMs: durationOf(nameOf(thing.duration)),
    year: yearOf(nameOf(thing.datePublished)),
    offers: file === '' ? 'page' : 'file',
  })
}

/** True where a page speaks of a service's item: what is there, the service says itself. */
function isOfOtherService(url: string, page: string): boolean {
  const [there, here] = [parseWebAddress(url), parseWebAddress(page)]
  return there?.domain !== here?.domain && isServiceAddress(url)
}

/** A text, the name of a thing, or the names of several. */
function nameOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (Array.isArray(value)) {
    return value
      .slice(0, 20)
      .map((one: unknown) => (Array.isArray(one) ? '' : nameOf(one)))
      .filter(Boolean)
      .join(', ')
  }
  return isThing(value) && typeof value.name === 'string' ? value.name.trim() : ''
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
