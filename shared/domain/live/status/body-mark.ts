import { parseUrl } from '../../text/web-url.ts'
import { type PageFacts, plainWords } from './page-facts.ts'

/** Two pages that begin with so much of the same are the same. */
const longestMark = 20_000

/**
 * What a page says, without the address it was asked under and without numbers: two answers with the same mark are the
 * same page to a reader. Compare only marks made by this function.
 */
export function bodyMark(page: PageFacts, askedUrl: string): string {
  const own = page.blocks.filter(({ part }) => part !== 'words-of-others')
  let text = plainWords([page.title, ...own.map((block) => block.text)].join(' '))
  const asked = parseUrl(askedUrl)
  const parts = asked === null ? [] : [asked.href, ...asked.pathname.split('/')]
  for (const part of parts) {
    const words = plainWords(safelyDecoded(part))
    if (words.trim() !== '') text = text.replaceAll(words, ' ')
  }
  return text
    .replace(/\p{N}+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, longestMark)
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
