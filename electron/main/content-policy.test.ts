import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, contentType, responseHeaders } from './content-policy.ts'

describe('the Content Security Policy', () => {
  it('is exactly the one agreed on', () => {
    expect(contentSecurityPolicy('R')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-R'; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "object-src 'none'",
    )
  })

  it('goes with the page', () => {
    expect(responseHeaders('text/html', 'R')['content-security-policy']).toContain("'nonce-R'")
    expect(responseHeaders('text/css', null)).not.toHaveProperty('content-security-policy')
  })
})

describe('contentType', () => {
  it('knows the kinds a build makes and no other', () => {
    expect(contentType('/a/index.HTML')).toBe('text/html; charset=utf-8')
    expect(contentType('inter.woff2')).toBe('font/woff2')
    expect(contentType('main.cjs')).toBeNull()
    expect(contentType('passwd')).toBeNull()
  })
})
