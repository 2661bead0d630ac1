import { gtin14 } from '../identifiers/gtin.ts'
import { formatIsrc, readIsrcCell } from '../identifiers/isrc.ts'
import { artistKey, titleKey } from '../text/fold.ts'
import type { FolderRelease, GroupedTrack } from './folder-releases.ts'

/** A recording of the catalogue as far as a file can be compared with it. */
export interface KnownRecording {
  readonly id: number
  readonly title: string
  readonly artist: string
  readonly version: string
  readonly isrc: string | null
  readonly durationMs: number | null
}

export interface KnownRelease {
  readonly id: number
  readonly gtin14: string | null
  readonly artist: string
}

/** What planning asks of the catalogue. */
export interface CatalogueLookup {
  byId(id: number): KnownRecording | null
  /** By its own code or one kept beside it as an alias. */
  byIsrc(isrc: string): KnownRecording | null
  isVoided(isrc: string): boolean
  byPosition(gtin14: string, disc: number, number: number): KnownRecording | null
  /** Folded title and artist. */
  byKeys(titleKey: string, artistKey: string): readonly KnownRecording[]
  releasesByGtin(gtin14: string): readonly KnownRelease[]
  releasesByTitle(titleKey: string): readonly KnownRelease[]
}

export type MatchedBy = 'file' | 'isrc' | 'gtin-position' | 'title-artist-duration'

/** A code to be noted beside the recording. */
export interface SideCode {
  readonly value: string
  readonly raw: string
  readonly state: 'alias' | 'erroneous' | 'conflict'
}

export interface TrackPlan {
  readonly track: GroupedTrack
  readonly artist: string
  readonly version: string
  readonly action: 'create' | 'link' | 'unchanged' | 'rejected'
  /** Recording of the catalogue it is, or null. */
  readonly recordingId: number | null
  /** Number of the recording to be created, shared by all files of it; null unless it is new. */
  readonly newRecording: number | null
  readonly matchedBy: MatchedBy | null
  /** The code the recording gets or has. */
  readonly isrc: string | null
  readonly sideCodes: readonly SideCode[]
  readonly problems: readonly string[]
}

export interface ReleasePlan {
  readonly release: FolderRelease
  /** Release of the catalogue it is, or null when it is new or none. */
  readonly releaseId: number | null
  readonly tracks: readonly TrackPlan[]
}

/** Recordings whose lengths differ by more are different ones, whatever the titles say (stores compare so too). */
export const otherRecordingMs = 5000

/**
 * What becomes of each file: the recording it was linked to before; else the one with its ISRC; else the one at its
 * position on the release with its barcode; else the one of the same title, artist, version and length; else a new
 * one. Files of one folder that are the same recording in several formats become one. Nothing is written.
 * @param ownArtist taken where neither tags nor names say who plays; null when there is none.
 */
export function planImport(
  releases: readonly FolderRelease[],
  catalogue: CatalogueLookup,
  ownArtist: string | null,
): readonly ReleasePlan[] {
  const planned = createPlanned()
  return releases.map((release) => ({
    release,
    releaseId: release.isRelease ? findRelease(release, catalogue) : null,
    tracks: release.tracks.map((track) => planTrack(track, release, catalogue, planned, ownArtist)),
  }))
}

interface Codes {
  readonly first: string | null
  readonly others: readonly SideCode[]
  readonly problems: readonly string[]
}

