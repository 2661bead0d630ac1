import type { DefaultTreeAdapterTypes } from 'parse5'
import type {
  PageBlock,
  PageFacts,
  PageOffer,
  PagePart,
} from '../../../../shared/domain/live/status/page-facts.ts'
import {
  isFile,
  isHandedOver,
  isPlayerFrame,
  downloadWord,
  hiddenMark,
  othersHeading,
  partOf,
} from './page-marks.ts'
import { namesOf, offersInData } from './structured-data.ts'

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document

const longestPage = 2 * 1024 * 1024
const mostBlocks = 4_000
const mostOffers = 400
const aroundLength = 300
/** Nodes that are looked through for the words or the source of one element. */
const nearNodes = 1_000

const blockTags = new Set(
  'address article aside blockquote body button center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul html label option select'.split(
    ' ',
  ),
)
const unread = new Set('script style template svg head noscript object canvas'.split(' '))

/** A step of the walk: into a node, or out of an element. */
type Step =
  | { readonly into: Node; readonly part: PagePart; readonly hidden: boolean }
  | { readonly outOf: Element; readonly part: PagePart }

/** Reads what a page says without running its scripts. Of a page beyond 2 MB the beginning is read. */
export async function readPage(html: string): Promise<PageFacts> {
  // The parser is large and hardly ever needed in this thread: it must not slow down the start.
  const { parse } = await import('parse5')
  return createReader().read(parse(html.slice(0, longestPage)))
}

