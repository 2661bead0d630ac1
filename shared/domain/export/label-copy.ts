import {
  discsOf,
  type DossierCredit,
  type DossierTrack,
  fullTitle,
  printedName,
  type ReleaseDossier,
} from './dossier.ts'
import { releaseType } from './ern43.ts'
import type { ExportProblem } from './formats.ts'
import { formatIsrc } from '../identifiers/isrc.ts'
import { formatIswc } from '../identifiers/iswc.ts'
import { exactDuration } from './table.ts'

/** A line of a label copy; `value` is null where the fact is missing. */
export interface LabelCopyLine {
  readonly label: string
  readonly value: string | null
}

export interface LabelCopyTrack {
  readonly number: string
  readonly title: string
  /** Empty when it is the artist of the release. */
  readonly artist: string
  readonly duration: string | null
  readonly isrc: string | null
  /** Writers, ℗ line and who took part, each with its name. */
  readonly lines: readonly LabelCopyLine[]
}

export interface LabelCopyDisc {
  /** Empty when there is only one. */
  readonly heading: string
  readonly tracks: readonly LabelCopyTrack[]
  /** Of all tracks, or null when one is not known. */
  readonly duration: string | null
}

/** Everything that is printed about a release, in the order in which it is set. */
export interface LabelCopy {
  readonly title: string
  readonly artist: string | null
  readonly facts: readonly LabelCopyLine[]
  readonly discs: readonly LabelCopyDisc[]
  readonly credits: readonly LabelCopyLine[]
  /** True when any fact is missing: the pages are marked as a draft. */
  readonly draft: boolean
}

/** Sets out a release. `roleName` gives a role in words. */
export function labelCopy(release: ReleaseDossier, roleName: (code: string) => string): LabelCopy {
  const facts: LabelCopyLine[] = [
    { label: 'Label', value: known(release.label) },
    { label: 'Catalogue number', value: known(release.catalogueNumber) },
    { label: 'Barcode', value: release.gtin },
    { label: 'Release date', value: release.releaseDate },
    { label: 'Type', value: releaseType(release, release.tracks.length) },
    { label: 'Genre', value: known(release.genre) },
    { label: '℗ line', value: signed('℗', release.pLine) },
    { label: '© line', value: signed('©', release.cLine) },
  ]
  const discs = discsOf(release.tracks)
  const set = discs.map(([disc, tracks], index) => ({
    heading: discs.length > 1 ? `Disc ${disc}` : '',
    tracks: tracks.map((track, at) => trackOf(track, at, release, roleName)),
    duration: total(tracks),
    index,
  }))
  const lines = [...facts, ...set.flatMap(({ tracks }) => tracks.flatMap(({ lines: own }) => own))]
  const incomplete = set.some(({ tracks }) =>
    tracks.some(({ isrc, duration }) => isrc === null || duration === null),
  )
  return {
    title: release.title,
    artist: known(release.artist),
    facts,
    discs: set.map(({ heading, tracks, duration }) => ({ heading, tracks, duration })),
    credits: grouped(
      release.credits.filter(({ role }) => role !== 'main-artist'),
      roleName,
    ),
    draft:
      release.artist === '' ||
      release.tracks.length === 0 ||
      incomplete ||
      lines.some(({ value }) => value === null),
  }
}

/** The missing facts of a label copy; each leaves a “missing” on paper, none keeps it from being made. */
export function labelCopyProblems(release: ReleaseDossier): readonly ExportProblem[] {
  const problems: ExportProblem[] = []
  const copy = labelCopy(release, (code) => code)
  const onRelease = (field: string) => {
    const subject = { type: 'release' as const, id: release.id, title: release.title }
    problems.push({ subject, field, message: `The ${field} is missing.`, severity: 'advised' })
  }
  if (copy.artist === null) onRelease('artist')
  for (const { label, value } of copy.facts) if (value === null) onRelease(lowerFirst(label))
  if (release.tracks.length === 0) onRelease('track list')
  for (const track of release.tracks) {
    const subject = { type: 'recording' as const, id: track.recordingId, title: track.title }
    const onTrack = (field: string) =>
      problems.push({ subject, field, message: `The ${field} is missing.`, severity: 'advised' })
    if (track.isrc === null) onTrack('ISRC')
    if (track.durationMs === null) onTrack('duration')
    if (known(track.pLine) === null && known(release.pLine) === null) onTrack('℗ line')
    if (writers(track).length === 0)
      problems.push({ subject, field: 'writers', message: 'The writers are missing.', severity: 'advised' })
  }
  return problems
}

