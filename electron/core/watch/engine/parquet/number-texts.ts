import type { ColumnMetaData, SchemaElement } from 'hyparquet'
import { type OpenPage, placesOfRows, valueOfRows } from './open-page.ts'
import { giveBack } from './give-back.ts'
import { PageTexts } from './page-texts.ts'
import { joinedTexts } from './texts.ts'

type NumberType = ColumnMetaData['type']

const readers: Partial<
  Record<NumberType, { readonly size: number; at(bytes: Buffer, place: number): number | bigint }>
> = {
  INT32: { size: 4, at: (bytes, place) => bytes.readInt32LE(place) },
  INT64: { size: 8, at: (bytes, place) => bytes.readBigInt64LE(place) },
  FLOAT: { size: 4, at: (bytes, place) => bytes.readFloatLE(place) },
  DOUBLE: { size: 8, at: (bytes, place) => bytes.readDoubleLE(place) },
}

/** True when numbers of this column are what their bytes say: no times, no decimals, none without a sign. */
export function areNumbers({
  type,
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): boolean {
  const isSimple = converted === undefined || /^INT_(?:8|16|32|64)$/.test(converted)
  const isSigned = logical === undefined || (logical.type === 'INTEGER' && logical.isSigned)
  return type !== undefined && readers[type] !== undefined && isSimple && isSigned
}

/**
 * The numbers of the rows wanted, or of all, as texts.
 *
 * @param dictionary the bytes of the numbers when the page only says which it has; null when it holds them itself.
 * Throws `RangeError`.
 */
export function numberTexts(
  type: NumberType,
  page: OpenPage,
  dictionary: Buffer | null,
  wanted: readonly number[] | null,
): PageTexts {
  const reader = readers[type]
  if (reader === undefined) throw new RangeError('no numbers')
  const { count } = page
  const { bytes, at } = dictionary === null ? page : { bytes: dictionary, at: 0 }
  const of =
    dictionary === null
      ? (valueOfRows(page)?.of ?? null)
      : placesOfRows(page, Math.floor(dictionary.length / reader.size))
  const textOf = new Int32Array(count).fill(-1)
  const parts: Buffer[] = []
  for (const row of wanted ?? textOf.keys()) {
    const value = of === null ? row : (of[row] ?? -1)
    if (value < 0) continue
    textOf[row] = parts.length
    parts.push(Buffer.from(String(reader.at(bytes, at + value * reader.size)), 'latin1'))
  }
  if (of !== null) giveBack(of)
  return new PageTexts(count, joinedTexts(parts), () => textOf)
}
