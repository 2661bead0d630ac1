import type { SourceListing, SourceQuery } from '../../../shared/domain/live/source-listing.ts'
import { artist, label } from './artist.ts'
import { sampleTracks, type SampleTrack } from './listings.ts'
import { createRandom } from './random.ts'

/** Where a source of the sample shows a recording, from when on, and what changes there later. */
interface Upload {
  readonly track: SampleTrack
  readonly source: string
  readonly ref: string
  /** Visits count from 0. */
  readonly from: number
  /** From this visit on it bears another title; null: it stays as it is. */
  readonly renamedFrom: number | null
  readonly official: boolean
}

const accounts = ['fullalbums24', 'Night Drive Radio', 'indie reuploads', 'ferry.fan'] as const
const sites: Readonly<Record<string, (ref: string) => string>> = {
  deezer: (ref) => `https://deezer.example/track/${ref}`,
  archive: (ref) => `https://archive.example/details/${ref}`,
  itunes: (ref) => `https://itunes.example/song/${ref}`,
}
/** How likely a track turns up besides, in a hundred. */
const shares: Readonly<Record<string, number>> = { deezer: 75, archive: 95, itunes: 40 }

/** Everything the sources of the sample have shown after so many visits. */
function uploads(visits: number): readonly Upload[] {
  const random = createRandom(20261122)
  return sampleTracks().flatMap((track, at) =>
    Object.entries(shares).flatMap(([source, share]) => {
      const own =
        source === 'archive'
          ? []
          : [upload(track, source, String(4000 + at), random.below(3) === 0 ? random.below(visits) : 0, true)]
      if (random.below(100) >= share) return own
      const from = 1 + random.below(visits - 1)
      const renamed = random.below(4) === 0 && from + 1 < visits ? from + 1 : null
      return [
        ...own,
        { ...upload(track, source, `nt-${String(at)}-${source}`, from, false), renamedFrom: renamed },
      ]
    }),
  )
}

function upload(track: SampleTrack, source: string, ref: string, from: number, official: boolean): Upload {
  return { track, source, ref, from, renamedFrom: null, official }
}

function isAsked({ track }: Upload, query: SourceQuery): boolean {
  if (query.by === 'isrc') return query.isrc === track.isrc
  return query.by === 'names' && query.title === track.title
}

function shown({ track, source, ref, renamedFrom, official }: Upload, visit: number): SourceListing {
  const isRenamed = renamedFrom !== null && visit >= renamedFrom
  const account = accounts[track.seconds % accounts.length] ?? accounts[0]
  return {
    ref,
    url: (sites[source] ?? sites.deezer)?.(ref) ?? '',
    title: isRenamed ? `${track.title} (8D audio)` : track.title,
    artist: artist.artistName,
    account: official ? null : account,
    album: track.album,
    label: official ? label : null,
    isrc: source === 'archive' ? null : track.isrc,
    gtin: null,
    durationMs: track.seconds * 1000,
    year: null,
    offers: source === 'archive' ? 'file' : 'page',
  }
}

let known: readonly Upload[] | null = null

/** What a source of the sample answers at one of its visits, of `visits` in all. */
export function sampleAnswer(
  source: string,
  query: SourceQuery,
  visit: number,
  visits: number,
): readonly SourceListing[] {
  known ??= uploads(visits)
  return known
    .filter((each) => each.source === source && each.from <= visit && isAsked(each, query))
    .map((each) => shown(each, visit))
}
