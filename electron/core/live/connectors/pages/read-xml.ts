import { SaxesParser } from 'saxes'
import { SourceFailure } from '../../connector.ts'

/** An element of a feed or sitemap that has become whole. */
export interface XmlElement {
  /** Without its prefix, lower case. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  /** Elements above it, the outermost first. */
  readonly above: readonly string[]
}

const deepest = 100
const longestText = 4_000

/**
 * Tells every element once it is whole, those inside before it. A document type declaration is refused, and with it
 * every entity but the five of XML (CWE-611, CWE-776). Throws SourceFailure `wrong-type`.
 */
export function readXml(text: string, tell: (element: XmlElement) => void): void {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  const open: {
    readonly name: string
    readonly attributes: Readonly<Record<string, string>>
    text: string
  }[] = []
  parser.on('error', (error) => {
    throw new SourceFailure('wrong-type', `sends XML that is broken (${error.message.slice(0, 100)})`)
  })
  parser.on('doctype', () => {
    throw new SourceFailure(
      'wrong-type',
      'sends XML with a document type, which can make programs read other files',
    )
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= deepest) throw new SourceFailure('wrong-type', 'sends XML that nests too deep')
    open.push({ name: name.slice(name.indexOf(':') + 1).toLowerCase(), attributes, text: '' })
  })
  const add = (part: string) => {
    const last = open.at(-1)
    if (last !== undefined && last.text.length < longestText) last.text += part
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const last = open.pop()
    if (last !== undefined) tell({ ...last, text: last.text.trim(), above: open.map(({ name }) => name) })
  })
  parser.write(text).close()
}
