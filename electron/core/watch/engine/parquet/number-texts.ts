import type { ColumnMetaData, SchemaElement } from 'hyparquet'
import type { OpenPage } from './open-page.ts'
import type { PageMemory } from './page-memory.ts'
import { DictionaryTexts, KnownTexts, OwnTexts } from './page-rows.ts'
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
 * The numbers of the rows wanted, or of all, as texts. The page is given back.
 *
 * @param dictionary the bytes of the numbers when the page only says which it has; null when it holds them itself.
 * Throws `RangeError`.
 */
export function numberTexts(
  type: NumberType,
  page: OpenPage,
  dictionary: Buffer | null,
  { memory, wanted }: { readonly memory: PageMemory; readonly wanted: readonly number[] | null },
): PageTexts {
  const reader = readers[type]
  if (reader === undefined) throw new RangeError('no numbers')
  const { count } = page
  const { bytes, at } = dictionary === null ? page : { bytes: dictionary, at: 0 }
  const size = () => Math.floor((bytes.length - at) / reader.size)
  const own = dictionary === null ? new OwnTexts(page, memory) : null
  const rows = own ?? new DictionaryTexts(() => page, size, memory)
  if (own !== null && own.texts > size()) throw new RangeError('numbers are missing')
  const numbers = wanted === null ? rows.all() : rows.of(wanted)
  const parts: Buffer[] = []
  const rowOfPart: number[] = []
  for (let index = 0; index < (wanted?.length ?? count); index++) {
    const number = numbers === null ? index : (numbers[index] ?? -1)
    if (number < 0) continue
    rowOfPart.push(wanted === null ? index : (wanted[index] ?? 0))
    parts.push(Buffer.from(String(reader.at(bytes, at + number * reader.size)), 'latin1'))
  }
  if (numbers instanceof Int32Array) memory.giveBack(numbers)
  memory.giveBack(page.bytes)
  const texts = joinedTexts(parts, memory)
  const textOf = memory.numbers(count).fill(-1)
  rowOfPart.forEach((row, part) => (textOf[row] = part))
  return new PageTexts(
    count,
    texts,
    new KnownTexts(textOf, () => {
      memory.giveBack(textOf)
    }),
  )
}
