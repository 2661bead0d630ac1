import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { createTextDecoding, detectEncoding } from './text-encoding.ts'

const codecs = [
  ['utf-8', (text: string) => Buffer.from(text)],
  ['utf-16le', (text: string) => Buffer.from(text, 'utf16le')],
  ['utf-16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
] as const

/** Names in any script, but not made of the few letters whose UTF-16 has a zero byte in the unusual place. */
const name = fc
  .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 12 })
  .filter(
    (text) =>
      !/[\p{Cc}\p{Co}\p{Cn}]/u.test(text) &&
      !Buffer.from(text, 'utf16le').some((byte, at) => byte === 0 && at % 2 === 0),
  )
const text = fc.array(fc.tuple(name, name), { minLength: 2, maxLength: 20 }).map((rows) => {
  return ['Title,Artist,ISRC', ...rows.map(([title, artist]) => `${title},${artist},USS1Z9900001`)].join('\n')
})

describe('detectEncoding', () => {
  it.each(codecs)('tells %s, with and without byte order mark', (encoding, encode) => {
    fc.assert(
      fc.property(text, fc.boolean(), (table, mark) => {
        expect(detectEncoding([encode(mark ? `\ufeff${table}` : table)])?.encoding).toBe(encoding)
      }),
    )
  })

  it.each(codecs)('tells %s where a program has left marks of letters it lost', (encoding, encode) => {
    const table = `Title,Artist\n${'\ufffdlan,M\ufffdller\n'.repeat(20)}`
    expect(detectEncoding([encode(table)])?.encoding).toBe(encoding)
  })

  it('takes what is not UTF-8 for Windows-1252, as a guess', () => {
    const table = 'Title,Artist\nÉlan,Müller\n'
    expect(detectEncoding([iconv.encode(table, 'windows-1252')])).toEqual({
      encoding: 'windows-1252',
      guessed: true,
    })
  })

  it('is not misled by parts that begin and end inside a character', () => {
    const bytes = Buffer.from('東京の夜'.repeat(50))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 301, max: 600 }), (from, to) => {
        const parts = [bytes.subarray(0, to), bytes.subarray(from, to)]
        expect(detectEncoding(parts)?.encoding).toBe('utf-8')
      }),
    )
  })

  it('takes nothing binary for text', () => {
    expect(detectEncoding([Buffer.from([1, 2, 3, 4, 0, 0, 7, 0])])).toBeNull()
    expect(detectEncoding([Buffer.from('title\x01\x02\x03\x04artist')])).toBeNull()
    expect(detectEncoding([Buffer.from([0xff, 0xfe, 0, 0, 0x54, 0, 0, 0])])).toBeNull()
  })
})

describe('createTextDecoding', () => {
  it.each(codecs)('reads %s back wherever the bytes are cut, without the mark', (encoding, encode) => {
    fc.assert(
      fc.property(text, fc.boolean(), fc.integer({ min: 1, max: 30 }), (table, mark, cut) => {
        const bytes = encode(mark ? `\ufeff${table}` : table)
        const decoding = createTextDecoding(encoding)
        let read = ''
        for (let at = 0; at < bytes.length; at += cut) read += decoding.write(bytes.subarray(at, at + cut))
        expect(read + decoding.end()).toBe(table)
      }),
    )
  })
})
