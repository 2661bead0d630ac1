import { isAbsolute, relative, resolve } from 'node:path'

export const appScheme = 'app'
const appHost = 'bundle'

/** The address of the app's page. */
export const appPage = `${appScheme}://${appHost}/`

/** True for an address inside the app. Compares scheme and host: Node gives such a URL the origin "null". */
export function isAppUrl(address: string): boolean {
  const url = parse(address)
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost && url.username === ''
}

/**
 * The file below `root` that an address of the app asks for, or null when the address is not of the app or
 * leads out of `root` by whatever spelling.
 */
export function bundleFile(root: string, address: string): string | null {
  if (!isAppUrl(address)) return null
  const path = decode(parse(address)?.pathname ?? '')
  if (path === null || /[\0\\]/.test(path)) return null
  const file = resolve(root, `.${path.endsWith('/') ? `${path}index.html` : path}`)
  const inside = relative(resolve(root), file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file
}

/**
 * True for what the window's session may load: the app itself and what its page already holds in memory.
 * Everything else would be network traffic nobody asked for.
 */
export function mayLoad(address: string, developerTools: boolean): boolean {
  const url = parse(address)
  if (url === null) return false
  if (url.protocol === 'data:') return true
  if (url.protocol === 'blob:') return isAppUrl(url.pathname)
  if (url.protocol === 'devtools:') return developerTools
  return isAppUrl(address)
}

/** The address to hand to the system's browser or mail program, normalised; null when it may not be opened. */
export function externalUrl(address: string): string | null {
  const url = parse(address)
  if (url === null) return null
  if (url.protocol === 'mailto:') return url.href
  const plainHttps =
    url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === ''
  return plainHttps ? url.href : null
}

function parse(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
