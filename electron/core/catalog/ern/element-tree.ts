import { RefrainError } from '../../../../shared/errors.ts'
import type { XmlHandlers } from '../xml-events.ts'

/** A small piece of an XML message, with names without prefixes. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** One resource or release of the largest messages has a few thousand elements. */
const mostElements = 200_000

/**
 * Gathers the elements of the given names, each whole, and hands it over when it closes; everything else passes by.
 * So memory holds one resource or release at a time.
 */
export function createElementGatherer(
  fileName: string,
  wanted: ReadonlySet<string>,
  onElement: (element: Element) => void,
  onRoot: (name: string, attributes: Readonly<Record<string, string>>) => void,
): XmlHandlers {
  const open: Element[] = []
  let elements = 0
  let depth = 0
  return {
    open(name, attributes) {
      if (depth++ === 0) onRoot(name, attributes)
      const parent = open.at(-1)
      if (parent === undefined && !wanted.has(name)) return
      if (++elements > mostElements) {
        throw new RefrainError(
          'FILE_TOO_LARGE',
          `“${fileName}” has a <${open[0]?.name ?? name}> of more than ${mostElements.toLocaleString('en')} elements, which no release needs. Nothing was changed.`,
        )
      }
      const element: Element = { name, attributes, children: [], text: '' }
      parent?.children.push(element)
      open.push(element)
    },
    close() {
      depth--
      const element = open.pop()
      if (element === undefined || open.length > 0) return
      elements = 0
      onElement(element)
    },
    text(part) {
      const element = open.at(-1)
      if (element !== undefined) element.text += part
    },
  }
}

/** The first child of the name, or null. */
export function child(element: Element | null, name: string): Element | null {
  return element?.children.find((other) => other.name === name) ?? null
}

/** Every child of the name. */
export function children(element: Element | null, name: string): readonly Element[] {
  return element?.children.filter((other) => other.name === name) ?? []
}

/** The text at the end of a path of names, on one line; empty when there is none. */
export function textAt(element: Element | null, ...path: readonly string[]): string {
  let at = element
  for (const name of path) at = child(at, name)
  return at === null ? '' : at.text.replace(/\s+/g, ' ').trim()
}

/** The first of several texts that is not empty. */
export function firstText(...texts: readonly string[]): string {
  return texts.find((text) => text !== '') ?? ''
}

/** Elements in the order that their sequence numbers give, else in that of the message. */
export function inSequence(elements: readonly Element[]): readonly Element[] {
  return elements
    .map((element, at) => ({ element, order: Number(element.attributes.SequenceNumber ?? at + 1) || at + 1 }))
    .sort((one, other) => one.order - other.order)
    .map(({ element }) => element)
}
