/** What robots.txt calls us (RFC 9309 §2.2.1). */
export const productToken = 'Refrain'

/**
 * What every request of the watch says of itself: `Refrain/1.2.0 (+mailto:ada@example.com)`. `contact` is an e-mail
 * address or a web address; signs that could end the comment or the line are left out. Without one only the program.
 */
export function userAgentOf(version: string, contact: string | null): string {
  const plain = (contact ?? '').replace(/[^\x21-\x7e]|[()\\]/g, '')
  if (plain === '') return `${productToken}/${version}`
  const isEmail = plain.includes('@') && !plain.includes(':')
  return `${productToken}/${version} (+${isEmail ? 'mailto:' : ''}${plain})`
}
