import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { catalogueImportResult } from '../../../shared/contract/export.ts'
import type { ColumnMapping, TextDialect } from '../../../shared/contract/imports.ts'
import {
  catalogueFormat,
  type CatalogueEntry,
  type CatalogueSection,
  catalogueSections,
  sectionSchemas,
} from '../../../shared/domain/export/catalogue-json.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../context.ts'
import { openStore } from '../database/open.ts'
import { insertUndoEntry } from '../platform/undo-log.ts'
import { createImportJournal } from './import-journal.ts'
import { compareWithKnown } from './json-first-reading.ts'
import { type JsonEntry, readJsonEntries } from './json-entries.ts'
import { type CatalogueMerge, createCatalogueMerge } from './json-merge/catalogue-merge.ts'
import { derive, deriveReleases } from './json-merge/derived.ts'

export type CatalogueImportResult = z.output<typeof catalogueImportResult>

/** Entries handled before the core may answer other calls. */
const entriesPerTurn = 50

/**
 * Brings a `refrain-catalogue/1` file into the workspace: one transaction on a connection of its own, so that the
 * window reads on meanwhile; one step of undo. With `dryRun` everything is done and then taken back. The file is read
 * as a stream, its size does not matter. Throws FILE_UNREADABLE, FILE_EMPTY, FILE_CHANGED, VALIDATION (naming section,
 * entry and field), CANCELLED, DISK_FULL; nothing is changed then.
 */
export async function importCatalogueJson(
  context: CoreContext,
  request: { readonly path: string; readonly dryRun: boolean },
  control: JobControl,
): Promise<CatalogueImportResult> {
  const fileName = basename(request.path)
  const before = fingerprintOf(request.path)
  const db = openStore(context.paths.database, context.resources.sqliteBinding)
  try {
    db.exec('BEGIN IMMEDIATE')
    const at = context.now()
    const importId = insertBatch(db, { path: request.path, fileName, bytes: before.size, at })
    await compareWithKnown(db, request.path, control.signal)
    const merge = createCatalogueMerge(db, createImportJournal(db, importId), at)
    const entries = await mergeEntries(request.path, merge, before.size, control)
    merge.finish()
    await derive(db, merge, control)
    deriveReleases(db, importId)
    const sha256 = await hashOf(request.path, control.signal)
    if (fingerprintOf(request.path).modifiedMs !== before.modifiedMs) throw changed(fileName)
    const result = summarise(db, merge, { fileName, importId, entries, dryRun: request.dryRun })
    if (request.dryRun) db.exec('ROLLBACK')
    else {
      finishBatch(db, { importId, fileName, sha256, at, result })
      db.exec('COMMIT')
    }
    return result
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  } finally {
    db.close()
  }
}

/** Reads, checks and merges entry after entry; returns how many there were. */
async function mergeEntries(
  path: string,
  merge: CatalogueMerge,
  total: number,
  control: JobControl,
): Promise<number> {
  const name = basename(path)
  let section = -1
  let count = 0
  let formatSeen = false
  for await (const entry of readJsonEntries(path, control.signal)) {
    if (!formatSeen) {
      refuseOtherFormat(entry, name)
      formatSeen = true
      continue
    }
    const next = catalogueSections.findIndex((known) => known === entry.section)
    const known = catalogueSections[next]
    if (known === undefined || entry.place === 0) throw unknownSection(entry.section, name)
    if (next < section) throw misplaced(entry.section, name)
    section = next
    addChecked(merge, known, sectionSchemas[known], entry, name)
    count++
    if (count % entriesPerTurn !== 0) continue
    control.progress({ done: entry.bytesRead, total, rows: count, unit: 'bytes' })
    await nextTurn()
    control.signal.throwIfAborted()
  }
  if (!formatSeen) throw notACatalogue(name)
  return count
}

function addChecked<S extends CatalogueSection>(
  merge: CatalogueMerge,
  section: S,
  schema: z.ZodType<CatalogueEntry<S>>,
  entry: JsonEntry,
  name: string,
): void {
  const parsed = schema.safeParse(parseJson(entry, name))
  if (parsed.success) {
    merge.add(section, parsed.data, entry.place)
    return
  }
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new RefrainError(
    'VALIDATION',
    `“${name}”, entry ${entry.place} of “${section}”${field === '' ? '' : `, ${field}`}: ${issue?.message ?? 'is not what is expected'}. Nothing was imported.`,
    { section, entry: entry.place, field, issues: parsed.error.issues.length },
  )
}

