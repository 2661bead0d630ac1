/** What a file is that is no table of text, and what the artist can do about it. */
export interface ForeignKind {
  /** Continues "this is …". */
  readonly what: string
  readonly advice: string
}

interface Signature extends ForeignKind {
  readonly parts: readonly (readonly [at: number, bytes: string])[]
}

const saveAsCsv = 'Open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV.'
const unpack = 'Unpack it and choose the table inside.'
const chooseTable = 'Choose a table: CSV, TSV, text or an Excel workbook.'

/** Beginnings of files, as Latin-1 text. Source: the formats' own specifications and file(1). */
const signatures: readonly Signature[] = [
  { parts: [[0, '\x1f\x8b']], what: 'packed with gzip', advice: unpack },
  { parts: [[0, '\x28\xb5\x2f\xfd']], what: 'packed with Zstandard', advice: unpack },
  { parts: [[0, '\xfd7zXZ\x00']], what: 'packed with xz', advice: unpack },
  {
    parts: [
      [0, 'BZh'],
      [4, '1AY&SY'],
    ],
    what: 'packed with bzip2',
    advice: unpack,
  },
  { parts: [[0, '7z\xbc\xaf\x27\x1c']], what: 'a 7-Zip archive', advice: unpack },
  { parts: [[0, 'Rar!\x1a\x07']], what: 'a RAR archive', advice: unpack },
  { parts: [[257, 'ustar']], what: 'a tar archive', advice: unpack },
  {
    parts: [[0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']],
    what: 'an old Excel or Office document',
    advice: saveAsCsv,
  },
  { parts: [[0, 'SQLite format 3\x00']], what: 'an SQLite database', advice: chooseTable },
  { parts: [[0, 'PAR1']], what: 'a Parquet file', advice: chooseTable },
  { parts: [[0, '%PDF-']], what: 'a PDF document', advice: chooseTable },
  { parts: [[0, '{\\rtf']], what: 'an RTF document', advice: chooseTable },
  { parts: [[0, '\x89PNG']], what: 'a PNG image', advice: chooseTable },
  { parts: [[0, '\xff\xd8\xff']], what: 'a JPEG image', advice: chooseTable },
  { parts: [[0, 'GIF8']], what: 'a GIF image', advice: chooseTable },
  { parts: [[0, 'ID3\x02']], what: 'an MP3 recording', advice: chooseTable },
  { parts: [[0, 'ID3\x03']], what: 'an MP3 recording', advice: chooseTable },
  { parts: [[0, 'ID3\x04']], what: 'an MP3 recording', advice: chooseTable },
  { parts: [[0, '\xff\xfb']], what: 'an MP3 recording', advice: chooseTable },
  { parts: [[0, '\xff\xf3']], what: 'an MP3 recording', advice: chooseTable },
  { parts: [[0, 'fLaC']], what: 'a FLAC recording', advice: chooseTable },
  { parts: [[0, 'OggS']], what: 'an Ogg recording', advice: chooseTable },
  {
    parts: [
      [0, 'RIFF'],
      [8, 'WAVE'],
    ],
    what: 'a WAV recording',
    advice: chooseTable,
  },
  {
    parts: [
      [0, 'FORM'],
      [8, 'AIFF'],
    ],
    what: 'an AIFF recording',
    advice: chooseTable,
  },
  {
    parts: [
      [0, '\x00\x00'],
      [4, 'ftyp'],
    ],
    what: 'an MP4 or M4A recording',
    advice: chooseTable,
  },
]

/** Tells a file of another kind by its beginning; null when it may be a table. */
export function foreignKind(head: Uint8Array): ForeignKind | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  if (text.startsWith('PK\x03\x04')) return zipKind(text)
  return signatures.find(({ parts }) => parts.every(([at, bytes]) => text.startsWith(bytes, at))) ?? null
}

/** Office documents are ZIP archives whose first entries have telling names. */
function zipKind(text: string): ForeignKind {
  if (text.includes('xl/')) return { what: 'an Excel workbook', advice: 'Read it as a workbook.' }
  if (text.includes('opendocument.spreadsheet')) {
    return { what: 'an OpenDocument workbook', advice: 'Save it as an Excel workbook (.xlsx) or as CSV.' }
  }
  if (text.includes('Index/Document.iwa')) {
    return { what: 'a Numbers document', advice: 'Export it as an Excel workbook (.xlsx) or as CSV.' }
  }
  if (text.includes('word/') || text.includes('opendocument.text')) {
    return { what: 'a Word or OpenDocument text', advice: chooseTable }
  }
  return { what: 'a ZIP archive', advice: unpack }
}
