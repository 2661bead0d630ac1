import { fstatSync, readSync } from 'node:fs'
import { type FileMetaData, parquetMetadataAsync, parquetSchema, type SchemaTree } from 'hyparquet'
import { BrokenStream } from '../broken-stream.ts'

/** What the end of a Parquet file says of it. */
export interface ParquetFile {
  readonly metadata: FileMetaData
  readonly columns: readonly ParquetColumn[]
  /** The number behind the last row of each group. */
  readonly groupEnds: readonly number[]
}

export interface ParquetColumn {
  /** The name, with the names of what it stands in before it: `album.name`. */
  readonly name: string
  readonly path: readonly string[]
  readonly schemaPath: SchemaTree[]
  readonly kind: 'text' | 'number' | 'other'
  /** True when a row can have several values. */
  readonly isList: boolean
}

/** Descriptions longer than this are no description but an attack on memory. */
const longestFooter = 64 << 20

/** Reads the description of an open Parquet file. Throws `BrokenStream` when there is none. */
export async function openParquet(fd: number): Promise<ParquetFile> {
  const byteLength = fstatSync(fd).size
  const file = {
    byteLength,
    slice(start: number, end = byteLength): ArrayBuffer {
      if (end - start > longestFooter) throw new RangeError('too long')
      return new Uint8Array(readAt(fd, start, end - start)).buffer
    },
  }
  try {
    const metadata = await parquetMetadataAsync(file)
    const columns = columnsOf(parquetSchema(metadata), [])
    let rows = 0
    const groupEnds = metadata.row_groups.map(({ num_rows: count }) => (rows += Number(count)))
    if (!groupEnds.every((end, at) => Number.isSafeInteger(end) && end >= (groupEnds[at - 1] ?? 0))) {
      throw new RangeError('row counts make no sense')
    }
    return { metadata, columns, groupEnds }
  } catch (error) {
    throw new BrokenStream(endsAsParquet(fd, byteLength) ? 'damaged' : 'truncated', error)
  }
}

/** Exactly these bytes. Throws `BrokenStream` when the file ends before. */
export function readAt(fd: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length)
  let got = 0
  while (got < length) {
    const more = readSync(fd, bytes, got, length - got, start + got)
    if (more === 0) throw new BrokenStream('truncated')
    got += more
  }
  return bytes
}

function endsAsParquet(fd: number, bytes: number): boolean {
  return bytes >= 8 && readAt(fd, bytes - 4, 4).toString('latin1') === 'PAR1'
}

function columnsOf(tree: SchemaTree, above: readonly SchemaTree[]): readonly ParquetColumn[] {
  const path = [...above, tree]
  if (tree.children.length > 0) return tree.children.flatMap((child) => columnsOf(child, path))
  const { element } = tree
  const isText =
    element.type === 'BYTE_ARRAY' &&
    (element.converted_type === undefined ||
      element.converted_type === 'UTF8' ||
      element.converted_type === 'ENUM')
  const isNumber = ['INT32', 'INT64', 'FLOAT', 'DOUBLE'].includes(element.type ?? '')
  const names = tree.path.filter((step) => !/^(?:list|element|item|array|bag|array_element)$/.test(step))
  return [
    {
      name: names.join('.'),
      path: tree.path,
      schemaPath: path,
      kind: isText ? 'text' : isNumber ? 'number' : 'other',
      isList: path.some((step) => step.element.repetition_type === 'REPEATED'),
    },
  ]
}
