/** Someone's part in a recording, a work or a release, as the catalogue has it. */
export interface DossierCredit {
  readonly partyId: number
  readonly name: string
  /** As printed here when it differs; else empty. */
  readonly creditedAs: string
  readonly role: string
  readonly instrument: string
  readonly ipiName: string | null
}

export interface DossierWork {
  readonly id: number
  readonly title: string
  readonly iswc: string | null
  readonly credits: readonly DossierCredit[]
}

export interface DossierTrack {
  readonly recordingId: number
  readonly disc: number
  readonly number: number | null
  readonly title: string
  readonly version: string
  readonly artist: string
  readonly isrc: string | null
  readonly durationMs: number | null
  readonly year: number | null
  readonly kind: 'audio' | 'video'
  readonly explicit: 'unknown' | 'explicit' | 'not-explicit' | 'cleaned'
  readonly genre: string
  readonly pLine: string
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly publishedOn: string | null
  readonly credits: readonly DossierCredit[]
  readonly works: readonly DossierWork[]
}

/** All that is known about a release, its tracks in running order: what messages and label copies are made of. */
export interface ReleaseDossier {
  readonly id: number
  readonly title: string
  readonly artist: string
  readonly label: string
  readonly gtin: string | null
  readonly releaseDate: string | null
  readonly type: '' | 'single' | 'ep' | 'album' | 'compilation' | 'live' | 'other'
  readonly catalogueNumber: string
  readonly pLine: string
  readonly cLine: string
  readonly genre: string
  readonly credits: readonly DossierCredit[]
  readonly tracks: readonly DossierTrack[]
}

/** The name a credit prints. */
export function printedName({ name, creditedAs }: Pick<DossierCredit, 'name' | 'creditedAs'>): string {
  return creditedAs.trim() === '' ? name : creditedAs.trim()
}

/** Title with version, `Harbour Lights (Live)`, unless the title says it already. */
export function fullTitle({ title, version }: Pick<DossierTrack, 'title' | 'version'>): string {
  if (version.trim() === '' || title.toLowerCase().includes(version.trim().toLowerCase())) return title
  return `${title} (${version.trim()})`
}

/** A ℗ or © line, `℗ 2026 Luna Vale`, taken apart. */
export interface RightsLine {
  readonly year: number
  /** With the year, without the sign: `2026 Luna Vale`. */
  readonly text: string
}

/** Reads a line such as `℗ 2026 Luna Vale`, `(P) 2026 …`, `2026 …`. Null when it names no year. */
export function rightsLine(raw: string): RightsLine | null {
  const text = raw
    .normalize('NFC')
    .replace(/^\s*(?:[℗©]|\([pc]\))\s*/iu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const year = /^(\d{4})(?!\d)/.exec(text)?.[1]
  return year === undefined ? null : { year: Number(year), text }
}

/** Tracks by disc, discs in order. */
export function discsOf(
  tracks: readonly DossierTrack[],
): readonly (readonly [disc: number, tracks: readonly DossierTrack[]])[] {
  const discs = new Map<number, DossierTrack[]>()
  for (const track of tracks) {
    const list = discs.get(track.disc)
    if (list) list.push(track)
    else discs.set(track.disc, [track])
  }
  return [...discs].sort(([one], [other]) => one - other)
}