function createReader() {
  const blocks: PageBlock[] = []
  const offers: PageOffer[] = []
  const machinery: string[] = []
  const head = { title: '', canonical: null as string | null, sentOnTo: null as string | null }
  const metas = new Map<string, string>()
  const data: string[] = []
  let fields = 0
  let hasPasswordField = false
  let scripts = 0
  let heading = 0
  let lastHeading = ''
  /** The level of the heading under which words of others stand; 0 for none. */
  let others = 0
  let text = ''
  let lines = 0

  const flush = (part: PagePart) => {
    const said = text
      .replace(/[^\S\n]+/gu, ' ')
      .replace(/ ?\n ?/gu, '\n')
      .trim()
    text = ''
    const broken = lines
    lines = 0
    if (said === '' || blocks.length >= mostBlocks) return
    if (heading > 0) {
      lastHeading = said
      if (othersHeading.test(said)) others = heading
      else if (others >= heading) others = 0
    }
    const under = others > 0 && part !== 'side' ? 'words-of-others' : part
    blocks.push({ text: said, part: under, heading, lines: broken })
  }

  const offer = (kind: PageOffer['kind'], address: string, element: Element, part: PagePart) => {
    if (offers.length >= mostOffers) return
    const around = `${lastHeading} ${textAround(element)}`.trim()
    offers.push({ kind, address, around, part: others > 0 && part !== 'side' ? 'words-of-others' : part })
  }

  const meta = (element: Element) => {
    const name = (attribute(element, 'property') ?? attribute(element, 'name') ?? '').toLowerCase()
    const content = attribute(element, 'content') ?? ''
    if (name !== '' && !metas.has(name)) metas.set(name, content)
    if ((attribute(element, 'http-equiv') ?? '').toLowerCase() === 'refresh') {
      head.sentOnTo = /url\s*=\s*['"]?([^'";]+)/iu.exec(content)?.[1] ?? null
    }
  }

  const inHead = (element: Element) => {
    for (const child of elementsUnder(element)) {
      if (child.tagName === 'title' && head.title === '') head.title = textOf(child, 1000)
      if (child.tagName === 'meta') meta(child)
      if (child.tagName === 'link' && attribute(child, 'rel') === 'canonical')
        head.canonical = attribute(child, 'href')
      if (child.tagName === 'script') script(child)
    }
  }

  const script = (element: Element) => {
    if (attribute(element, 'type') === 'application/ld+json') data.push(textOf(element, 100_000))
    else {
      scripts += 1
      machinery.push(attribute(element, 'src') ?? textOf(element, 2000))
    }
  }

  const field = (element: Element, part: PagePart) => {
    const type = (attribute(element, 'type') ?? 'text').toLowerCase()
    const name = `${attribute(element, 'name') ?? ''} ${attribute(element, 'id') ?? ''} ${attribute(element, 'placeholder') ?? ''}`
    if (type === 'password' && part !== 'side') hasPasswordField = true
    const isSearch =
      type === 'search' ||
      /(?:^|\s)(?:q|s|query)(?:\s|$)|search|suche|recherche|buscar|busca|cerca|keyword/iu.test(name)
    if (part !== 'side' && !isSearch && !['hidden', 'submit', 'button', 'image', 'range'].includes(type))
      fields += 1
  }

  const media = (element: Element, part: PagePart) => {
    const { tagName } = element
    const href = attribute(element, 'href') ?? ''
    const carried = element.attrs.find(({ name, value }) => name.startsWith('data-') && isFile(value))?.value
    if (tagName === 'audio' || tagName === 'video') {
      const inner = elementsUnder(element, 20).find(({ tagName: tag }) => tag === 'source')
      const src = attribute(element, 'src') ?? (inner && attribute(inner, 'src')) ?? carried ?? ''
      if (src !== '') offer('player', src, element, part)
    } else if (tagName === 'iframe' || tagName === 'embed') {
      const src = attribute(element, 'src') ?? ''
      machinery.push(src)
      if (isPlayerFrame(src)) offer('player', src, element, part)
    } else if (tagName === 'a' && href !== '') {
      const words = textOf(element, 200)
      const gives = isFile(href) || href.startsWith('magnet:') || attribute(element, 'download') !== null
      if (gives || (downloadWord.test(words) && isHandedOver(href))) offer('download', href, element, part)
    } else if (tagName === 'button' && downloadWord.test(textOf(element, 200)) && !isDisabled(element)) {
      offer('download', '', element, part)
    } else if (carried !== undefined) offer('player', carried, element, part)
  }

  const enter = (element: Element, part: PagePart): boolean => {
    const { tagName } = element
    if (tagName === 'head') inHead(element)
    if (tagName === 'script') script(element)
    if (tagName === 'meta') meta(element)
    machinery.push(`${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`)
    if (unread.has(tagName)) return false
    if (tagName === 'br') {
      text += '\n'
      lines += 1
    }
    if (tagName === 'input' || tagName === 'textarea') field(element, part)
    media(element, part)
    return true
  }

  const step = (open: Step[], next: Step) => {
    if ('outOf' in next) {
      flush(next.part)
      heading = 0
      return
    }
    const { into, part, hidden } = next
    if (into.nodeName === '#text' && 'value' in into) {
      if (!hidden) text += into.value.replace(/\s+/gu, ' ')
      return
    }
    let own = part
    if ('tagName' in into) {
      if (isHidden(into)) return
      own = partOf(into, part)
      const isBlock = blockTags.has(into.tagName)
      if (isBlock) {
        flush(part)
        open.push({ outOf: into, part: own })
      }
      const level = /^h([1-6])$/u.exec(into.tagName)?.[1]
      if (level !== undefined) heading = Number(level)
      if (!enter(into, own)) return
    }
    if ('childNodes' in into) {
      // One by one: a page may have more children than a call may have arguments.
      for (const child of into.childNodes.toReversed()) open.push({ into: child, part: own, hidden })
    }
  }

  return {
    read(document: DefaultTreeAdapterTypes.Document): PageFacts {
      // A page can nest deeper than calls may.
      const open: Step[] = [{ into: document, part: 'main', hidden: false }]
      for (let next = open.pop(); next !== undefined; next = open.pop()) step(open, next)
      flush('main')
      return {
        ...head,
        blocks,
        offers: [...offers, ...offersInData(data, metas)],
        named: namesOf(data, metas),
        hasPasswordField,
        fields,
        machinery: machinery.join(' ').slice(0, 200_000),
        scripts,
      }
    },
  }
}

function isHidden(element: Element): boolean {
  const { tagName } = element
  if (attribute(element, 'hidden') !== null || attribute(element, 'aria-hidden') === 'true') return true
  if (tagName === 'dialog' && attribute(element, 'open') === null) return true
  if (/display\s*:\s*none|visibility\s*:\s*hidden/iu.test(attribute(element, 'style') ?? '')) return true
  return hiddenMark.test(` ${attribute(element, 'class') ?? ''} `)
}

function isDisabled(element: Element): boolean {
  return attribute(element, 'disabled') !== null || attribute(element, 'aria-disabled') === 'true'
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null
}

/** The words of the nearest element around one that has more of them, as long as they are few. */
function textAround(element: Element): string {
  let around = textOf(element, aroundLength)
  let parent = element.parentNode
  for (let level = 0; level < 4 && parent !== null && 'tagName' in parent; level += 1) {
    const wider = textOf(parent, aroundLength + 1)
    if (wider.length > aroundLength) break
    around = wider
    parent = parent.parentNode
  }
  const label = attribute(element, 'aria-label') ?? attribute(element, 'title') ?? ''
  return `${label} ${around}`.trim()
}

/** Text of an element and what lies nearest in it, at most so long. */
function textOf(element: Element, most: number): string {
  let text = ''
  let seen = 0
  const open: Node[] = [element]
  for (let node = open.pop(); node !== undefined && text.length < most; node = open.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += ` ${node.value}`
    const isOther = node !== element && 'tagName' in node && (unread.has(node.tagName) || isHidden(node))
    if (++seen > nearNodes) break
    if (!isOther && 'childNodes' in node) open.push(...firstOf(node.childNodes))
  }
  return text.replace(/\s+/gu, ' ').trim().slice(0, most)
}

/** The elements in one, in their order; of a large one the first that many nodes. */
function elementsUnder(element: Element, most = nearNodes): readonly Element[] {
  const found: Element[] = []
  const open: Node[] = firstOf(element.childNodes)
  for (let node = open.pop(), seen = 0; node !== undefined && seen < most; node = open.pop(), seen++) {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) open.push(...firstOf(node.childNodes))
  }
  return found
}

/** The last comes first, as a stack wants it. */
function firstOf(nodes: readonly Node[]): Node[] {
  return nodes.slice(0, nearNodes).reverse()
}
