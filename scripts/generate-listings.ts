import { once } from 'node:events'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import {
  type GeneratedRecording,
  type InventedRow,
  inventCatalogue,
  inventRow,
  pick,
  type Random,
  randomFrom,
} from '../test/fixtures/sweep/invented-rows.ts'
import { plannedChange } from '../test/fixtures/sweep/planted-changes.ts'

// Writes a large listing file with planted hits for a catalogue, and the truth about them. The same options give
// the same bytes. Every name is invented.

export interface GenerateOptions {
  /** Folder for the listings (`listings.csv`, `listings.jsonl`, with `.gz`), `catalogue.csv` and `truth.csv`. */
  readonly folder: string
  readonly rows: number
  readonly recordings: number
  /** Rows that concern a recording of the catalogue; half of them by ISRC. */
  readonly hits: number
  /** Rows that look as if they did. */
  readonly decoys: number
  readonly format: 'csv' | 'jsonl'
  readonly gzip: boolean
  readonly seed: number
}

export interface GeneratedListings {
  readonly listings: string
  readonly catalogue: string
  readonly truth: string
  readonly recordings: readonly GeneratedRecording[]
  readonly planted: readonly PlantedHit[]
}

export interface PlantedHit {
  /** Number of the row: 1 for the first row of data. */
  readonly row: number
  readonly listingId: string
  readonly recordingId: string
  /** How the row was made to fit: `isrc plain`, `isrc lower-case`, `text accents` ... */
  readonly kind: string
  readonly verdict: 'match' | 'possible'
}

/** Which rows are planted: `amount` distinct row numbers, in no particular order. */
function plantedRows(random: Random, rows: number, amount: number): readonly number[] {
  const chosen = new Set<number>()
  while (chosen.size < Math.min(amount, rows)) chosen.add(Math.floor(random() * rows))
  return [...chosen]
}

function asCsv({ id, title, artist, album, isrc, durationMs, label, url, uploader }: InventedRow): string {
  return [id, title, artist, album, isrc, String(durationMs), label, url, uploader].map(csvCell).join(',')
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function asJson({ id, title, artist, album, isrc, durationMs, label, url, uploader }: InventedRow): string {
  const metadata = {
    id,
    name: title,
    artists: [{ id: `a${id}`, name: artist }],
    album: { id: `b${id}`, name: album, label, release_date: '2021-04-09', total_tracks: 11 },
    external_ids: isrc === '' ? {} : { isrc },
    external_urls: { spotify: url },
    duration_ms: durationMs,
    explicit: false,
    popularity: id.length,
    uploader,
  }
  return JSON.stringify({ aacid: `aacid__example__20250715T120000Z__${id}`, metadata })
}

/** Writes the files. Memory stays flat whatever the number of rows. */
export async function generateListings(options: GenerateOptions): Promise<GeneratedListings> {
  const { folder, rows, format, gzip } = options
  const random = randomFrom(options.seed)
  const recordings = inventCatalogue(random, options.recordings)
  const places = plantedRows(random, rows, options.hits + options.decoys)
  const plan = new Map(places.map((row, order) => [row, order]))
  const planted: PlantedHit[] = []
  mkdirSync(folder, { recursive: true })
  const listings = join(folder, `listings.${format}${gzip ? '.gz' : ''}`)
  const file = createWriteStream(listings)
  const out = gzip ? createGzip({ level: 1 }) : file
  if (out !== file) out.pipe(file)
  let text = format === 'csv' ? 'id,title,artist,album,isrc,duration_ms,label,url,uploader\n' : ''
  for (let index = 0; index < rows; index++) {
    let row = inventRow(random, index)
    const order = plan.get(index)
    if (order !== undefined) {
      const recording = pick(random, recordings)
      const change = plannedChange(order, options.hits)
      row = change.apply(row, recording)
      if (change.kind !== null) {
        const { kind, verdict } = change
        planted.push({ row: index + 1, listingId: row.id, recordingId: recording.id, kind, verdict })
      }
    }
    text += `${format === 'csv' ? asCsv(row) : asJson(row)}\n`
    if (text.length > 1 << 20) {
      if (!out.write(text)) await once(out, 'drain')
      text = ''
    }
  }
  const closed = once(file, 'close')
  out.end(text)
  await closed
  const catalogue = join(folder, 'catalogue.csv')
  const truth = join(folder, 'truth.csv')
  writeFileSync(catalogue, table(['id,isrc,title,artist,duration_ms', ...recordings.map(catalogueLine)]))
  writeFileSync(truth, table(['row,listing_id,recording_id,kind,verdict', ...planted.map(truthLine)]))
  return { listings, catalogue, truth, recordings, planted }
}

function catalogueLine({ id, isrc, title, artist, durationMs }: GeneratedRecording): string {
  return [id, isrc, title, artist, String(durationMs)].map(csvCell).join(',')
}

function truthLine({ row, listingId, recordingId, kind, verdict }: PlantedHit): string {
  return [String(row), listingId, recordingId, kind, verdict].map(csvCell).join(',')
}

function table(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'listings' },
      rows: { type: 'string', default: '5000000' },
      recordings: { type: 'string', default: '1000' },
      hits: { type: 'string', default: '1000' },
      decoys: { type: 'string', default: '1000' },
      format: { type: 'string', default: 'csv' },
      gzip: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
    },
  })
  const made = await generateListings({
    folder: values.out,
    rows: Number(values.rows),
    recordings: Number(values.recordings),
    hits: Number(values.hits),
    decoys: Number(values.decoys),
    format: values.format === 'jsonl' ? 'jsonl' : 'csv',
    gzip: values.gzip,
    seed: Number(values.seed),
  })
  console.log(`${made.listings}\n${made.catalogue}\n${made.truth}`)
}
