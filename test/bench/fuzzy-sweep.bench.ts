import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import {
  inventVocabulary,
  type NamedRecording,
  type PlantedRow,
  similarCatalogue,
  similarKinds,
  similarListing,
  type Vocabulary,
} from '../fixtures/sweep/similar-rows.ts'
import { musicBrainz20k } from './support/labelled-pairs.ts'
import { findingsByProgram } from './support/program-sweep.ts'
import { median } from './support/statistics.ts'

// Sweeping a listing for names written differently, for a thousand and for a hundred thousand recordings, beside the
// sweep of the same file for equal names and codes: the built command line as users run it, measured from the start of its
// process to the end. One row in 250 is planted, so that recall is known well; a thousand recordings are besides looked for
// where one row in 10,000 is planted, which is nearer to a dump in which hardly anything concerns the catalogue. Names are
// real ones where the labelled data is there, invented ones otherwise. Argument: rows, 10,000,000 unless given.

const rows = Number(process.argv[2] ?? 10_000_000)
const rounds = 3
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
type Sweep = ReturnType<typeof findingsByProgram>

function vocabulary(): Vocabulary {
  const records = musicBrainz20k()
  if (records === null) return inventVocabulary(5, 20_000)
  const clean = records.filter(({ source }) => source === 5)
  return {
    titles: [...new Set(clean.map(({ facts }) => facts.title))].filter((name) => !/[\n"]/.test(name)),
    artists: [...new Set(clean.map(({ facts }) => facts.artist))].filter((name) => !/[\n"]/.test(name)),
  }
}

function writeListing(
  path: string,
  recordings: readonly NamedRecording[],
  words: Vocabulary,
  everyNth: number,
): PlantedRow[] {
  const planted: PlantedRow[] = []
  const file = openSync(path, 'w')
  let text = ''
  for (const { line, planted: plant } of similarListing(2, rows, recordings, words, everyNth)) {
    if (plant !== null) planted.push(plant)
    text += `${line}\n`
    if (text.length > 1 << 22) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
  return planted
}

/** Writes the catalogue in the order of its recordings: `R1` is in the first row, which the program calls 1. */
function writeCatalogue(path: string, recordings: readonly NamedRecording[]): void {
  const table = recordings.map(({ isrc, title, artist, durationMs }) => [isrc, title, artist, durationMs])
  writeFileSync(path, stringify([['isrc', 'title', 'artist', 'duration_ms'], ...table]))
}

function recall(planted: readonly PlantedRow[], { findings }: Sweep) {
  const matched = new Set(
    findings.flatMap(({ listing_locator, recording_id, verdict }) =>
      verdict === 'match' ? [`${/\d+$/.exec(listing_locator)?.[0] ?? ''} R${recording_id}`] : [],
    ),
  )
  if (matched.size === 0) throw new Error('none of the planted rows was found')
  return Object.fromEntries(
    similarKinds.map((kind) => {
      const of = planted.filter((one) => one.kind === kind)
      const found = of.filter(({ row, recordingId }) => matched.has(`${String(row)} ${recordingId}`)).length
      return [kind, { planted: of.length, matched: Number((found / of.length).toFixed(4)) }]
    }),
  )
}

function sweep(listings: string, catalogue: string, options: readonly string[]): Sweep {
  const swept = findingsByProgram(listings, catalogue, folder, options)
  if (swept.rows !== rows) throw new Error(`the program saw ${String(swept.rows)} rows`)
  return swept
}

function measure(size: number, words: Vocabulary, everyNth = 250) {
  const recordings = similarCatalogue(1, size, words)
  const listings = join(folder, `listings-${String(size)}.csv`)
  const catalogue = join(folder, `catalogue-${String(size)}.csv`)
  writeCatalogue(catalogue, recordings)
  const planted = writeListing(listings, recordings, words, everyNth)
  const taken = { fuzzy: [] as Sweep[], exact: [] as Sweep[] }
  for (let round = 0; round < rounds; round++) {
    taken.fuzzy.push(sweep(listings, catalogue, ['--fuzzy']))
    taken.exact.push(sweep(listings, catalogue, []))
  }
  rmSync(listings)
  const figures = (all: readonly Sweep[]) => ({
    seconds: Number((median(all.map(({ ms }) => ms)) / 1000).toFixed(2)),
    millionRowsPerSecond: Number((rows / median(all.map(({ ms }) => ms)) / 1000).toFixed(2)),
    cpuSeconds: Number((median(all.map(({ cpuMs }) => cpuMs)) / 1000).toFixed(2)),
    megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
    findings: all[0]?.findings.length ?? 0,
  })
  const [first] = taken.fuzzy
  return {
    fuzzy: figures(taken.fuzzy),
    exact: figures(taken.exact),
    kinds: first === undefined ? {} : recall(planted, first),
  }
}

try {
  const words = vocabulary()
  const sizes = {
    1000: measure(1000, words),
    '1000, hardly any planted': measure(1000, words, 10_000),
    100000: measure(100_000, words),
  }
  console.log(JSON.stringify({ bench: 'fuzzy-sweep', rows, rounds, catalogue: sizes }, null, 1))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
