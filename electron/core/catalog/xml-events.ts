import { SaxesParser } from 'saxes'
import { RefrainError } from '../../../shared/errors.ts'
import { createTextDecoding, type TextDecoding } from './text-encoding.ts'

/** What a reader of XML is told; names are without their prefix. */
export interface XmlHandlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close: (name: string) => void
  /** Text between two tags, entities resolved; may come in parts. */
  readonly text: (text: string) => void
}

/** Reads XML as its bytes come. Both functions throw a RefrainError that names the file. */
export interface XmlReader {
  write(bytes: Uint8Array): void
  end(): void
}

/** Longest stretch without a tag, in characters; memory must not grow with what an author wrote. */
const longestSilence = 4 * 1024 * 1024
const deepest = 200

/**
 * A streaming reader of XML in UTF-8, UTF-16 with a mark, or Latin-1 that says so, in memory that does not grow with
 * the file. A document type declaration is refused, and with it every entity but the five of XML: entities can fetch
 * files and addresses, and multiply into gigabytes (CWE-611, CWE-776).
 * @param what continues "“file” is …" when the XML is broken
 */
export function createXmlReader(fileName: string, what: string, handlers: XmlHandlers): XmlReader {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true })
  let silence = 0
  let depth = 0
  let decoding: TextDecoding | null = null
  parser.on('error', (error) => {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `“${fileName}” is ${what}, but it is broken at line ${String(parser.line)}: ${plain(error.message)}. Nothing was changed. Get the file anew from where it came from.`,
    )
  })
  parser.on('doctype', () => {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `“${fileName}” declares a document type (DOCTYPE) at line ${String(parser.line)}. Such a declaration can make a program read other files, so it is refused. Nothing was changed. Ask the sender for the file without it.`,
    )
  })
  parser.on('opentag', (tag) => {
    silence = 0
    if (++depth > deepest) {
      throw new RefrainError(
        'FILE_TOO_LARGE',
        `“${fileName}” nests its elements more than ${String(deepest)} deep at line ${String(parser.line)}, which no file of its kind does. Nothing was changed.`,
      )
    }
    handlers.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    silence = 0
    depth--
    handlers.close(localName(tag.name))
  })
  parser.on('text', handlers.text)
  parser.on('cdata', handlers.text)

  function write(text: string): void {
    silence += text.length
    parser.write(text)
    if (silence > longestSilence) {
      throw new RefrainError(
        'FILE_TOO_LARGE',
        `“${fileName}” holds a single text of more than four million characters at line ${String(parser.line)}. Nothing was changed.`,
      )
    }
  }
  return {
    write(bytes) {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      decoding ??= createTextDecoding(encodingOf(chunk))
      const text = decoding.write(chunk)
      if (text !== '') write(text)
    },
    end() {
      write(decoding?.end() ?? '')
      parser.close()
    },
  }
}

/** By the mark, else by what the declaration says (XML 1.0, 4.3.3). */
function encodingOf(beginning: Buffer): Parameters<typeof createTextDecoding>[0] {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le'
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return 'utf-16be'
  const declaration = /^[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(beginning.toString('latin1', 0, 200))?.[1]
  return /^(iso-8859-1|latin-?1|windows-1252|cp1252|us-ascii)$/i.test(declaration ?? '')
    ? 'windows-1252'
    : 'utf-8'
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** The parser's words without its position, which is told apart. */
function plain(message: string): string {
  return message
    .replace(/^\d+:\d+:\s*/, '')
    .replace(/\.$/, '')
    .slice(0, 200)
}
