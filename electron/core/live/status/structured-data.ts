import type { PageOffer } from '../../../../shared/domain/live/status/page-facts.ts'

const longestData = 200_000
const mostThings = 200

type Thing = Readonly<Record<string, unknown>>

/** The names a page gives itself for other programs: Open Graph, Twitter cards, schema.org. */
export function namesOf(data: readonly string[], metas: ReadonlyMap<string, string>): readonly string[] {
  const own = ['og:title', 'twitter:title', 'music:song', 'dc.title'].flatMap((name) => metas.get(name) ?? [])
  const things = thingsIn(data).flatMap((thing) => [
    textOf(thing.name),
    textOf(thing.isrcCode),
    artistOf(thing),
  ])
  return [...own, ...things].filter((name) => name !== '')
}

/** What a page says by its data that it plays: only with a file or a player named. */
export function offersInData(
  data: readonly string[],
  metas: ReadonlyMap<string, string>,
): readonly PageOffer[] {
  const title = metas.get('og:title') ?? metas.get('twitter:title') ?? ''
  const players = [
    'og:audio',
    'og:audio:url',
    'og:audio:secure_url',
    'og:video',
    'og:video:url',
    'og:video:secure_url',
    'twitter:player',
    'twitter:player:stream',
  ]
  const fromMetas = players.flatMap((name): PageOffer[] => {
    const address = metas.get(name) ?? ''
    return address === '' || title === '' ? [] : [{ kind: 'data', address, around: title, part: 'side' }]
  })
  const fromData = thingsIn(data).flatMap((thing): PageOffer[] => {
    const address = textOf(thing.contentUrl) || textOf(thing.embedUrl)
    return address === '' ? [] : [{ kind: 'data', address, around: textOf(thing.name), part: 'side' }]
  })
  return [...fromMetas, ...fromData]
}

/** All objects in a page's JSON-LD, however deep; what cannot be read is left out. */
function thingsIn(data: readonly string[]): readonly Thing[] {
  const found: Thing[] = []
  const open: unknown[] = data.filter((text) => text.length <= longestData).map(parsed)
  for (let value = open.pop(); value !== undefined && found.length < mostThings; value = open.pop()) {
    if (Array.isArray(value) || isThing(value)) {
      if (!Array.isArray(value)) found.push(value)
      // One by one: there may be more than a call may have arguments.
      for (const each of Object.values(value)) open.push(each ?? null)
    }
  }
  return found
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function artistOf({ byArtist }: Thing): string {
  return isThing(byArtist) ? textOf(byArtist.name) : ''
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value ?? {}
  } catch {
    return {}
  }
}
