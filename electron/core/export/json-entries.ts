import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { TextDecoder } from 'node:util'
import { RefrainError } from '../../../shared/errors.ts'
import { systemCode } from '../platform/failures.ts'

/** One value of the file: an element of a top-level list, or a top-level value that is no list. */
export interface JsonEntry {
  readonly section: string
  /** 1-based place in the list; 0 for a value that is no list. */
  readonly place: number
  readonly text: string
  /** Bytes of the file read so far. */
  readonly bytesRead: number
}

/** Reads no deeper and no longer than these: a hostile file can fill neither the stack nor the memory. */
export const jsonLimits = { depth: 64, characters: 16 * 1024 * 1024 } as const

const chunkBytes = 256 * 1024

/**
 * The entries of a JSON file whose top level is an object, one after the other in constant memory. Texts are cut out
 * as they stand and not yet known to be JSON. Throws FILE_UNREADABLE, FILE_EMPTY; VALIDATION, with the place, when the
 * structure is broken, an entry is larger or deeper than `jsonLimits`, or the file is not UTF-8.
 */
export async function* readJsonEntries(path: string, signal: AbortSignal): AsyncGenerator<JsonEntry> {
  const name = basename(path)
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(name, error)
  })
  try {
    const { size } = await file.stat()
    if (size === 0) throw new RefrainError('FILE_EMPTY', `“${name}” is empty. Nothing was imported.`)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const splitter = createSplitter(name)
    const buffer = Buffer.allocUnsafe(chunkBytes)
    let bytesRead = 0
    for (;;) {
      signal.throwIfAborted()
      const read = await file.read(buffer, 0, chunkBytes, null).catch((error: unknown) => {
        throw unreadable(name, error)
      })
      bytesRead += read.bytesRead
      const text = decode(decoder, buffer.subarray(0, read.bytesRead), read.bytesRead > 0, name)
      for (const entry of splitter.push(text)) yield { ...entry, bytesRead }
      if (read.bytesRead === 0) break
    }
    splitter.end()
  } finally {
    await file.close()
  }
}

type State = 'start' | 'key' | 'colon' | 'value' | 'element' | 'after-element' | 'after-value' | 'end'

type Cut = Pick<JsonEntry, 'section' | 'place' | 'text'>

/** Cuts the text, given in pieces, into entries. */
function createSplitter(name: string) {
  let state: State = 'start'
  let section = ''
  let place = 0
  let mayClose = false
  // Of the value being cut: its text before this piece, how deep it is open, whether in a string, and of what kind.
  let cut: { before: string; depth: number; inString: boolean; escaped: boolean; bare: boolean } | null = null
  let position = 0

  const where = () =>
    section === '' ? 'at its beginning' : place === 0 ? `in “${section}”` : `in “${section}”, entry ${place}`
  const broken = (why: string) =>
    new RefrainError('VALIDATION', `“${name}” cannot be read ${where()}: ${why}. Nothing was imported.`, {
      section,
      entry: place,
      position,
    })

  /** Where the value that is being cut ends in this piece, or -1. */
  const endOfCut = (piece: string, from: number, value: NonNullable<typeof cut>): number => {
    for (let at = from; at < piece.length; at++) {
      const character = piece.charCodeAt(at)
      if (value.inString) {
        if (value.escaped) value.escaped = false
        else if (character === backslash) value.escaped = true
        else if (character === quote) {
          value.inString = false
          if (value.depth === 0) return at + 1
        }
      } else if (value.bare) {
        if (isSpace(character) || character === comma || character === closeList || character === closeObject)
          return at
      } else if (character === quote) value.inString = true
      else if (character === openObject || character === openList) {
        value.depth++
        if (value.depth > jsonLimits.depth)
          throw broken(`it is nested deeper than ${jsonLimits.depth} levels`)
      } else if (character === closeObject || character === closeList) {
        value.depth--
        if (value.depth === 0) return at + 1
      }
    }
    return -1
  }

  const begin = (character: number) => {
    const bare = character !== quote && character !== openObject && character !== openList
    cut = { before: '', depth: 0, inString: false, escaped: false, bare }
  }

  return {
    *push(piece: string): Generator<Cut> {
      let at = 0
      while (at < piece.length) {
        if (cut !== null) {
          const end = endOfCut(piece, at, cut)
          const text: string = cut.before + piece.slice(at, end < 0 ? undefined : end)
          if (text.length > jsonLimits.characters) {
            throw broken(`an entry is longer than ${jsonLimits.characters.toLocaleString('en')} characters`)
          }
          if (end < 0) {
            cut.before = text
            break
          }
          at = end
          cut = null
          if (state === 'key') {
            section = keyOf(text, broken)
            place = 0
            state = 'colon'
          } else {
            yield { section, place, text }
            state = state === 'element' ? 'after-element' : 'after-value'
          }
          continue
        }
        const character = piece.charCodeAt(at)
        if (isSpace(character)) {
          at++
          continue
        }
        switch (state) {
          case 'start':
            if (character !== openObject) throw broken('it does not start with {')
            state = 'key'
            mayClose = true
            at++
            break
          case 'key':
            if (character === closeObject && mayClose) {
              state = 'end'
              at++
            } else if (character === quote) begin(character)
            else throw broken('a name in quotation marks is expected')
            break
          case 'colon':
            if (character !== colon) throw broken('a colon is expected')
            state = 'value'
            at++
            break
          case 'value':
            if (character === openList) {
              state = 'element'
              mayClose = true
              at++
            } else begin(character)
            break
          case 'element':
            if (character === closeList && mayClose) {
              state = 'after-value'
              at++
            } else if (character === closeList || character === comma || character === closeObject) {
              throw broken('a value is expected')
            } else {
              place++
              begin(character)
            }
            break
          case 'after-element':
            if (character === comma) state = 'element'
            else if (character === closeList) state = 'after-value'
            else throw broken('a comma or ] is expected')
            mayClose = false
            at++
            break
          case 'after-value':
            if (character === comma) state = 'key'
            else if (character === closeObject) state = 'end'
            else throw broken('a comma or } is expected')
            mayClose = false
            at++
            break
          case 'end':
            throw broken('there is something after its end')
        }
      }
      position += piece.length
    },
    end() {
      if (state !== 'end') throw broken('it ends in the middle; it may not have been copied completely')
    },
  }
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openObject = 0x7b
const closeObject = 0x7d
const openList = 0x5b
const closeList = 0x5d

function isSpace(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09
}

function keyOf(text: string, broken: (why: string) => RefrainError): string {
  try {
    const key: unknown = JSON.parse(text)
    if (typeof key === 'string') return key.slice(0, 100)
  } catch {
    // Told below.
  }
  throw broken('a name is damaged')
}

function decode(decoder: TextDecoder, bytes: Uint8Array, more: boolean, name: string): string {
  try {
    return decoder.decode(bytes, { stream: more })
  } catch (error) {
    throw new RefrainError(
      'VALIDATION',
      `“${name}” is not UTF-8 text. Nothing was imported. Export it again, or copy it without changing it.`,
      undefined,
      { cause: error },
    )
  }
}

function unreadable(name: string, cause: unknown): unknown {
  const code = systemCode(cause)
  if (code === null) return cause
  return new RefrainError(
    'FILE_UNREADABLE',
    `“${name}” cannot be read: it is not there, it is a folder, or the rights to it are missing. Nothing was imported.`,
    undefined,
    { cause },
  )
}