/** A text that is printed, with the record and field it comes from. */
export interface LabelCopyText {
  readonly subject: ExportProblem['subject']
  readonly field: string
  readonly text: string
}

/** Every text of a release that its label copy prints. */
export function labelCopyTexts(
  release: ReleaseDossier,
  roleName: (code: string) => string,
): readonly LabelCopyText[] {
  const copy = labelCopy(release, roleName)
  const subject = { type: 'release' as const, id: release.id, title: release.title }
  const texts: LabelCopyText[] = [
    { subject, field: 'title', text: copy.title },
    { subject, field: 'artist', text: copy.artist ?? '' },
    ...[...copy.facts, ...copy.credits].map(({ label, value }) => {
      return { subject, field: lowerFirst(label), text: value ?? '' }
    }),
  ]
  const tracks = copy.discs.flatMap((disc) => disc.tracks)
  const ordered = discsOf(release.tracks).flatMap(([, of]) => of)
  for (const [at, track] of tracks.entries()) {
    const source = ordered[at]
    if (!source) continue
    const recording = { type: 'recording' as const, id: source.recordingId, title: source.title }
    texts.push(
      { subject: recording, field: 'title', text: track.title },
      { subject: recording, field: 'artist', text: track.artist },
      ...track.lines.flatMap(({ label, value }) => [
        { subject: recording, field: lowerFirst(label), text: value ?? '' },
        // What an instrument is called is printed too.
        { subject: recording, field: 'credits', text: label },
      ]),
    )
  }
  return texts
}

function trackOf(
  track: DossierTrack,
  index: number,
  release: ReleaseDossier,
  roleName: (code: string) => string,
): LabelCopyTrack {
  const written = writers(track)
  const iswcs = track.works.flatMap(({ iswc }) => (iswc === null ? [] : [formatIswc(iswc)]))
  const pLine = signed('℗', track.pLine)
  return {
    number: String(track.number ?? index + 1),
    title: fullTitle(track),
    artist: track.artist === release.artist ? '' : track.artist,
    duration: track.durationMs === null ? null : exactDuration(track.durationMs).replace(/\..*$/, ''),
    isrc: track.isrc === null ? null : formatIsrc(track.isrc),
    lines: [
      { label: 'Written by', value: written.length === 0 ? null : written.join(', ') },
      ...(iswcs.length === 0 ? [] : [{ label: 'ISWC', value: iswcs.join(', ') }]),
      ...(pLine === null || pLine === signed('℗', release.pLine) ? [] : [{ label: '℗ line', value: pLine }]),
      ...grouped(
        track.credits.filter(({ role }) => role !== 'main-artist'),
        roleName,
      ),
    ],
  }
}

function writers({ works }: DossierTrack): readonly string[] {
  const roles = new Set(['composer-lyricist', 'composer', 'lyricist', 'arranger', 'adapter', 'translator'])
  const names = works.flatMap(({ credits }) => credits.filter(({ role }) => roles.has(role)).map(printedName))
  return [...new Set(names)]
}

/** Credits by role, in the order in which the roles come up. */
function grouped(
  credits: readonly DossierCredit[],
  roleName: (code: string) => string,
): readonly LabelCopyLine[] {
  const byRole = new Map<string, string[]>()
  for (const credit of credits) {
    const label = credit.instrument === '' ? roleName(credit.role) : sentence(credit.instrument)
    byRole.set(label, [...(byRole.get(label) ?? []), printedName(credit)])
  }
  return [...byRole].map(([label, names]) => ({ label, value: names.join(', ') }))
}

function total(tracks: readonly DossierTrack[]): string | null {
  let sum = 0
  for (const { durationMs } of tracks) {
    if (durationMs === null) return null
    sum += durationMs
  }
  return exactDuration(Math.round(sum / 1000) * 1000)
}

function signed(sign: '℗' | '©', line: string): string | null {
  const text = line.replace(/^\s*(?:[℗©]|\([pc]\))\s*/iu, '').trim()
  return text === '' ? null : `${sign} ${text}`
}

function known(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
