import { describe, expect, it } from 'vitest'
import type { ImportBatch, ImportInspection, SourceDialect } from '../../../shared/contract/imports.ts'
import {
  divideDropped,
  nameOf,
  othersOfItsKind,
  type QueuedFile,
  queuedFile,
  settledDialect,
  stepOf,
} from './queued-files.ts'

const text: SourceDialect = { format: 'text', encoding: 'utf-8', delimiter: ',', headerRow: 0 }
const counts: ImportBatch['counts'] = {
  ...{ rows: 2, create: 0, update: 0, unchanged: 2, rejected: 0, warnings: 0 },
  ...{ repeated: 0, skipped: 0, conflicts: 0, taken: 0 },
  ...{ newReleases: 0, newWorks: 0, newParties: 0, newCredits: 0, newShares: 0 },
}

function inspected(path: string, names: readonly string[], dialect: SourceDialect = text): QueuedFile {
  const inspection: ImportInspection = {
    ...{ path, fileName: path, bytes: 1, dialect, preset: null, sheets: [], reasons: {}, remembered: null },
    columns: names.map((name, index) => ({ index, name, samples: [] })),
    mapping: { columns: names.includes('Title') ? { title: [0] } : {}, durationUnit: 'auto' },
    warnings: [],
  }
  return { ...queuedFile(path), inspection }
}

function batch(state: ImportBatch['state'], changed: Partial<ImportBatch['counts']> = {}): ImportBatch {
  return {
    ...{ id: 1, path: 'a.csv', fileName: 'a.csv', bytes: 1, sha256: null, dialect: text, preset: '', state },
    mapping: { columns: {}, durationUnit: 'auto' },
    counts: { ...counts, ...changed },
    createdAt: '2026-01-01T00:00:00.000Z',
    committedAt: null,
  }
}

describe('stepOf', () => {
  it('follows a file from the first look to the import', () => {
    const file = queuedFile('a.csv')
    const seen = inspected('a.csv', ['Title', 'Artist'])
    const checked = { ...seen, importId: 1 }
    expect([
      stepOf(file, null),
      stepOf({ ...file, problem: 'It is empty.' }, null),
      stepOf(inspected('a.csv', ['Name']), null),
      stepOf(seen, null),
      stepOf(checked, null),
      stepOf(checked, batch('previewing')),
      stepOf(checked, batch('previewed')),
      stepOf(checked, batch('previewed', { create: 1 })),
      stepOf(checked, batch('previewed', { conflicts: 1, taken: 1 })),
      stepOf(checked, batch('committing')),
      stepOf(checked, batch('committed')),
      stepOf(checked, batch('failed')),
      stepOf(checked, batch('undone')),
    ]).toEqual([
      ...['reading', 'unreadable', 'unmapped', 'ready', 'checking', 'checking', 'nothing-new', 'checked'],
      ...['checked', 'importing', 'imported', 'stopped', 'left'],
    ])
  })

  it('goes by the mapping the artist chose', () => {
    const file = inspected('a.csv', ['Name'])
    const choice = { dialect: text, mapping: { columns: { title: [0] }, durationUnit: 'auto' as const } }
    expect(stepOf({ ...file, choice }, null)).toBe('ready')
  })
})

describe('othersOfItsKind', () => {
  it('are those with the same columns that were not checked yet', () => {
    const files = [
      inspected('a.csv', ['Title', 'Artist']),
      inspected('b.csv', [' title', 'ARTIST'], { ...text, delimiter: ';' }),
      inspected('c.csv', ['Artist', 'Title']),
      inspected('d.xlsx', ['Title', 'Artist'], { format: 'xlsx', sheet: 'Songs', headerRow: 0 }),
      { ...inspected('e.csv', ['Title', 'Artist']), importId: 3 },
      queuedFile('f.csv'),
    ]
    expect(othersOfItsKind(files, 'a.csv').map(({ path }) => path)).toEqual(['b.csv'])
    expect(othersOfItsKind(files, 'f.csv')).toEqual([])
    expect(othersOfItsKind(files, 'nowhere.csv')).toEqual([])
  })
})

describe('settledDialect', () => {
  it('is what differs from what was detected', () => {
    const file = inspected('a.csv', ['Title'])
    const mapping = { columns: {}, durationUnit: 'auto' as const }
    const other: SourceDialect = { ...text, encoding: 'windows-1252' }
    expect(settledDialect(file)).toBeNull()
    expect(settledDialect({ ...file, choice: { dialect: text, mapping } })).toBeNull()
    expect(settledDialect({ ...file, choice: { dialect: other, mapping } })).toEqual(other)
  })
})

it('names a file without its folders, of either system', () => {
  expect([nameOf('/music/a.csv'), nameOf('C:\\music\\a.csv'), nameOf('a.csv')]).toEqual([
    'a.csv',
    'a.csv',
    'a.csv',
  ])
})

describe('divideDropped', () => {
  it('keeps the tables and names the audio among what was dropped', () => {
    const dropped = ['/a/report.csv', '/a/01 Night Ferry.FLAC', '/a/catalogue.xlsx', '/a/mix.mp3']
    expect(divideDropped(dropped)).toEqual({
      tables: ['/a/report.csv', '/a/catalogue.xlsx'],
      audio: ['/a/01 Night Ferry.FLAC', '/a/mix.mp3'],
    })
    expect(divideDropped(['/a/flac list.csv']).audio).toEqual([])
  })
})
