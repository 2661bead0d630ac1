import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DialectHints, XlsxDialect } from '../../../../shared/contract/imports.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { readTableBeginning, type TableBeginning } from '../table-beginning.ts'
import type { FileHead } from '../table-head.ts'
import type { OnProgress, SourceKind, SourceReading, SourceRecord } from '../table-source.ts'
import { changed, hashFile } from '../table-stream.ts'
import { openXlsx, type SheetPart, type XlsxPackage } from './xlsx-package.ts'
import { createSheetReader, type SheetContext } from './xlsx-sheet.ts'
import { readSharedStrings } from './xlsx-strings.ts'
import { readNumberKinds } from './xlsx-styles.ts'

const sampleRecords = 200
/** Sheets that are looked into to find the one with the recordings. */
const sheetsTried = 12

/** Excel workbooks (.xlsx, .xlsm): one sheet of them, its numbers without loss, its dates by their format. */
export const xlsxSource: SourceKind<'xlsx'> = {
  format: 'xlsx',
  recognises: isWorkbook,
  readBeginning,
  records,
}

/** A zip whose parts are named as those of a workbook; the names stand in its local headers and again at its end. */
function isWorkbook({ head, samples }: FileHead): boolean {
  if (head.toString('latin1', 0, 4) !== 'PK\x03\x04') return false
  const names = /xl\/(workbook|worksheets|sharedStrings|styles)/
  return (
    names.test(head.toString('latin1')) || samples.some((sample) => names.test(sample.toString('latin1')))
  )
}

async function readBeginning(path: string, head: FileHead, hints: DialectHints): Promise<SourceReading> {
  const workbook = await openXlsx(path, head.fileName)
  try {
    const visible = workbook.sheets.filter((sheet) => sheet.visible)
    const [first] = visible.length > 0 ? visible : workbook.sheets
    if (first === undefined) throw noSheet(head.fileName)
    const asked = hints.sheet === undefined ? null : findSheet(workbook, hints.sheet, head.fileName)
    const context = await readContext(workbook, head.fileName, () => undefined)
    const { sheet, beginning } =
      asked === null
        ? await likeliest(workbook, visible.length > 0 ? visible : [first], context, hints.headerRow)
        : { sheet: asked, beginning: await beginningOf(workbook, asked, context, hints.headerRow) }
    const warnings = [...beginning.warnings]
    if (beginning.sample.length === 0) warnings.push(`The sheet “${sheet.name}” has no rows to import.`)
    return {
      ...beginning,
      head,
      dialect: { format: 'xlsx', sheet: sheet.name, headerRow: beginning.headerRow },
      width: null,
      sheets: workbook.sheets.filter((other) => other.visible || other === sheet).map(({ name }) => name),
      warnings,
      encodingGuessed: false,
    }
  } finally {
    workbook.close()
  }
}

async function* records(
  path: string,
  dialect: XlsxDialect,
  onProgress: OnProgress,
): AsyncGenerator<readonly SourceRecord[], string> {
  const fileName = basename(path)
  const workbook = await openXlsx(path, fileName)
  try {
    const before = await stat(path)
    const sheet = findSheet(workbook, dialect.sheet, fileName)
    const stringBytes = workbook.sharedStrings === null ? 0 : workbook.sizeOf(workbook.sharedStrings)
    const total = stringBytes + workbook.sizeOf(sheet.part)
    const context = await readContext(workbook, fileName, (bytes) => {
      onProgress(bytes, total)
    })
    const reader = createSheetReader(context)
    for await (const bytes of workbook.readXml(sheet.part, reader.handlers)) {
      onProgress(stringBytes + bytes, total)
      const rows = reader.take()
      if (rows.length > 0) yield rows
    }
    yield reader.take()
    const hash = await hashFile(path, () => {
      onProgress(total, total)
    })
    const after = await stat(path)
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(fileName)
    return hash
  } finally {
    workbook.close()
  }
}

async function readContext(
  workbook: XlsxPackage,
  fileName: string,
  onChunk: (bytes: number) => void,
): Promise<SheetContext> {
  return {
    strings: await readSharedStrings(workbook, fileName, onChunk),
    kinds: await readNumberKinds(workbook),
    date1904: workbook.date1904,
  }
}

/** The sheet that looks most like a table of recordings; the first of equals. */
async function likeliest(
  workbook: XlsxPackage,
  sheets: readonly SheetPart[],
  context: SheetContext,
  headerRow: DialectHints['headerRow'],
): Promise<{ readonly sheet: SheetPart; readonly beginning: TableBeginning }> {
  let best: { sheet: SheetPart; beginning: TableBeginning; score: number } | null = null
  for (const sheet of sheets.slice(0, sheetsTried)) {
    const beginning = await beginningOf(workbook, sheet, context, headerRow)
    const score = scoreOf(beginning)
    if (best === null || score > best.score) best = { sheet, beginning, score }
  }
  if (best === null) throw new Error('a workbook without sheets was let through')
  return best
}

function scoreOf({ preset, detected, sample }: TableBeginning): number {
  if (sample.length === 0) return 0
  const fields = (['title', 'artist', 'isrc'] as const).map((field) => detected[field]?.confidence ?? 0)
  return (preset === null ? 0 : 10) + fields.reduce((sum, confidence) => sum + confidence, 0.01)
}

async function beginningOf(
  workbook: XlsxPackage,
  sheet: SheetPart,
  context: SheetContext,
  headerRow: DialectHints['headerRow'],
): Promise<TableBeginning> {
  const reader = createSheetReader(context)
  const found: SourceRecord[] = []
  const chunks = workbook.readXml(sheet.part, reader.handlers)
  while (found.length < sampleRecords && (await chunks.next()).done !== true) found.push(...reader.take())
  await chunks.return(undefined)
  found.push(...reader.take())
  return readTableBeginning(withoutGaps(found), headerRow)
}

/** The first records with the blank rows between them, so that each stands at its row number. */
function withoutGaps(found: readonly SourceRecord[]): SourceRecord[] {
  const filled: SourceRecord[] = []
  for (const record of found) {
    while (filled.length + 1 < record.row && filled.length < sampleRecords) {
      filled.push({ row: filled.length + 1, cells: [], raw: '', fault: null })
    }
    if (filled.length >= sampleRecords) break
    filled.push(record)
  }
  return filled
}

function findSheet(workbook: XlsxPackage, name: string, fileName: string): SheetPart {
  const exact = workbook.sheets.find((sheet) => sheet.name === name)
  const loose = workbook.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase())
  const sheet = exact ?? loose
  if (sheet) return sheet
  const names = workbook.sheets.map((other) => `“${other.name}”`).join(', ')
  throw new RefrainError(
    'NOT_FOUND',
    `“${fileName}” has no sheet “${name}”; it has ${names}. Nothing was changed.`,
    { sheets: workbook.sheets.map((other) => other.name) },
  )
}

function noSheet(fileName: string): RefrainError {
  return new RefrainError('FILE_EMPTY', `“${fileName}” has no sheet with rows. Nothing was changed.`)
}
