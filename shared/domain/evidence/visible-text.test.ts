import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml, escapeHtmlLines, escapeHtmlShort, showInvisible } from './visible-text.ts'

const anyText = fc.string({ unit: 'binary' })

test('no text becomes markup, whatever it holds', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const html = escapeHtml(text)
      expect(html.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/)
      expect(html).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    }),
  )
})

test('text without anything special stays as it is', () => {
  for (const text of ['Harbour Lights', 'Ça va, Çelik?', '夜の港', 'שלום'])
    expect(escapeHtml(text)).toBe(text)
})

test('characters that hide or reorder are written out', () => {
  expect(escapeHtml('exe\u202egnp.<b>')).toBe('exe⟨U+202E⟩gnp.&lt;b&gt;')
  expect(showInvisible('a\u0000b\u{e0041}\ud800')).toBe('a⟨U+0000⟩b⟨U+E0041⟩⟨U+D800⟩')
})

test('a long text is cut at a whole character', () => {
  expect(escapeHtmlShort('abc', 3)).toBe('abc')
  expect(escapeHtmlShort('abcd', 3)).toBe('ab…')
  expect(escapeHtmlShort('😀😀😀😀', 3)).toBe('😀😀…')
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, characters) => {
      const cut = escapeHtmlShort(text, characters)
      expect(cut === escapeHtml(text) || cut.endsWith('…')).toBe(true)
    }),
  )
})

test('preformatted text keeps its lines', () => {
  expect(escapeHtmlLines('a\tb\r\nc\u0007', 99)).toBe('a\tb\nc⟨U+0007⟩')
})
