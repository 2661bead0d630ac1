import type { DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document

/** What a page says of itself and shows, in the order it stands there. */
export interface PageContent {
  readonly title: string
  /** Open Graph and other `meta`, by property or name in lower case; the first of each. */
  readonly meta: ReadonlyMap<string, string>
  /** Visible text, one entry for each block: a paragraph, a cell, a list item. */
  readonly lines: readonly string[]
  /** Links and sources of players, absolute. */
  readonly links: readonly { readonly url: string; readonly text: string; readonly isPlayer: boolean }[]
  /** JSON-LD of schema.org as written. */
  readonly data: readonly string[]
}

const unseen = new Set(['script', 'style', 'noscript', 'template', 'head', 'svg', 'iframe', 'object'])
const inline = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
)
const mostLines = 20_000
const mostLinks = 5_000
const longestLine = 2_000
const longestData = 512 * 1024
/** Nodes that are looked through for the words of one element. */
const nearNodes = 1_000

/** Reads a page as browsers do (WHATWG HTML), without running or fetching anything of it. */
export async function readHtml(text: string, address: string): Promise<PageContent> {
  // The parser is large: it is loaded when the first page is read.
  const { parse } = await import('parse5')
  return createReader(address).read(parse(text))
}

function createReader(address: string) {
  const meta = new Map<string, string>()
  const lines: string[] = []
  const links: { url: string; text: string; isPlayer: boolean }[] = []
  const data: string[] = []
  let base = address
  let title = ''
  let line = ''

  const endLine = () => {
    const plain = line.replace(/\s+/g, ' ').trim()
    if (plain !== '' && lines.length < mostLines) lines.push(plain.slice(0, longestLine))
    line = ''
  }
  const link = (href: string | null, text: string, isPlayer: boolean) => {
    if (href === null || links.length >= mostLinks || !URL.canParse(href, base)) return
    const url = new URL(href, base)
    if (url.protocol === 'http:' || url.protocol === 'https:') links.push({ url: url.href, text, isPlayer })
  }
  const element = (node: DefaultTreeAdapterTypes.Element) => {
    const of = (name: string) => node.attrs.find((one) => one.name === name)?.value ?? null
    const { tagName: tag } = node
    if (tag === 'title' && title === '') title = textOf(node)
    else if (tag === 'base') base = absolute(of('href'), base)
    else if (tag === 'meta') {
      const name = (of('property') ?? of('name'))?.toLowerCase()
      if (name !== undefined && !meta.has(name)) meta.set(name, of('content') ?? '')
    } else if (tag === 'a') link(of('href'), textOf(node), false)
    else if (tag === 'audio' || tag === 'source') link(of('src'), '', true)
    else if (tag === 'script' && of('type')?.toLowerCase() === 'application/ld+json')
      data.push(textOf(node, longestData))
  }

  return {
    read(document: DefaultTreeAdapterTypes.Document): PageContent {
      // A page can nest deeper than calls may. A text in the stack ends a line.
      const open: { readonly node: Node | null; readonly isHidden: boolean }[] = [
        { node: document, isHidden: false },
      ]
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { node } = next
        if (node === null) {
          endLine()
          continue
        }
        if (node.nodeName === '#text' && 'value' in node) {
          if (!next.isHidden) line += node.value
          continue
        }
        const isElement = 'tagName' in node
        if (isElement) element(node)
        const isHidden = next.isHidden || (isElement && unseen.has(node.tagName))
        const isBlock = isElement && !inline.has(node.tagName)
        if (isBlock) {
          endLine()
          open.push({ node: null, isHidden })
        }
        if ('childNodes' in node)
          // One by one: a page may have more children than a call may have arguments.
          for (const child of node.childNodes.toReversed()) open.push({ node: child, isHidden })
      }
      endLine()
      return { title: title.replace(/\s+/g, ' ').trim(), meta, lines, links, data }
    },
  }
}

/** Its text, as far as one line of the page may be long. */
function textOf(node: DefaultTreeAdapterTypes.Element, longest = longestLine): string {
  let text = ''
  let seen = 0
  const open: Node[] = [node]
  for (let next = open.pop(); next !== undefined && text.length < longest; next = open.pop()) {
    if (++seen > nearNodes) break
    if (next.nodeName === '#text' && 'value' in next) text += next.value
    if ('childNodes' in next) open.push(...next.childNodes.slice(0, nearNodes).reverse())
  }
  return text.replace(/\s+/g, ' ').trim()
}

function absolute(href: string | null, base: string): string {
  return href !== null && URL.canParse(href, base) ? new URL(href, base).href : base
}
