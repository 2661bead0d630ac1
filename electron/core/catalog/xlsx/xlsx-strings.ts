import { tooLarge, type XlsxPackage } from './xlsx-package.ts'

// Most texts of a workbook stand once in a table of their own, and cells refer to them by number
// (ECMA-376 part 1, 18.4).

const blockBytes = 1024 * 1024
/** Texts of two million rows need about a tenth of it. */
const mostBytes = 512 * 1024 * 1024
const longestText = 1024 * 1024

/** The shared texts: as bytes in blocks and offsets beside them, for a string object each would cost three times that. */
export interface SharedStrings {
  /** The text of this number, or null when there is none. */
  get(index: number): string | null
}

/**
 * Reads the shared texts of a workbook. Formatted texts are joined; readings of Japanese words are left out.
 * @throws RefrainError as `readXml`, and FILE_TOO_LARGE.
 */
export async function readSharedStrings(
  workbook: XlsxPackage,
  fileName: string,
  onChunk: (bytes: number) => void,
): Promise<SharedStrings> {
  const store = createTextStore(fileName)
  if (workbook.sharedStrings === null) return store
  const rich = createRichText()
  const chunks = workbook.readXml(workbook.sharedStrings, {
    open(name) {
      if (name === 'si') rich.start()
      else rich.open(name)
    },
    close(name) {
      if (name === 'si') store.add(rich.end())
      else rich.close(name)
    },
    text: rich.text,
  })
  for await (const bytes of chunks) onChunk(bytes)
  return store
}

/** Gathers the text of `<si>` or `<is>`: all `<t>` but those of phonetic readings. */
export function createRichText(): RichText {
  let text = ''
  let reading = false
  let phonetic = false
  return {
    start() {
      text = ''
      reading = false
      phonetic = false
    },
    open(name) {
      if (name === 't') reading = !phonetic
      else if (name === 'rPh') phonetic = true
    },
    close(name) {
      if (name === 't') reading = false
      else if (name === 'rPh') phonetic = false
    },
    text(part) {
      if (reading && text.length < longestText) text += part
    },
    end: () => unescaped(text.slice(0, longestText)),
  }
}

interface RichText {
  readonly start: () => void
  readonly open: (name: string) => void
  readonly close: (name: string) => void
  readonly text: (part: string) => void
  readonly end: () => string
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

function createTextStore(fileName: string) {
  const blocks: Buffer[] = []
  let room = 0
  let total = 0
  /** Where each text begins: block number times two to the 23rd, plus the place in it. */
  let starts = new Float64Array(1024)
  let lengths = new Uint32Array(1024)
  let count = 0
  return {
    add(text: string): void {
      const bytes = Buffer.byteLength(text)
      total += bytes + 12
      if (total > mostBytes) throw tooLarge(fileName, 'holds more than 512 MB of text')
      if (bytes > room) {
        blocks.push(Buffer.allocUnsafe(Math.max(blockBytes, bytes)))
        room = Math.max(blockBytes, bytes)
      }
      const block = blocks.at(-1)
      const at = (block?.length ?? 0) - room
      block?.write(text, at)
      room -= bytes
      if (count === starts.length) {
        starts = grown(starts, new Float64Array(count * 2))
        lengths = grown(lengths, new Uint32Array(count * 2))
      }
      starts[count] = (blocks.length - 1) * 2 ** 23 + at
      lengths[count++] = bytes
    },
    get(index: number): string | null {
      if (!(index >= 0 && index < count)) return null
      const start = starts[index] ?? 0
      const at = start % 2 ** 23
      return blocks[Math.floor(start / 2 ** 23)]?.toString('utf8', at, at + (lengths[index] ?? 0)) ?? null
    },
  }
}

function grown<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
