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
  /** Where each entry starts in `text`, and where the last one ends. There is a separator behind each field. */
  readonly starts: Float64Array<SharedArrayBuffer>
  readonly text: Uint8Array<SharedArrayBuffer>
}

export interface CataloguePacker {
  add(entry: CatalogueEntry): void
  /** The catalogue of the entries added since the last one. */
  finish(): PackedCatalogue
}

const separator = '\u001f'
const separatorByte = 0x1f
const releaseSeparator = '\u001e'

/** Entries written in one go: to write each field by itself takes twice as long. */
const entriesAtATime = 64
const fieldsPerEntry = 11
/** A unit of UTF-16 takes up to three bytes. */
const bytesPerUnit = 3

/** Collects entries one by one, so that a large catalogue can be read in slices. */
export function createCataloguePacker(): CataloguePacker {
  let packed = Buffer.allocUnsafeSlow(64 * 1024)
  let length = 0
  let codes = 0
  let size = 0
  const starts: number[] = []
  /** Of entries that are not written yet. */
  const fields: string[] = []
  const write = (texts: readonly string[]) => {
    const text = texts.join(separator)
    packed = withRoom(packed, length, length + bytesPerUnit * text.length + 1)
    const end = length + packed.write(text, length)
    packed[end] = separatorByte
    const found = startsIn(packed, length, end + 1)
    if (found.separators !== texts.length) return false
    starts.push(...found.starts)
    length = end + 1
    return true
  }
  const writeOut = () => {
    if (fields.length > 0 && !write(fields)) write(fields.map((field) => field.replaceAll(separator, ' ')))
    fields.length = 0
  }
  return {
    add(entry) {
      const { id, title, version, artist, album = '', isrcs, durationMs } = entry
      const { releases = noReleases, year = null, trackNumber = null, isAlias = false } = entry
      const code = isrcs.length === 1 ? (isrcs[0] ?? '') : isrcs.join(' ')
      fields.push(id, title, version, artist, code, numberText(durationMs), album, numberText(year))
      fields.push(numberText(trackNumber), releasesText(releases), isAlias ? '1' : '')
      codes += isrcs.length
      size++
      if (fields.length === entriesAtATime * fieldsPerEntry) writeOut()
    },
    finish() {
      writeOut()
      const text = new Uint8Array(new SharedArrayBuffer(length))
      text.set(packed.subarray(0, length))
      const offsets = new Float64Array(new SharedArrayBuffer(8 * (size + 1)))
      offsets.set(starts)
      offsets[size] = length
      const catalogue = { size, codes, starts: offsets, text }
      length = 0
      codes = 0
      size = 0
      starts.length = 0
      return catalogue
    },
  }
}

function withRoom(bytes: Buffer<ArrayBuffer>, used: number, needed: number): Buffer<ArrayBuffer> {
  if (needed <= bytes.length) return bytes
  const larger = Buffer.allocUnsafeSlow(Math.max(2 * bytes.length, needed))
  bytes.copy(larger, 0, 0, used)
  return larger
}

/** Where the entries in `bytes[from…to)` start, and how many separators there are. */
function startsIn(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly starts: readonly number[]; readonly separators: number } {
  const starts: number[] = []
  let separators = 0
  let start = from
  for (let at = from; at < to; at++) {
    if (bytes[at] !== separatorByte || ++separators % fieldsPerEntry !== 0) continue
    starts.push(start)
    start = at + 1
  }
  return { starts, separators }
}

/** The fields of an entry that are indexed, by their number. */
const indexed = { title: 1, version: 2, artist: 3, codes: 4, releases: 9 } as const

/** One catalogue of several, in their order. */
export function joinCatalogues(parts: readonly PackedCatalogue[]): PackedCatalogue {
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0) return only
  const sum = (count: (part: PackedCatalogue) => number) => parts.reduce((all, part) => all + count(part), 0)
  const [size, codes, bytes] = [
    sum((part) => part.size),
    sum((part) => part.codes),
    sum(({ text }) => text.length),
  ]
  const starts = new Float64Array(new SharedArrayBuffer(8 * (size + 1)))
  const text = new Uint8Array(new SharedArrayBuffer(bytes))
  let [entry, from] = [0, 0]
  for (const part of parts) {
    text.set(part.text, from)
    // Where the last entry of a part ends, the next part starts.
    for (let index = 0; index <= part.size; index++) starts[entry + index] = from + (part.starts[index] ?? 0)
    entry += part.size
    from += part.text.length
  }
  return { size, codes, starts, text }
}

/** Reads entries for indexing one after the other, where they lie: without making objects or texts of what they say. */
export class EntryReader {
  /** Of the whole catalogue. */
  readonly text: Uint8Array
  readonly #starts: Float64Array
  /** Where each field of the entry read last starts. All entries have as many. */
  readonly #fields: number[] = []
  #end = 0

  constructor({ starts, text }: PackedCatalogue) {
    this.#starts = starts
    this.text = text
  }

  /** Goes to the entry at `index`, from 0. */
  read(index: number): void {
    const { text } = this
    const start = this.#starts[index] ?? 0
    const end = this.#starts[index + 1] ?? start
    this.#fields[0] = start
    this.#end = end
    for (let at = start, field = 1; at < end; at++)
      if (text[at] === separatorByte) this.#fields[field++] = at + 1
  }

  /** Where a field starts in `text`. */
  start(field: keyof typeof indexed): number {
    return this.#fields[indexed[field]] ?? this.#end
  }

  end(field: keyof typeof indexed): number {
    return (this.#fields[indexed[field] + 1] ?? this.#end + 1) - 1
  }

  /** The title with its version words, as UTF-8; null when it has none, and is the field as it stands. */
  fullTitle(): Buffer | null {
    if (this.start('version') === this.end('version')) return null
    return Buffer.from(fullTitle(this.#text('title'), this.#text('version')))
  }

  /** False only when neither title nor version nor artist has a Han character. */
  mayHaveHan(): boolean {
    const end = this.end('artist')
    for (let at = this.start('title'); at < end; at++) if ((this.text[at] ?? 0) >= firstHanByte) return true
    return false
  }

  /** The GTINs of the releases it is on. */
  gtins(): readonly string[] {
    return this.start('releases') === this.end('releases')
      ? noGtins
      : releasesOf(this.#text('releases')).map(({ gtin }) => gtin)
  }

  #text(field: keyof typeof indexed): string {
    const from = this.start(field)
    return Buffer.from(this.text.buffer, this.text.byteOffset + from, this.end(field) - from).toString('utf8')
  }
}

/** With it begins the UTF-8 of U+2000 and what follows; Han characters begin at U+2E80. */
const firstHanByte = 0xe2
const noGtins: readonly string[] = []

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

function releasesText(releases: readonly CatalogueRelease[]): string {
  if (releases.length === 0) return ''
  return releases.map(({ gtin, title }) => `${gtin}${plain(title)}`).join(releaseSeparator)
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
