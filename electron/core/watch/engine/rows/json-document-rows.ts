import { jsonKey } from '../../../../../shared/domain/matching/json-listing.ts'
import { JsonLinesWriter } from './json-lines.ts'

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

/** Lists that belong to what they stand in, and are no lists of rows. */
const ownLists = new Set([
  'artists',
  'artist',
  'artistcredit',
  'contributors',
  'performers',
  'images',
  'genres',
  'tags',
])

/** A row longer than this is none; it is passed over and named. */
const longestRow = 1 << 20

/**
 * Writes what lists in a JSON document hold as JSON Lines: the objects of the outermost lists, so of `[{…}, {…}]` and of
 * `{"tracks": {"items": [{…}]}}` the same. How the document is laid out on lines does not matter. A document in which no
 * list holds objects is one row. Several documents may follow each other.
 */
export async function* jsonDocumentRows(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const out = new JsonLinesWriter()
  const splitter = new RowSplitter(out)
  for await (const chunk of bytes) {
    splitter.push(chunk)
    if (out.ready) yield* out.take()
  }
  splitter.end()
  yield* out.finish()
}

/** Follows brackets and strings byte by byte; what stands between them is not looked at. */
class RowSplitter {
  readonly #out: JsonLinesWriter
  /** For each bracket that is open: true for a list. */
  readonly #open: boolean[] = []
  #inString = false
  #escaped = false
  /** Depth of the object that is being copied out; -1 outside. */
  #rowDepth = -1
  /** The string read last outside of rows, when it lay in one piece; a key, mostly. */
  #lastString = ''
  #parts: Buffer[] = []
  #length = 0
  /** The document itself, in case it turns out to be a single row. */
  #document: Buffer[] = []
  #documentLength = 0
  #rows = 0

  constructor(out: JsonLinesWriter) {
    this.#out = out
  }

  push(chunk: Buffer): void {
    let from = this.#rowDepth >= 0 ? 0 : -1
    let stringAt = -1
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (byte === backslash) this.#escaped = true
        else if (byte === quote) {
          this.#inString = false
          if (this.#rowDepth < 0)
            this.#lastString =
              stringAt < 0 ? '' : chunk.toString('latin1', stringAt, Math.min(at, stringAt + 40))
        }
        continue
      }
      if (byte === quote) {
        this.#inString = true
        stringAt = at + 1
      } else if (byte === openBrace || byte === openBracket) {
        const inList = this.#open.at(-1) === true
        if (byte === openBrace && inList && this.#rowDepth < 0) {
          this.#rowDepth = this.#open.length
          from = at
        }
        const holdsRows = byte === openBracket && !ownLists.has(jsonKey(this.#lastString))
        if (this.#rowDepth < 0) this.#lastString = ''
        this.#open.push(holdsRows)
      } else if (byte === closeBrace || byte === closeBracket) {
        this.#open.pop()
        if (this.#open.length === this.#rowDepth) {
          this.#keep(chunk.subarray(from, at + 1))
          this.#endRow()
          from = -1
        }
        if (this.#open.length === 0) this.#endDocument()
      }
    }
    if (from >= 0) this.#keep(chunk.subarray(from))
    if (this.#rows === 0 && this.#documentLength <= longestRow) {
      this.#document.push(Buffer.from(chunk))
      this.#documentLength += chunk.length
    }
  }

  end(): void {
    // A row that breaks off is no object, and counted as such; codes in it are still found.
    if (this.#rowDepth >= 0) this.#endRow()
    else if (this.#rows === 0 && this.#documentLength > 0) this.#single()
  }

  #keep(part: Buffer): void {
    this.#length += part.length
    if (this.#length <= longestRow) this.#parts.push(Buffer.from(part))
    else this.#parts = []
  }

  #endRow(): void {
    if (this.#length > longestRow) this.#out.remark('The row is longer than 1 MiB; it was passed over.')
    else {
      // Line breaks stand between values only: within strings they are escaped.
      for (const part of this.#parts)
        this.#out.raw(part.map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte)))
      this.#out.endLine()
    }
    this.#rows++
    this.#rowDepth = -1
    this.#parts = []
    this.#length = 0
  }

  #endDocument(): void {
    if (this.#rows > 0) this.#document = []
  }

  #single(): void {
    if (this.#documentLength > longestRow) {
      this.#out.remark('The document holds no list of objects and is longer than 1 MiB; it was passed over.')
      return
    }
    this.#out.raw(Buffer.concat(this.#document).map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte)))
    this.#out.endLine()
  }
}
