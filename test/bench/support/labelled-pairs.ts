import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { parseDuration } from '../../../shared/domain/identifiers/duration.ts'
import { noFacts, type RecordingFacts } from '../../../shared/domain/matching/described.ts'
import { fullYear } from '../../../shared/domain/matching/misplaced.ts'
import { sharedData } from '../../support/shared-data.ts'

/** Two descriptions and whether they are of one recording, by a label that is not ours. */
export interface LabelledPair {
  readonly own: RecordingFacts
  readonly listed: RecordingFacts
  readonly match: boolean
}

/** The half on which parameters are fixed, and the half on which quality is reported. */
export type Half = 'fit' | 'report'

export interface Clustered {
  readonly source: number
  readonly cluster: number
  readonly facts: RecordingFacts
}

type CsvRow = Readonly<Record<string, string>>

function readCsv(path: string): CsvRow[] {
  const rows: CsvRow[] = parse(readFileSync(path), { columns: true, bom: true, relax_column_count: true })
  return rows
}

/** The records of MusicBrainz-20K; null when the data set is absent. */
export function musicBrainz20k(): readonly Clustered[] | null {
  const records: Clustered[] = []
  for (let source = 1; source <= 5; source++) {
    const path = sharedData(`musicbrainz20k/source${String(source)}.csv`)
    if (path === null) return null
    for (const row of readCsv(path)) {
      const number = (row.number ?? '').replace(/\D/g, '')
      records.push({
        source,
        cluster: Number(row.cluster_id),
        facts: {
          ...noFacts,
          title: row.title ?? '',
          artist: (row.artist ?? '').trim(),
          album: (row.album ?? '').trim(),
          durationMs: lengthOf(row.length ?? ''),
          year: fullYear((row.year ?? '').replace(/\s/g, '')),
          trackNumber: number === '' ? null : Number(number),
        },
      })
    }
  }
  return records
}

function lengthOf(raw: string): number | null {
  const text = raw.replace(/\s(?=\d)/g, (space, at: number) => (/[a-z]/.test(raw[at - 1] ?? '') ? space : ''))
  const reading = parseDuration(text, /^\d+\.\d+$/.test(text) ? 'min' : 'auto')
  return reading.status === 'valid' ? reading.ms : null
}

/** Clusters with an even number fix the parameters, the others report. */
export function halfOfCluster(cluster: number): Half {
  return cluster % 2 === 0 ? 'fit' : 'report'
}

/** Labelled pairs of iTunes-Amazon: `train` fixes, `valid` reports. Null when the data set is absent. */
export function itunesAmazon(
  variant: 'Structured' | 'Dirty',
  part: 'train' | 'valid',
): readonly LabelledPair[] | null {
  const path = sharedData(`itunes-amazon/${variant}/${part}.txt`)
  if (path === null) return null
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [own = '', listed = '', label = ''] = line.split('\t')
      return { own: dittoRecord(own), listed: dittoRecord(listed), match: label.trim() === '1' }
    })
}

/** The tokenizer of the data set put a space on both sides of each punctuation mark. */
function detokenized(text: string): string {
  return text
    .replace(/\s([.,)\]!?:;'’])/g, '$1')
    .replace(/([([$])\s/g, '$1')
    .replace(/\s(n't|'\w{1,2})\b/g, '$1')
    .trim()
}

function dittoRecord(text: string): RecordingFacts {
  const fields = new Map(
    [...text.matchAll(/COL (\S+) VAL (.*?)(?=\sCOL |$)/g)].map(([, name = '', value = '']) => [
      name,
      detokenized(value),
    ]),
  )
  const length = parseDuration(fields.get('Time') ?? '')
  return {
    ...noFacts,
    title: fields.get('Song_Name') ?? '',
    artist: fields.get('Artist_Name') ?? '',
    album: fields.get('Album_Name') ?? '',
    durationMs: length.status === 'valid' ? length.ms : null,
    year: fullYear(fields.get('Released') ?? ''),
  }
}

export interface Card {
  readonly title: string
  readonly artist: string
  readonly year: number | null
  readonly uploadTitle: string
  readonly isrc: string
}

const cardLists = [
  'ca-aaad0001,de-aaaa0007,de-aaaa0012,de-aaaa0015,de-aaaa0019,de-aaaa0025,de-aaaa0026,de-aaaa0039,de-aaaa0040,de-aaaa0042',
  'de,fr-aaaa0031,fr,hu-aaae0003,nl,nordics,pl-aaae0001',
]
  .join(',')
  .split(',')

/** Cards of a music quiz with the title of the upload each leads to. Null when the data set is absent. */
export function hitsterCards(): readonly Card[] | null {
  const cards: Card[] = []
  for (const list of cardLists) {
    const path = sharedData(`hitster-isrc/hitster-${list}.csv`)
    if (path === null) return null
    for (const row of readCsv(path)) {
      const [title = '', artist = '', uploadTitle = ''] = [row.Title, row.Artist, row['Youtube-Title']]
      if (title === '' || artist === '' || uploadTitle === '') continue
      cards.push({ title, artist, uploadTitle, year: fullYear(row.Year ?? ''), isrc: row.ISRC ?? '' })
    }
  }
  return cards
}
