/** A column of a Parquet file, with the type its values have. */
export interface ParquetColumn<Name extends string> {
  readonly name: Name
  readonly type: 'INT32' | 'STRING' | 'DOUBLE'
}

/** Writes a Parquet file page by page; each page becomes a group of rows. */
export interface ParquetPages<Row> {
  rows(rows: readonly Row[]): void
  /** Writes what ends the file. */
  finish(): void
}

/** A writer of rows with these columns; `write` takes what it makes, in order. Loaded when needed, as most runs never do. */
export async function parquetPages<Name extends string>(
  columns: readonly ParquetColumn<Name>[],
  write: (chunk: Uint8Array) => void,
): Promise<ParquetPages<Readonly<Record<Name, string | number>>>> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer')
  const columnsOf = (rows: readonly Readonly<Record<Name, string | number>>[]) =>
    columns.map(({ name, type }) => ({ name, type, nullable: false, data: rows.map((row) => row[name]) }))
  const writer = new ByteWriter()
  const schema = schemaFromColumnData({ columnData: columnsOf([]) })
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'Refrain' })
  const drain = () => {
    if (writer.index === 0) return
    write(new Uint8Array(writer.buffer.slice(0, writer.index)))
    writer.index = 0
  }
  return {
    rows(rows) {
      void parquet.write({ columnData: columnsOf(rows) })
      drain()
    },
    finish() {
      void parquet.finish()
      drain()
    },
  }
}
