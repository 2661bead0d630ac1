import type { DecodedArray } from 'hyparquet'
import { cellText } from './cell-text.ts'
import type { PageMemory } from './page-memory.ts'
import { KnownTexts } from './page-rows.ts'
import { PageTexts } from './page-texts.ts'
import { joinedTexts } from './texts.ts'

/** Values as the library gives them, all or those of the rows wanted, in their order, written out as texts. */
export function textsOfValues(
  values: DecodedArray,
  memory: PageMemory,
  wanted: readonly number[] | null = null,
): PageTexts {
  const textOf = new Int32Array(values.length).fill(-1)
  const parts: Buffer[] = []
  for (const row of wanted ?? values.keys()) {
    const value: unknown = values[row]
    if (value === null || value === undefined) continue
    textOf[row] = parts.length
    parts.push(Buffer.from(cellText(value)))
  }
  return new PageTexts(values.length, joinedTexts(parts, memory), new KnownTexts(textOf))
}
