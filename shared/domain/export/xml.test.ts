import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText, columnLetters, plainCellText, textRow } from './spreadsheet-xml.ts'
import { isXmlText, renderXml, textElement, xmlText } from './xml.ts'

describe('XML', () => {
  it('escapes what means something and replaces what XML cannot hold', () => {
    expect(xmlText('<a b="c">&\t\n\r</a>')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&#9;&#10;&#13;&lt;/a&gt;')
    expect(xmlText('\u0000\u001b\ud800x\udc00\uffff')).toBe('\ufffd\ufffd\ufffdx\ufffd\ufffd')
    expect(xmlText('\u202eRTL\u200d👩‍👧')).toBe('\u202eRTL\u200d👩‍👧')
  })

  it('never gives text that XML cannot hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isXmlText(xmlText(text))).toBe(true)
      }),
    )
  })

  it('leaves out elements without text and closes those without children', () => {
    const empty = { name: 'a', children: [textElement('b', null), textElement('b', '')] }
    expect(renderXml(empty)).toBe('<a/>\n')
    expect(renderXml({ name: 'a', attributes: { x: '"' }, children: [empty] })).toBe(
      '<a x="&quot;">\n  <a/>\n</a>\n',
    )
  })
})

describe('spreadsheet cells', () => {
  it('name columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'XFD',
    ])
  })

  it('hold any text but lone surrogates, also text that looks like an escape', () => {
    const unescape = (xml: string) =>
      xml.replace(/&(lt|gt|amp|quot|#9|#10|#13);/g, (_whole, name: string) => {
        return { lt: '<', gt: '>', amp: '&', quot: '"', '#9': '\t', '#10': '\n', '#13': '\r' }[name] ?? ''
      })
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary-ascii' }),
      fc.constantFrom('_x0041_', '__x005F_x0001_', '_x'),
    )
    fc.assert(
      fc.property(text, (value) => {
        expect(plainCellText(unescape(cellText(value)))).toBe(value)
      }),
    )
  })

  it('are text whatever they look like', () => {
    expect(textRow(3, ['=1+1', '', '007'], 2)).toBe(
      '<row r="3"><c r="A3" s="2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="C3" s="2" t="inlineStr"><is><t xml:space="preserve">007</t></is></c></row>',
    )
  })
})
