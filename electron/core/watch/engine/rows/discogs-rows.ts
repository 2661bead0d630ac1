import { SaxesParser } from 'saxes'
import { StringDecoder } from 'node:string_decoder'
import { BrokenStream } from '../broken-stream.ts'
import { JsonLinesWriter } from './json-lines.ts'

// The monthly data of Discogs: `<releases>` of `<release>` or `<masters>` of `<master>`, described at
// https://data.discogs.com. A release says who it is by, and each track may say so again.

/** Longest stretch without a tag and deepest nesting; memory must not grow with what an author wrote. */
const longestSilence = 4 << 20
const deepest = 60
/** More tracks than this on one release are counted, not kept. */
const mostTracks = 20_000

/**
 * Writes each track of a Discogs XML file as a row, and each release with the codes it gives. A document type declaration
 * is refused, and with it every entity but the five of XML (CWE-611, CWE-776). Throws `BrokenStream`.
 */
export async function* discogsRows(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const out = new JsonLinesWriter()
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const releases = new ReleaseRows(out)
  const text = new StringDecoder('utf8')
  let depth = 0
  let silence = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a document type is declared')
  })
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0
    depth++
    if (depth > deepest) throw new Error('elements are nested too deep')
    releases.open(name, attributes)
  })
  parser.on('closetag', ({ name }) => {
    silence = 0
    depth--
    releases.close(name)
  })
  parser.on('text', (part) => {
    releases.text(part)
  })
  parser.on('cdata', (part) => {
    releases.text(part)
  })
  const parse = (part: string) => {
    silence += part.length
    if (silence > longestSilence) throw new BrokenStream('damaged')
    try {
      parser.write(part)
    } catch (error) {
      throw new BrokenStream('damaged', error)
    }
  }
  try {
    for await (const chunk of bytes) {
      parse(text.write(chunk))
      if (out.ready) yield* out.take()
    }
    parse(text.end())
  } catch (error) {
    yield* out.finish()
    throw error
  }
  yield* out.finish()
  if (depth > 0) throw new BrokenStream('truncated')
}

interface Credit {
  name: string
  join: string
}

interface Track {
  position: string
  title: string
  duration: string
  readonly artists: Credit[]
}

interface Release {
  readonly id: string
  title: string
  label: string
  readonly artists: Credit[]
  readonly tracks: Track[]
  readonly codes: string[]
}

class ReleaseRows {
  readonly #out: JsonLinesWriter
  readonly #path: string[] = []
  #text = ''
  #release: Release | null = null
  #track: Track | null = null

  constructor(out: JsonLinesWriter) {
    this.#out = out
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#path.push(name)
    this.#text = ''
    if ((name === 'release' || name === 'master') && this.#path.length === 2) {
      this.#release = { id: attributes.id ?? '', title: '', label: '', artists: [], tracks: [], codes: [] }
    }
    const release = this.#release
    if (release === null) return
    if (name === 'track' || name === 'sub_track')
      this.#track = { position: '', title: '', duration: '', artists: [] }
    else if (name === 'artist' && this.#path.at(-2) === 'artists')
      this.#credits()?.push({ name: '', join: '' })
    else if (name === 'label' && release.label === '') release.label = attributes.name ?? ''
    else if (name === 'identifier' && /isrc/i.test(attributes.type ?? ''))
      release.codes.push(attributes.value ?? '')
  }

  close(name: string): void {
    const parent = this.#path.at(-2) ?? ''
    const text = this.#text.trim()
    this.#path.pop()
    this.#text = ''
    const release = this.#release
    if (release === null) return
    if ((name === 'release' || name === 'master') && this.#path.length === 1) this.#write(release)
    else if (parent === 'track' || parent === 'sub_track') this.#trackValue(name, text)
    else if (parent === 'artist') this.#artistValue(name, text)
    else if (name === 'title' && this.#path.length === 2) release.title = text
    if ((name === 'track' || name === 'sub_track') && this.#track !== null) {
      if (release.tracks.length < mostTracks && this.#track.title !== '') release.tracks.push(this.#track)
      this.#track = null
    }
  }

  text(part: string): void {
    if (this.#release !== null) this.#text += part
  }

  #credits(): Credit[] | undefined {
    return this.#track === null ? this.#release?.artists : this.#track.artists
  }

  #trackValue(name: string, text: string): void {
    if (this.#track === null) return
    if (name === 'position' || name === 'title' || name === 'duration') this.#track[name] = text
  }

  /** `anv` is the name as it is written on this release. */
  #artistValue(name: string, text: string): void {
    const credit = this.#path.at(-2) === 'artists' ? this.#credits()?.at(-1) : undefined
    if (credit === undefined || text === '') return
    if (name === 'name' && credit.name === '') credit.name = withoutNumber(text)
    else if (name === 'anv') credit.name = text
    else if (name === 'join') credit.join = text
  }

  #write(release: Release): void {
    const url = release.id === '' ? '' : `https://www.discogs.com/release/${release.id}`
    const common = { album: release.title, label: release.label, url }
    for (const { position, title, duration, artists } of release.tracks) {
      const credit = artistsOf(artists.length > 0 ? artists : release.artists)
      this.#out.object({
        id: `${release.id} ${position}`.trim(),
        title,
        artists: credit,
        duration,
        ...common,
      })
    }
    if (release.codes.length > 0 || release.tracks.length === 0) {
      const { id, title, codes } = release
      this.#out.object({ id, title, artists: artistsOf(release.artists), isrcs: codes, ...common })
    }
    this.#release = null
  }
}

/** Discogs tells artists of one name apart by a number: `Luna Vale (3)`. */
function withoutNumber(name: string): string {
  return name.replace(/ \(\d+\)$/, '')
}

function artistsOf(credits: readonly Credit[]) {
  return credits.map(({ name, join }) => ({
    name,
    joinphrase: join === ',' || join === '' ? ', ' : ` ${join} `,
  }))
}
