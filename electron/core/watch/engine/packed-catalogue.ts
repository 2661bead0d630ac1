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

/** Collects entries one by one, so that a large catalogue can be read in slices. */
export function createCataloguePacker(): CataloguePacker {
  let packed = Buffer.allocUnsafeSlow(64 * 1024)
  let length = 0
  let codes = 0
  const starts: number[] = []
  return {
    add({ id, title, version, artist, album = '', isrcs, durationMs }) {
      const fields = [
        id,
        title,
        version,
        artist,
        isrcs.join(' '),
        durationMs === null ? '' : String(durationMs),
        album,
      ]
      const entry = Buffer.from(fields.map((field) => field.replaceAll(separator, ' ')).join(separator))
      if (length + entry.length > packed.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(2 * packed.length, length + entry.length))
        packed.copy(larger, 0, 0, length)
        packed = larger
      }
      entry.copy(packed, length)
      starts.push(length)
      length += entry.length
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

/** The entry at `index`, from 0. */
export function unpackEntry(catalogue: PackedCatalogue, index: number): CatalogueEntry {
  const from = catalogue.starts[index] ?? 0
  const to = catalogue.starts[index + 1] ?? from
  const text = Buffer.from(catalogue.text.buffer, from, to - from).toString('utf8')
  const [id = '', title = '', version = '', artist = '', isrcs = '', duration = '', album = ''] =
    text.split(separator)
  return {
    id,
    title,
    version,
    artist,
    album,
    isrcs: isrcs === '' ? [] : isrcs.split(' '),
    durationMs: duration === '' ? null : Number(duration),
  }
}
