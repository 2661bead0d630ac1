import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { RefrainError } from '../../../../shared/errors.ts'
import { systemCode } from '../../platform/failures.ts'
import { unreadable } from '../table-head.ts'
import { createXmlReader, type XmlHandlers } from '../xml-events.ts'

// A workbook is a zip of XML parts that refer to each other through relationships (ECMA-376, parts 1 and 2).

const mostEntries = 10_000
/** A part may unpack to this much; the largest real sheets, of a million rows, stay below. */
const largestPart = 8 * 1024 ** 3
/** Sheets of repeating rows reach 100 to 1; deflate cannot exceed 1032 to 1, which only a bomb comes near. */
const steepestRatio = 400
const ratioCountsFrom = 32 * 1024 * 1024

/** One sheet of a workbook, in the order of its tabs. */
export interface SheetPart {
  readonly name: string
  readonly visible: boolean
  readonly part: string
}

/** An open workbook. Close it when done. */
export interface XlsxPackage {
  readonly sheets: readonly SheetPart[]
  /** True when days count from 1904 on (workbooks of old Macs). */
  readonly date1904: boolean
  /** Names of the parts, null where the workbook has none. */
  readonly sharedStrings: string | null
  readonly styles: string | null
  /** Bytes a part unpacks to. */
  sizeOf(part: string): number
  /**
   * Reads a part through `handlers`; yields after each chunk with the bytes unpacked so far.
   * @throws RefrainError FILE_UNREADABLE, FILE_TOO_LARGE.
   */
  readXml(part: string, handlers: XmlHandlers): AsyncGenerator<number>
  close(): void
}

/**
 * Opens a workbook and finds its parts.
 * @throws RefrainError FILE_UNREADABLE when it is damaged, locked with a password or no workbook; FILE_TOO_LARGE.
 */
export async function openXlsx(path: string, fileName: string): Promise<XlsxPackage> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((error: unknown) => {
    throw asFileError(fileName, error)
  })
  try {
    return await readPackage(zip, fileName)
  } catch (error) {
    zip.close()
    throw asFileError(fileName, error)
  }
}

async function readPackage(zip: ZipFile, fileName: string): Promise<XlsxPackage> {
  if (zip.entryCount > mostEntries) throw tooLarge(fileName, 'has more parts than any workbook')
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    if (entry.uncompressedSize > largestPart) throw tooLarge(fileName, 'unpacks to more than 8 GB')
    entries.set(entry.fileName.toLowerCase(), entry)
  }
  const readXml = (part: string, handlers: XmlHandlers) => readPart(zip, entries, part, fileName, handlers)
  const root = await relationships(entries, '', readXml)
  const workbook = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!entries.has(workbook.toLowerCase())) throw damaged(fileName)
  const related = await relationships(entries, workbook, readXml)
  const partOf = (type: string) => {
    const target = related.find((relation) => relation.type === type)?.target
    return target !== undefined && entries.has(target.toLowerCase()) ? target : null
  }
  const { sheets, date1904 } = await readWorkbook(workbook, readXml)
  return {
    sheets: sheets.flatMap(({ name, visible, relation }) => {
      const part = related.find(({ id, type }) => id === relation && type === 'worksheet')?.target
      return part !== undefined && entries.has(part.toLowerCase()) ? [{ name, visible, part }] : []
    }),
    date1904,
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
    sizeOf: (part) => entries.get(part.toLowerCase())?.uncompressedSize ?? 0,
    readXml,
    close: () => {
      zip.close()
    },
  }
}

async function* readPart(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  part: string,
  fileName: string,
  handlers: XmlHandlers,
): AsyncGenerator<number> {
  const entry = entries.get(part.toLowerCase())
  if (entry === undefined) throw damaged(fileName)
  try {
    const stream = await zip.openReadStreamPromise(entry)
    const xml = createXmlReader(fileName, 'an Excel workbook', handlers)
    let unpacked = 0
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        unpacked += chunk.length
        if (unpacked > ratioCountsFrom && unpacked > entry.compressedSize * steepestRatio) {
          throw tooLarge(fileName, `unpacks to more than ${String(steepestRatio)} times its size`)
        }
        xml.write(chunk)
        yield unpacked
      }
    } finally {
      stream.destroy()
    }
    xml.end()
  } catch (error) {
    throw asFileError(fileName, error)
  }
}

type ReadXml = XlsxPackage['readXml']

interface Relationship {
  readonly id: string
  /** The last step of its type's address. */
  readonly type: string
  /** Name of the part, without a leading slash. */
  readonly target: string
}

async function relationships(
  entries: ReadonlyMap<string, Entry>,
  part: string,
  readXml: ReadXml,
): Promise<readonly Relationship[]> {
  const slash = part.lastIndexOf('/')
  const folder = part.slice(0, slash + 1)
  const name = `${folder}_rels/${part.slice(slash + 1)}.rels`
  if (!entries.has(name.toLowerCase())) return []
  const found: Relationship[] = []
  await readAll(
    readXml(name, {
      open(element, { Id = '', Type = '', Target = '', TargetMode = '' }) {
        if (element !== 'Relationship' || TargetMode === 'External' || found.length >= mostEntries) return
        found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolved(folder, Target) })
      },
      close: () => undefined,
      text: () => undefined,
    }),
  )
  return found
}

/** A target relative to the part that names it, or from the root with a leading slash (ECMA-376 part 2, 9.3). */
function resolved(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly visible: boolean; readonly relation: string }[]
  readonly date1904: boolean
}

async function readWorkbook(part: string, readXml: ReadXml): Promise<Workbook> {
  const sheets: { name: string; visible: boolean; relation: string }[] = []
  let date1904 = false
  await readAll(
    readXml(part, {
      open(element, attributes) {
        if (element === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
        if (element !== 'sheet' || sheets.length >= mostEntries) return
        const relation = Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name))?.[1] ?? ''
        sheets.push({
          name: (attributes.name ?? '').slice(0, 255),
          visible: (attributes.state ?? 'visible') === 'visible',
          relation,
        })
      },
      close: () => undefined,
      text: () => undefined,
    }),
  )
  return { sheets, date1904 }
}

/** Reads a small part to its end. */
export async function readAll(chunks: AsyncGenerator<number>): Promise<void> {
  let step = await chunks.next()
  while (step.done !== true) step = await chunks.next()
}

function asFileError(fileName: string, error: unknown): unknown {
  if (error instanceof RefrainError) return error
  if (systemCode(error)?.startsWith('E') === true) return unreadable(fileName, error)
  const message = error instanceof Error ? error.message : ''
  if (/encrypted/i.test(message)) {
    return new RefrainError(
      'FILE_UNREADABLE',
      `“${fileName}” is locked with a password. Nothing was changed. Save it without one and import that.`,
    )
  }
  return damaged(fileName, error)
}

function damaged(fileName: string, cause?: unknown): RefrainError {
  return new RefrainError(
    'FILE_UNREADABLE',
    `“${fileName}” is a workbook or archive that is damaged or cut short, or no Excel workbook. Nothing was changed. Download or save it again.`,
    undefined,
    { cause },
  )
}

export function tooLarge(fileName: string, what: string): RefrainError {
  return new RefrainError(
    'FILE_TOO_LARGE',
    `“${fileName}” ${what}. Nothing was changed. If it really is a table, save the sheet as CSV and import that.`,
  )
}