function parseJson(entry: JsonEntry, name: string): unknown {
  try {
    return JSON.parse(entry.text)
  } catch (error) {
    throw new RefrainError(
      'VALIDATION',
      `“${name}”, entry ${entry.place} of “${entry.section}” is not JSON. Nothing was imported.`,
      { section: entry.section, entry: entry.place },
      { cause: error },
    )
  }
}

function insertBatch(
  db: Database,
  file: { readonly path: string; readonly fileName: string; readonly bytes: number; readonly at: string },
): number {
  const dialect = { format: 'text', encoding: 'utf-8', delimiter: ',', headerRow: null } satisfies TextDialect
  const mapping = { columns: {}, durationUnit: 'auto' } satisfies ColumnMapping
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO import_batch (path, file_name, bytes, dialect, mapping, state, created_at, committed_at)
       VALUES (?, ?, ?, ?, ?, 'committed', ?, ?)`,
    )
    .run(
      ...[file.path, file.fileName, file.bytes, JSON.stringify(dialect), JSON.stringify(mapping)],
      ...[file.at, file.at],
    )
  return Number(lastInsertRowid)
}

function finishBatch(
  db: Database,
  batch: {
    readonly importId: number
    readonly fileName: string
    readonly sha256: string
    readonly at: string
    readonly result: CatalogueImportResult
  },
): void {
  const { created, completed, unchanged } = batch.result.counts.recordings
  db.prepare(
    'UPDATE import_batch SET sha256 = ?, rows = ?, to_create = ?, to_update = ?, unchanged = ? WHERE id = ?',
  ).run(batch.sha256, created + completed + unchanged, created, completed, unchanged, batch.importId)
  const size =
    created === 0 ? '' : ` (${created.toLocaleString('en')} ${created === 1 ? 'recording' : 'recordings'})`
  insertUndoEntry(db, {
    label: `Import “${batch.fileName}”${size}`,
    changes: {
      rows: [],
      effects: [{ kind: 'catalogue-json', value: batch.importId }],
      touched: ['recordings', 'releases', 'imports', 'isrc'],
    },
    redoable: false,
    at: batch.at,
  })
}

function summarise(
  db: Database,
  merge: CatalogueMerge,
  about: {
    readonly fileName: string
    readonly importId: number
    readonly entries: number
    readonly dryRun: boolean
  },
): CatalogueImportResult {
  const { values, total } = merge.kept()
  const lost = Number(
    db
      .prepare(
        `SELECT count(DISTINCT d.sha256) FROM import_change c JOIN document d ON d.id = c.row_id
         WHERE c.batch_id = ? AND c.table_name = 'document' AND NOT EXISTS (SELECT 1 FROM object o WHERE o.sha256 = d.sha256)`,
      )
      .pluck()
      .get(about.importId),
  )
  const notes =
    lost === 0
      ? []
      : [
          `${lost === 1 ? 'One document is' : `${String(lost)} documents are`} known by hash only: a catalogue file holds no files. Copy the folder “objects” of the other workspace, or add the documents again.`,
        ]
  return {
    fileName: about.fileName,
    dryRun: about.dryRun,
    entries: about.entries,
    counts: merge.counts(),
    kept: [...values],
    keptTotal: total,
    notes,
  }
}

function fingerprintOf(path: string): { readonly size: number; readonly modifiedMs: number } {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isFile() !== true) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `“${basename(path)}” is not there or is not a file. Nothing was imported. Choose it again.`,
    )
  }
  return { size: stat.size, modifiedMs: stat.mtimeMs }
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function refuseOtherFormat(entry: JsonEntry, name: string): void {
  if (entry.section !== 'format' || entry.place !== 0) throw notACatalogue(name)
  const format = parseJson(entry, name)
  if (format === catalogueFormat) return
  if (typeof format === 'string' && format.startsWith('refrain-catalogue/')) {
    throw new RefrainError(
      'VALIDATION',
      `“${name}” was written by a newer Refrain (${format.slice(0, 40)}). Nothing was imported. Update Refrain and try again.`,
    )
  }
  throw notACatalogue(name)
}

function notACatalogue(name: string): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `“${name}” is not a catalogue written by Refrain: it does not begin with "format": "${catalogueFormat}". Nothing was imported.`,
  )
}

function unknownSection(section: string, name: string): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `“${name}” has “${section}”, which is no part of ${catalogueFormat}. Nothing was imported.`,
    { section },
  )
}

function misplaced(section: string, name: string): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `“${name}” has “${section}” twice or out of order. The order is ${catalogueSections.join(', ')}. Nothing was imported.`,
    { section },
  )
}

function changed(name: string): RefrainError {
  return new RefrainError(
    'FILE_CHANGED',
    `“${name}” changed while it was read. Nothing was imported. Try again when it is complete.`,
  )
}
