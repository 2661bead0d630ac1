/** The mark in the built page that is replaced by the nonce of each load. */
export const noncePlaceholder = '__CSP_NONCE__'

/**
 * The Content Security Policy of the window (CSP Level 3). Scripts come from the app's own files alone;
 * styles also from elements that carry this load's nonce, which the component library needs.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
}

/** The media type for a file name, or null for a kind the app does not serve. */
export function contentType(file: string): string | null {
  const extension = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''
  return contentTypes[extension] ?? null
}

/** Headers of a served file. Names with a hash in them never change their content. */
export function responseHeaders(type: string, nonce: string | null): Record<string, string> {
  return {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-dns-prefetch-control': 'off',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(nonce === null ? {} : { 'content-security-policy': contentSecurityPolicy(nonce) }),
  }
}
