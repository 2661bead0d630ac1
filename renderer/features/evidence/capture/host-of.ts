/** The host of an address, for where a page has no title; the text itself when it is no address. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}
