import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareAscii, parseBagInfo, parseManifest, renderBagInfo, renderManifest } from './bag.ts'

const hash = fc.stringMatching(/^[0-9a-f]{64}$/)
const path = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}(\/[a-z0-9][a-z0-9._-]{0,20}){0,3}$/)

test('a manifest is read back as it was written, sorted by bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ path, sha256: hash })), (lines) => {
      const parsed = parseManifest(renderManifest(lines))
      expect(parsed.malformed).toEqual([])
      expect(parsed.lines).toEqual([...lines].sort((a, b) => compareAscii(a.path, b.path)))
    }),
  )
})

test('reading a manifest never throws and accounts for every line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { lines, malformed } = parseManifest(text)
      expect(lines.length + malformed.length).toBe(text.split('\n').filter((line) => line !== '').length)
    }),
  )
})

test('lines that are no entry are named by their number', () => {
  const good = `${'a'.repeat(64)}  data/x`
  expect(parseManifest(`${good}\n\ufeff${good}\nABC  data/y\n${'A'.repeat(64)}  data/z\n`).malformed).toEqual(
    [2, 3, 4],
  )
})

test('percent escapes are those of RFC 8493', () => {
  const { lines } = parseManifest(`${'a'.repeat(64)}  data/a%0Ab%0dc%25d%41\n`)
  expect(lines[0]?.path).toBe('data/a\nb\rc%d%41')
})

test('a value cannot smuggle a second field into bag-info.txt', () => {
  const text = renderBagInfo([
    ['Source-Organization', 'Mara\r\nPayload-Oxum: 0.0\u0000'],
    ['Payload-Oxum', '12.3'],
  ])
  expect(text.split('\n')).toHaveLength(3)
  expect(parseBagInfo(text).get('Payload-Oxum')).toBe('12.3')
})

test('of equal labels the first counts', () => {
  expect(parseBagInfo('A: 1\nA: 2\nnot a field\n: x\n')).toEqual(new Map([['A', '1']]))
})
