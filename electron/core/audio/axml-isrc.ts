import { SaxesParser } from 'saxes'

/** `axml` chunks hold a few lines of metadata; audio definition models may take megabytes. */
export const largestAxml = 4 << 20
const mostCodes = 100
const deepest = 200

export interface AxmlReading {
  /** Codes as written, without the `ISRC:` in front. */
  readonly isrcs: readonly string[]
  /** Why the rest was not read, in words, or null. */
  readonly problem: string | null
}

/**
 * ISRCs of the `axml` chunk of a Broadcast Wave file: `dc:identifier` elements that read `ISRC:…` (EBU Tech 3352).
 * A document type is refused, so neither entities nor outside files come into play. Never throws; codes read before
 * a mistake are kept.
 */
export function readAxmlIsrcs(xml: string): AxmlReading {
  const isrcs: string[] = []
  let text: string | null = null
  let depth = 0
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('doctype', () => {
    throw new Error('it declares a document type, which is refused')
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > deepest) throw new Error('its elements are nested too deeply')
    text = tag.local === 'identifier' && tag.uri === 'http://purl.org/dc/elements/1.1/' ? '' : null
  })
  const addText = (part: string) => {
    if (text !== null && text.length < 200) text += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    depth -= 1
    const code = text === null ? undefined : /^\s*ISRC\s*:\s*(\S.*?)\s*$/isu.exec(text)?.[1]
    if (code !== undefined && isrcs.length < mostCodes) isrcs.push(code)
    text = null
  })
  parser.on('error', (error) => {
    throw error
  })
  try {
    // Chunks are padded to even length, and by some programs with zeros far beyond.
    parser.write(xml.replace(/[\0\s]+$/u, '')).close()
    return { isrcs, problem: null }
  } catch (error) {
    return { isrcs, problem: error instanceof Error ? error.message : String(error) }
  }
}
