import { isAbsolute, relative, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appPage, bundleFile, externalUrl, isAppUrl, mayLoad } from './app-url.ts'

const root = resolve('/srv/out/renderer')

describe('isAppUrl', () => {
  it.each([appPage, 'app://bundle/assets/index-1a2b.js', 'app://bundle/?theme=dark#/catalogue'])(
    'accepts %s',
    (url) => {
      expect(isAppUrl(url)).toBe(true)
    },
  )

  it.each([
    'app://other/',
    'app://bundle.example/',
    'app://bundle@evil.example/',
    'app://user@bundle/',
    'app://bundle:81/',
    'https://bundle/',
    'file:///srv/out/renderer/index.html',
    'devtools://devtools/',
    'about:blank',
    'not a url',
    '',
  ])('refuses %j', (url) => {
    expect(isAppUrl(url)).toBe(false)
  })
})

describe('bundleFile', () => {
  it('maps the page and its assets below the root', () => {
    expect(bundleFile(root, 'app://bundle/')).toBe(resolve(root, 'index.html'))
    expect(bundleFile(root, 'app://bundle/?x=1#y')).toBe(resolve(root, 'index.html'))
    expect(bundleFile(root, 'app://bundle/assets/a%20b.js')).toBe(resolve(root, 'assets/a b.js'))
  })

  it.each([
    'app://bundle/..%2f..%2fmain/main.cjs',
    'app://bundle/%2e%2e%2f%2e%2e%2fetc/passwd',
    'app://bundle/assets/..%5c..%5cmain.cjs',
    'app://bundle/assets/..%2f..%2f..%2fpreload',
    'app://bundle/index.html%00.js',
    'app://bundle/%E0%A4%A',
    'app://elsewhere/index.html',
  ])('refuses %s', (url) => {
    expect(bundleFile(root, url)).toBeNull()
  })

  it('never leads out of the root, however the path is spelt', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '/',
        '%2f',
        '%5c',
        '\\',
        '%00',
        'assets',
        '%252e%252e',
        '//',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const file = bundleFile(root, `app://bundle/${pieces.join('')}`)
        if (file === null) return
        const inside = relative(root, file)
        expect(inside.startsWith('..') || isAbsolute(inside) || inside === '').toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('mayLoad', () => {
  it.each([appPage, 'app://bundle/assets/a.woff2', 'data:image/png;base64,AA', 'blob:app://bundle/0-1'])(
    'lets the page load %s',
    (url) => {
      expect(mayLoad(url, false)).toBe(true)
    },
  )

  it.each([
    'https://example.org/',
    'http://127.0.0.1/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'blob:https://example.org/0-1',
    'app://elsewhere/',
    'devtools://devtools/bundled/inspector.html',
    'nonsense',
  ])('blocks %s', (url) => {
    expect(mayLoad(url, false)).toBe(false)
  })

  it('lets the developer tools load themselves where they exist', () => {
    expect(mayLoad('devtools://devtools/bundled/inspector.html', true)).toBe(true)
  })
})

describe('externalUrl', () => {
  it('accepts https and mailto, normalised', () => {
    expect(externalUrl('HTTPS://Example.org/a b')).toBe('https://example.org/a%20b')
    expect(externalUrl('mailto:copyright@example.org?subject=x')).toBe(
      'mailto:copyright@example.org?subject=x',
    )
  })

  it.each([
    'http://example.org/',
    'https://user:secret@example.org/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'smb://host/share',
    'ms-msdt:/id',
    '\\\\host\\share',
    'vscode://x',
    'https:',
    '',
  ])('refuses %j', (url) => {
    expect(externalUrl(url)).toBeNull()
  })

  it('accepts nothing but those two schemes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ validSchemes: ['http', 'https', 'ftp', 'file'] }), fc.string()),
        (text) => {
          const accepted = externalUrl(text)
          if (accepted !== null) expect(accepted).toMatch(/^(https:\/\/|mailto:)/)
        },
      ),
    )
  })
})
