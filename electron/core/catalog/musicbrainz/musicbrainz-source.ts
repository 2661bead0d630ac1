import { basename } from 'node:path'
import { RefrainError } from '../../../../shared/errors.ts'
import { documentReading, portions } from '../document-source.ts'
import { beginningOf, notText } from '../table-head.ts'
import type { OnProgress, SourceKind, SourceRecord } from '../table-source.ts'
import { chunks } from '../table-stream.ts'
import { createTextDecoding } from '../text-encoding.ts'
import type { musicBrainzRecords as MusicBrainzRecords } from './musicbrainz-records.ts'

/** One document of the web service; the largest box sets have a few megabytes. */
const largestDocument = 64 * 1024 * 1024
const mostRecords = 2_000_000

/** Answers of the MusicBrainz web service (`/ws/2/…?fmt=json`): one JSON document, or one a line. */
export const musicBrainzSource: SourceKind<'musicbrainz'> = {
  format: 'musicbrainz',
  recognises: (head) => /^[[{]\s*(["{[\]}]|$)/.test(beginningOf(head).slice(0, 1000)),
  async readBeginning(path, head) {
    const records = await readDocuments(path, () => undefined, 200)
    return documentReading(head, { format: 'musicbrainz' }, 'MusicBrainz data', records)
  },
  records: (path, _dialect, onProgress) =>
    portions(path, (progress) => readDocuments(path, progress, mostRecords), onProgress),
}

/** Reads the documents of a file; stops behind the first that makes more than `enough` records. */
async function readDocuments(path: string, onProgress: OnProgress, enough: number): Promise<SourceRecord[]> {
  // Loaded where it is needed: what reads these documents is large, and most files are none.
  const { musicBrainzRecords } = await import('./musicbrainz-records.ts')
  const fileName = basename(path)
  const decoding = createTextDecoding('utf-8')
  const records: SourceRecord[] = []
  let waiting = ''
  let line = 0
  let single: boolean | null = null
  const take = (text: string) => {
    line++
    if (text.trim() === '') return
    for (const record of recordsOf(
      musicBrainzRecords,
      { fileName, text, line: single === true ? null : line },
      records.length,
    )) {
      if (records.length >= mostRecords) throw tooLarge(fileName)
      records.push(record)
    }
  }
  for await (const chunk of chunks(path, onProgress)) {
    waiting += decoding.write(chunk)
    // A first line that is a whole document by itself means one document a line.
    single ??= firstLineIsWhole(waiting)
    if (single === false) {
      const lines = waiting.split('\n')
      waiting = lines.pop() ?? ''
      lines.forEach(take)
      if (records.length >= enough) return records
    }
    if (waiting.length > largestDocument) throw tooLarge(fileName)
  }
  take(waiting + decoding.end())
  return records
}

/** Null while the first line has no end yet; false (a document a line) when it is one; true for a single document. */
function firstLineIsWhole(text: string): boolean | null {
  const end = text.indexOf('\n')
  if (end < 0) return null
  return !isDocument(text.slice(0, end))
}

interface Document {
  readonly fileName: string
  readonly text: string
  /** Null when it is the whole file. */
  readonly line: number | null
}

function isDocument(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function recordsOf(
  read: typeof MusicBrainzRecords,
  { fileName, text, line }: Document,
  before: number,
): SourceRecord[] {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    const where = line === null ? '' : ` in line ${String(line)}`
    throw new RefrainError(
      'FILE_UNREADABLE',
      `“${fileName}” begins as JSON but is broken${where} or cut short. Nothing was changed. Get the file anew.`,
      undefined,
      { cause: error },
    )
  }
  const records = read(document, before)
  if (records !== null) return records
  throw notText(
    fileName,
    'a JSON file that holds no MusicBrainz recordings or releases',
    'Choose an answer of its web service, a table or a workbook.',
  )
}

function tooLarge(fileName: string): RefrainError {
  return new RefrainError(
    'FILE_TOO_LARGE',
    `“${fileName}” holds more than 64 MB in one JSON document. Nothing was changed. Write one document a line.`,
  )
}
