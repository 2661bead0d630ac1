import type { DefaultTreeAdapterTypes } from 'parse5'
import type { PageLink } from '../../../../shared/domain/evidence/capture/audio-offers.ts'

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document

const longestDom = 8 * 1024 * 1024
const mostLinks = 5_000

/**
 * The links and the players of a page, from its final DOM, and the address they are relative to where the page sets
 * one. Of a DOM beyond 8 MB the beginning is read, and 5,000 links at most.
 */
export async function pageLinks(
  dom: string,
): Promise<{ readonly links: readonly PageLink[]; readonly base: string | null }> {
  // The parser is large and hardly ever needed in this thread: it must not slow down the start.
  const { parse } = await import('parse5')
  const links: PageLink[] = []
  let base: string | null = null
  // A page can nest deeper than calls may.
  const open: Node[] = [parse(dom.slice(0, longestDom))]
  for (let node = open.pop(); node !== undefined && links.length < mostLinks; node = open.pop()) {
    if ('tagName' in node) {
      const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value ?? null
      const source = sourceOf(node.tagName, attribute)
      if (source !== null) links.push(source)
      if (node.tagName === 'base') base ??= attribute('href')
    }
    if ('childNodes' in node) open.push(...node.childNodes.toReversed())
  }
  return { links, base }
}

function sourceOf(tag: string, attribute: (name: string) => string | null): PageLink | null {
  if (tag === 'a') {
    const href = attribute('href')
    return href === null ? null : { href, from: 'link' }
  }
  if (tag !== 'audio' && tag !== 'video' && tag !== 'source') return null
  // The sources of pictures have srcset and no src.
  const src = attribute('src')
  return src === null ? null : { href: src, from: 'player' }
}
