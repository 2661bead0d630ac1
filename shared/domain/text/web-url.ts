/** The parts of an address as browsers read it (WHATWG URL). */
export interface WebUrl {
  readonly href: string
  /** With its colon: `https:`. */
  readonly protocol: string
  readonly username: string
  readonly password: string
  /** With the port, where it is not the scheme's own. */
  readonly host: string
  readonly hostname: string
  readonly port: string
  readonly pathname: string
  /** With its “?”, with its “#”; empty when there is none. */
  readonly search: string
  readonly hash: string
}

// Node and browsers have it; the language's own library does not name it.
declare const URL: new (text: string, base?: string) => WebUrl

/** Reads an address, relative ones against `base`; null when it is none. */
export function parseUrl(text: string, base?: string): WebUrl | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}

/** The port a connection is made to. */
export function portOf({ port, protocol }: WebUrl): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}