function planTrack(
  track: GroupedTrack,
  release: FolderRelease,
  catalogue: CatalogueLookup,
  planned: Planned,
  ownArtist: string | null,
): TrackPlan {
  const artist = track.artist === '' ? (ownArtist ?? '') : track.artist
  const { version } = track.file.tags
  const base = { track, artist, version, newRecording: null, recordingId: null, matchedBy: null }
  const { recordingId } = track.file
  const known = recordingId === null ? null : catalogue.byId(recordingId)
  if (known !== null)
    return {
      ...base,
      action: 'unchanged',
      recordingId: known.id,
      matchedBy: 'file',
      isrc: known.isrc,
      sideCodes: [],
      problems: [],
    }
  const lacking = titleKey(track.title) === '' ? 'title' : artistKey(artist) === '' ? 'artist' : null
  if (lacking !== null)
    return { ...base, action: 'rejected', isrc: null, sideCodes: [], problems: [withoutName(lacking)] }
  const wanted: Wanted = {
    title: track.title,
    artist,
    version,
    durationMs: track.file.durationMs,
    position:
      release.gtin === null || track.number === null
        ? null
        : { gtin14: gtin14(release.gtin), disc: track.disc, number: track.number },
  }
  const codes = readCodes(track, catalogue)
  const found = findRecording(wanted, codes, catalogue)
  const problems = [...codes.problems, ...found.problems]
  if (found.recording !== null) {
    const { id, isrc } = found.recording
    const takes = isrc === null && codes.first !== null && found.codeIsFree
    const beside =
      codes.first !== null && !takes && isrc !== codes.first ? [aliasOf(codes.first, found.codeIsFree)] : []
    return {
      ...base,
      action: 'link',
      recordingId: id,
      matchedBy: found.by,
      isrc: takes ? codes.first : isrc,
      sideCodes: [...beside, ...codes.others],
      problems,
    }
  }
  const wantedCode = found.codeIsFree ? codes.first : null
  const { number, isNew, codeOf } = planned.recording(wanted, wantedCode)
  const own = codeOf === null ? wantedCode : null
  const conflict = codes.first !== null && own === null ? [aliasOf(codes.first, false)] : []
  return {
    ...base,
    action: isNew ? 'create' : 'link',
    newRecording: number,
    isrc: own,
    sideCodes: [...conflict, ...codes.others],
    problems:
      codeOf === null || wantedCode === null ? problems : [...problems, codeOfAnother(wantedCode, codeOf)],
  }
}

interface Named {
  readonly title: string
  readonly artist: string
}

interface Wanted extends Named {
  readonly version: string
  readonly durationMs: number | null
  readonly position: { readonly gtin14: string; readonly disc: number; readonly number: number } | null
}

interface Finding {
  readonly recording: KnownRecording | null
  readonly by: MatchedBy | null
  /** The file's code is on no other recording. */
  readonly codeIsFree: boolean
  readonly problems: readonly string[]
}

function findRecording(wanted: Wanted, codes: Codes, catalogue: CatalogueLookup): Finding {
  const problems: string[] = []
  let codeIsFree = true
  const holder = codes.first === null ? null : catalogue.byIsrc(codes.first)
  if (holder !== null && codes.first !== null) {
    if (agrees(holder, wanted)) return { recording: holder, by: 'isrc', codeIsFree: true, problems }
    codeIsFree = false
    problems.push(codeOfAnother(codes.first, holder))
  }
  const { position } = wanted
  const there =
    position === null ? null : catalogue.byPosition(position.gtin14, position.disc, position.number)
  if (
    there !== null &&
    agrees(there, wanted) &&
    !lengthsDiffer(there, wanted) &&
    codesAllow(there, codes.first)
  )
    return { recording: there, by: 'gtin-position', codeIsFree, problems }
  const same = catalogue
    .byKeys(titleKey(wanted.title), artistKey(wanted.artist))
    .filter(({ version }) => titleKey(version) === titleKey(wanted.version))
  const twin = same.find((known) => !lengthsDiffer(known, wanted) && codesAllow(known, codes.first))
  if (twin !== undefined) return { recording: twin, by: 'title-artist-duration', codeIsFree, problems }
  const [other] = same
  if (other !== undefined) problems.push(ownRecording(other))
  return { recording: null, by: null, codeIsFree, problems }
}

/** Two codes are two recordings, until somebody says otherwise. */
function codesAllow(known: KnownRecording, isrc: string | null): boolean {
  return isrc === null || known.isrc === null || known.isrc === isrc
}

/** An artist's recordings all share the artist: only the title tells which one is meant. */
function agrees(known: Named, wanted: Named): boolean {
  return alike(titleKey(known.title), titleKey(wanted.title))
}

/** Equal, or one continues the other ("… (Remastered)", "… feat. …"). */
function alike(one: string, other: string): boolean {
  return one !== '' && other !== '' && (one.startsWith(other) || other.startsWith(one))
}

function lengthsDiffer(known: { readonly durationMs: number | null }, wanted: Wanted): boolean {
  if (known.durationMs === null || wanted.durationMs === null) return false
  return Math.abs(known.durationMs - wanted.durationMs) > otherRecordingMs
}

