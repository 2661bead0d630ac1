// What XML 1.0 (fifth edition, 2.2) does not allow in a document, in any spelling: C0 controls but tab, line feed and
// carriage return; lone surrogates; U+FFFE and U+FFFF.

const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** True when XML can hold the text as it is. */
export function isXmlText(text: string): boolean {
  return text.search(forbidden) < 0
}

/**
 * Text as XML content or attribute value. Characters that XML cannot hold become U+FFFD; tab, line feed and carriage
 * return are written as references so that no reader normalises them away. Marks of direction and joiners stay.
 */
export function xmlText(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${String(character.charCodeAt(0))};`)
}

/** An element: its name, its attributes and what stands in it. A child that is null is left out. */
export interface XmlElement {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | null)[] | string
}

/** Builds an element with text, or null when there is none. */
export function textElement(
  name: string,
  text: string | null,
  attributes?: Readonly<Record<string, string>>,
): XmlElement | null {
  if (text === null || text === '') return null
  return attributes === undefined ? { name, children: text } : { name, children: text, attributes }
}

/** The element as indented lines, two spaces a level. */
export function renderXml(element: XmlElement, depth = 0): string {
  const indent = '  '.repeat(depth)
  const attributes = Object.entries(element.attributes ?? {})
    .map(([name, value]) => ` ${name}="${xmlText(value)}"`)
    .join('')
  const open = `${indent}<${element.name}${attributes}`
  if (typeof element.children === 'string') {
    return `${open}>${xmlText(element.children)}</${element.name}>\n`
  }
  const children = element.children.filter((child) => child !== null)
  if (children.length === 0) return `${open}/>\n`
  const inner = children.map((child) => renderXml(child, depth + 1)).join('')
  return `${open}>\n${inner}${indent}</${element.name}>\n`
}
