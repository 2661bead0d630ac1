import { fullTitle } from '../../../../shared/domain/matching/exact.ts'

/** A recording as a sweep looks for it. */
export interface CatalogueEntry {
  /** Whatever the caller knows the recording by. */
  readonly id: string
  readonly title: string
  /** Version words kept apart from the title; may be empty. */
  readonly version: string
  readonly artist: string
  /** Title of the release it is on; empty or absent when unknown or when there are several. */
  readonly album?: string
  /** Stored forms, the recording's own code first. */
  readonly isrcs: readonly string[]
  readonly durationMs: number | null
  /** Releases it is on that have a GTIN, in 14 digits. */
  readonly releases?: readonly CatalogueRelease[]
  /** When its release came out, and its place on it; null or absent when unknown or when there are several. */
  readonly year?: number | null
  readonly trackNumber?: number | null
  /** True when the names are those of a recording in another script, which is in the catalogue as well. */
  readonly isAlias?: boolean
}

export interface CatalogueRelease {
  readonly gtin: string
  readonly title: string
}

/** A whole catalogue in two shared buffers: every worker reads the same copy. */
export interface PackedCatalogue {
  readonly size: number
  /** How many ISRCs all entries have together. */
  readonly codes: number
  /** Where each entry starts in `text`, and where the last one ends. */
  readonly starts: Float64Array<SharedArrayBuffer>
  readonly text: Uint8Array<SharedArrayBuffer>
}

export interface CataloguePacker {
  add(entry: CatalogueEntry): void
  /** The catalogue of all entries added. */
  finish(): PackedCatalogue
}

const separator = '\u001f'
const releaseSeparator = '\u001e'

/** Collects entries one by one, so that a large catalogue can be read in slices. */
export function createCataloguePacker(): CataloguePacker {
  let packed = Buffer.allocUnsafeSlow(64 * 1024)
  let length = 0
  let codes = 0
  const starts: number[] = []
  return {
    add({ id, title, version, artist, album = '', isrcs, durationMs, ...more }) {
      const { releases = [], year = null, trackNumber = null, isAlias = false } = more
      const fields = [
        id,
        title,
        version,
        artist,
        isrcs.join(' '),
        numberText(durationMs),
        album,
        numberText(year),
        numberText(trackNumber),
        releases.map(({ gtin, title: name }) => `${gtin}${plain(name)}`).join(releaseSeparator),
        isAlias ? '1' : '',
      ]
      const isPlain = fields.every((field) => !field.includes(separator))
      const text = (isPlain ? fields : fields.map((field) => field.replaceAll(separator, ' '))).join(
        separator,
      )
      // A unit of UTF-16 takes up to three bytes.
      if (length + 3 * text.length > packed.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(2 * packed.length, length + 3 * text.length))
        packed.copy(larger, 0, 0, length)
        packed = larger
      }
      starts.push(length)
      length += packed.write(text, length)
      codes += isrcs.length
    },
    finish() {
      const text = new Uint8Array(new SharedArrayBuffer(length))
      text.set(packed.subarray(0, length))
      const offsets = new Float64Array(new SharedArrayBuffer(8 * (starts.length + 1)))
      offsets.set(starts)
      offsets[starts.length] = length
      return { size: starts.length, codes, starts: offsets, text }
    },
  }
}

/** What of an entry is indexed. Names are UTF-8 and may be overwritten when the next entry is read. */
export interface IndexedEntry {
  /** With its version words. */
  readonly title: Buffer
  readonly artist: Buffer
  readonly isrcs: readonly string[]
  readonly gtins: readonly string[]
  /** The title by itself. */
  readonly song: Buffer
}

const separatorByte = 0x1f

/** Reads entries for indexing one after the other, without making texts of all that they say. */
export function createEntryReader({ starts, text }: PackedCatalogue): (index: number) => IndexedEntry {
  const shared = Buffer.from(text.buffer)
  let scratch = Buffer.allocUnsafeSlow(4096)
  /** Of the entry read last. All have as many fields. */
  const fieldStarts: number[] = [0]
  return (index) => {
    const from = starts[index] ?? 0
    const length = (starts[index + 1] ?? from) - from
    if (length > scratch.length) scratch = Buffer.allocUnsafeSlow(2 * length)
    shared.copy(scratch, 0, from, from + length)
    const entry = scratch.subarray(0, length)
    for (let at = 0, field = 1; at < length; at++)
      if (entry[at] === separatorByte) fieldStarts[field++] = at + 1
    const field = (number: number) =>
      entry.subarray(fieldStarts[number], (fieldStarts[number + 1] ?? length + 1) - 1)
    const [song, version, isrcs, releases] = [field(1), field(2), field(4).toString('latin1'), field(9)]
    return {
      song,
      title:
        version.length === 0 ? song : Buffer.from(fullTitle(song.toString('utf8'), version.toString('utf8'))),
      artist: field(3),
      isrcs: isrcs === '' ? [] : isrcs.split(' '),
      gtins: releases.length === 0 ? [] : releasesOf(releases.toString('utf8')).map(({ gtin }) => gtin),
    }
  }
}

/** Reads entries by their index, from 0. */
export function entryUnpacker({ starts, text }: PackedCatalogue): (index: number) => CatalogueEntry {
  const shared = Buffer.from(text.buffer)
  return (index) => {
    const from = starts[index] ?? 0
    const fields = shared.toString('utf8', from, starts[index + 1] ?? from).split(separator)
    const field = (number: number) => fields[number] ?? ''
    const isrcs = field(4)
    return {
      id: field(0),
      title: field(1),
      version: field(2),
      artist: field(3),
      album: field(6),
      isrcs: isrcs === '' ? [] : isrcs.includes(' ') ? isrcs.split(' ') : [isrcs],
      durationMs: numberOf(field(5)),
      year: numberOf(field(7)),
      trackNumber: numberOf(field(8)),
      isAlias: field(10) !== '',
      releases: releasesOf(field(9)),
    }
  }
}

const noReleases: readonly CatalogueRelease[] = []

function releasesOf(text: string): readonly CatalogueRelease[] {
  if (text === '') return noReleases
  return text.split(releaseSeparator).map((one) => ({ gtin: one.slice(0, 14), title: one.slice(14) }))
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value)
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text)
}

function plain(text: string): string {
  return text.replaceAll(releaseSeparator, ' ')
}