function findRelease(release: FolderRelease, catalogue: CatalogueLookup): number | null {
  const code = release.gtin === null ? null : gtin14(release.gtin)
  const [same] = code === null ? [] : catalogue.releasesByGtin(code)
  if (same !== undefined) return same.id
  const found = catalogue
    .releasesByTitle(titleKey(release.title))
    .find(
      (known) =>
        (code === null || known.gtin14 === null) &&
        (known.artist === '' ||
          release.artist === '' ||
          alike(artistKey(known.artist), artistKey(release.artist))),
    )
  return found?.id ?? null
}

function readCodes({ file }: GroupedTrack, catalogue: CatalogueLookup): Codes {
  const problems: string[] = []
  const others: SideCode[] = []
  let first: string | null = null
  for (const { raw } of file.tags.isrcs) {
    for (const { reading, raw: part } of readIsrcCell(raw)) {
      if (reading.status === 'invalid') {
        const hint = reading.suggestion === null ? '' : ` Perhaps ${formatIsrc(reading.suggestion)}?`
        problems.push(`ISRC “${part.slice(0, 40)}”: ${reading.problem.message}${hint}`)
        others.push({ value: part.slice(0, 200), raw: part, state: 'erroneous' })
      } else if (reading.status === 'valid') {
        problems.push(...reading.warnings.map(({ message }) => `ISRC ${reading.display}: ${message}`))
        if (catalogue.isVoided(reading.value)) {
          problems.push(`${reading.display} was voided in your ledger, and a voided code never returns.`)
          others.push({ value: reading.value, raw: part, state: 'erroneous' })
        } else if (first === null) first = reading.value
        else if (reading.value !== first) others.push({ value: reading.value, raw: part, state: 'alias' })
      }
    }
  }
  return { first, others, problems }
}

function aliasOf(isrc: string, isFree: boolean): SideCode {
  return { value: isrc, raw: isrc, state: isFree ? 'alias' : 'conflict' }
}

interface Planned {
  /** `codeOf`: the code belongs to this other recording of the folder, so it is not taken. */
  recording(
    wanted: Wanted,
    isrc: string | null,
  ): { readonly number: number; readonly isNew: boolean; readonly codeOf: Wanted | null }
}

interface PlannedRecording {
  readonly number: number
  readonly wanted: Wanted
  isrc: string | null
}

/** Recordings planned so far: several files of one are one. */
function createPlanned(): Planned {
  const byIsrc = new Map<string, PlannedRecording>()
  const byKeys = new Map<string, PlannedRecording[]>()
  let count = 0
  return {
    recording(wanted, isrc) {
      const holder = isrc === null ? undefined : byIsrc.get(isrc)
      if (holder !== undefined && agrees(holder.wanted, wanted))
        return { number: holder.number, isNew: false, codeOf: null }
      const code = holder === undefined ? isrc : null
      const codeOf = holder?.wanted ?? null
      const key = [titleKey(wanted.title), artistKey(wanted.artist), titleKey(wanted.version)].join('\0')
      const likely = byKeys.get(key) ?? []
      const twin = likely.find(
        (known) =>
          !lengthsDiffer(known.wanted, wanted) &&
          (code === null || known.isrc === null || known.isrc === code),
      )
      if (twin !== undefined) {
        twin.isrc ??= code
        if (code !== null) byIsrc.set(code, twin)
        return { number: twin.number, isNew: false, codeOf }
      }
      count += 1
      const made = { number: count, wanted, isrc: code }
      byKeys.set(key, [...likely, made])
      if (code !== null) byIsrc.set(code, made)
      return { number: count, isNew: true, codeOf }
    },
  }
}

function withoutName(lacking: string): string {
  return lacking === 'artist'
    ? 'Neither the tags nor the file name say who plays. Enter your artist name in Settings to use it for such files.'
    : 'Neither the tags nor the file name give a title.'
}

function codeOfAnother(isrc: string, holder: Named): string {
  return `${formatIsrc(isrc)} is the code of “${holder.title}” by ${holder.artist}. It is kept beside this recording as a conflict, not as its code.`
}

function ownRecording(other: KnownRecording): string {
  const code = other.isrc === null ? '' : `, with the code ${formatIsrc(other.isrc)}`
  return `There is another recording “${other.title}” by ${other.artist}${code}. Length or code differ, so this becomes a recording of its own.`
}
