import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanMemory } from './scan-memory.ts'

const capacity = 2048
const known = [1_234_567, 9_900_001, 1]
const memory = scanMemory(capacity, Int32Array.from(known))

/** Puts text into the memory, and behind it what must not be taken for text. */
function place(text: Uint8Array): void {
  memory.bytes.fill(0x31)
  memory.bytes.set(text)
}

const positions = (count: number) => [...memory.positions.subarray(0, count)]
const pieces = (...parts: readonly string[]) =>
  fc.array(fc.constantFrom(...parts), { maxLength: 300 }).map((all) => Buffer.from(all.join('')))
const anyText = fc.oneof(
  fc.uint8Array({ maxLength: 700 }),
  pieces(...'00112233445566-,"{}\n'),
  pieces(...'\\\\\\"""{}[],:\nab '),
  pieces('-12-34567', '1234567', '12345678', '9900001', '-', '99', 'a', ',', '-12-3456', '0000001'),
  pieces('{"a":"', '"', '\\"', '\\\\', '\n', 'some text that goes on for long, {with} [marks]: in it', '}'),
)
const bounds = fc.tuple(anyText, fc.nat(100), fc.nat(100)).map(([text, skip, leave]) => {
  const from = Math.min(skip, text.length)
  return { text, from, to: Math.max(from, text.length - leave) }
})

describe('a scan with vector instructions', () => {
  it('finds four bytes wherever they are', () => {
    const sets = [
      [0x00, 0x0a, 0x22, 0x2c],
      [0x00, 0x0d, 0x22, 0x7c],
    ] as const
    fc.assert(
      fc.property(bounds, fc.constantFrom(...sets), ({ text, from, to }, set) => {
        place(text)
        const expected = [...text.keys()].filter(
          (at) => at >= from && at < to && set.some((byte) => byte === text[at]),
        )
        expect(positions(memory.findBytes(from, to, [...set]))).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })

  it('finds one byte, and “isrc” in any case, wherever they are', () => {
    const text = fc.oneof(
      bounds,
      fc
        .array(fc.constantFrom('isrc', 'ISRC', 'iSrC', 'sr', 'isr', 'src', '\n', '"', 'i\u0000rc', 'x'), {
          maxLength: 200,
        })
        .map((all) => ({ text: Buffer.from(all.join('')), from: 0, to: Buffer.byteLength(all.join('')) })),
    )
    fc.assert(
      fc.property(text, ({ text: given, from, to }) => {
        place(given)
        const inside = [...given.keys()].filter((at) => at >= from && at < to)
        expect(positions(memory.findByte(from, to, 0x0a))).toEqual(inside.filter((at) => given[at] === 0x0a))
        const letters = Buffer.from(given).toString('latin1').toLowerCase()
        const keys = inside.filter((at) => letters.startsWith('isrc', at - 1) && at > 0)
        expect(positions(memory.findCodeKeys(from, to))).toEqual(keys)
      }),
      { numRuns: 1000 },
    )
  })

  it('passes over rows of JSON that are plain, and over no others', () => {
    const key = fc.constantFrom(
      '"isrc":',
      '"isrc": ',
      '"ISRC":',
      '"isrcs":',
      '"isrc" :',
      '"isrc_code":',
      'isrc',
    )
    const value = fc.constantFrom(
      ...['"USS1Z9900001"', '"uss1z9900001"', '"DEA370000001"', 'null', '""'],
      ...['"US-S1Z-99-00001"', '"1SS1Z9900001"', '"USS1Z990000A"', '"USS1Z99000011"', '[]', 'nul', ' ""'],
    )
    const text = fc.oneof(
      { weight: 3, arbitrary: fc.constant('"name":"some title, long enough to fill a good part of a step"') },
      { weight: 3, arbitrary: fc.constant('"isrc":"FRX202600001"') },
      { weight: 1, arbitrary: fc.tuple(key, value).map((both) => both.join('')) },
    )
    const row = fc.array(text, { maxLength: 4 }).map((members) => `{${members.join(',')}}`)
    const between = fc.oneof(
      { weight: 12, arbitrary: fc.constant('\n') },
      fc.constantFrom('\r\n', '\n\n', ' \n'),
    )
    const lines = fc.array(fc.tuple(row, between), { maxLength: 6 }).map((all) =>
      Buffer.from(
        all
          .flat()
          .join('')
          .slice(0, capacity - 200),
      ),
    )
    let passed = 0
    fc.assert(
      fc.property(lines, fc.nat(40), fc.nat(40), (given, skip, leave) => {
        const [from, to] = [Math.min(skip, given.length), Math.max(0, given.length - leave)]
        place(given)
        memory.bytes[given.length] = 0x0a
        const all = memory.bytes.toString('latin1', 0, given.length + 80)
        const feeds = [...given.keys()].filter((at) => at >= from && at < to && given[at] === 0x0a)
        const keys = [...all.matchAll(/(?<=i)s(?=rc)/gi)].filter(({ index }) => index >= from && index < to)
        const usual = /^src": ?(?:null|""|"[a-z]{2}[a-z0-9]{3}[0-9]{7}")/i
        const isPlain =
          feeds.every((at) => all[at - 1] === '}' && all[at + 1] === '{') &&
          keys.every(({ index }) => usual.test(all.slice(index)))
        expect(memory.passPlainRows(from, to)).toBe(isPlain)
        if (!isPlain) return
        passed++
        expect(positions(2)).toEqual([feeds.length, feeds.at(-1) ?? 0])
      }),
      { numRuns: 3000 },
    )
    expect(passed).toBeGreaterThan(200)
  })

  it('finds everything when everything is to be found', () => {
    place(new Uint8Array(capacity).fill(0x2c))
    expect(memory.findBytes(0, capacity, [0x2c, 0, 0, 0])).toBe(capacity)
    expect(memory.findJsonMarks(0, capacity)).toBe(capacity)
  })

  it('finds the marks of JSON that a reader going byte by byte finds', () => {
    fc.assert(
      fc.property(bounds, ({ text, from, to }) => {
        place(text)
        expect(positions(memory.findJsonMarks(from, to))).toEqual(jsonMarks(text, from, to))
      }),
      { numRuns: 3000 },
    )
  })

  it('finds where codes may end', () => {
    fc.assert(
      fc.property(bounds, ({ text, from, to }) => {
        place(text)
        memory.bytes.fill(0x2c, text.length, text.length + 1)
        const found = [...memory.codeEnds.subarray(0, memory.findCodeEnds(from, to))]
        const all = codeEnds(text, from, to)
        // The filter may let others pass, but none that it was given fails.
        expect(all).toEqual(expect.arrayContaining(found))
        const needed = all.filter(
          (at) =>
            text[at] === 0x2d || known.includes(Number(Buffer.from(text).toString('latin1', at, at + 7))),
        )
        expect(found).toEqual(expect.arrayContaining(needed))
        expect(found).toEqual([...found].sort((one, other) => one - other))
      }),
      { numRuns: 2000 },
    )
  })

  it('finds codes whatever stands beside them', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'USS1Z9900001',
            'deaaa1234567',
            'QZ123',
            '0000001',
            '-99-00001',
            '-',
            '7',
            'x',
            '\u0001',
            'USS1Z1111111',
          ),
          { maxLength: 60 },
        ),
        (parts) => {
          const text = Buffer.from(parts.join(''))
          place(text)
          const found = [...memory.codeEnds.subarray(0, memory.findCodes(0, text.length))]
          const letters = text.toString('latin1')
          const needed = [...letters.matchAll(/(?=[a-z]{2}[a-z0-9]{3}([0-9]{7})|-[0-9]{2}-[0-9]{5})/gi)]
            .filter(([, digits]) => digits === undefined || known.includes(Number(digits)))
            .map(({ index }) => index)
          expect(found).toEqual(expect.arrayContaining(needed))
          expect(found).toEqual([...found].sort((one, other) => one - other))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('passes over digits of no code', () => {
    place(Buffer.from('USS1Z9900001,US-S1Z-99-00001,7654321,12 34-56789,USS1Z9900002'))
    expect([...memory.codeEnds.subarray(0, memory.findCodeEnds(0, 61))]).toEqual([5, 19])
  })
})

function jsonMarks(text: Uint8Array, from: number, to: number): readonly number[] {
  const found: number[] = []
  let inString = false
  for (let at = from; at < to; at++) {
    const character = String.fromCharCode(text[at] ?? 0)
    if (character === '\n') {
      inString = false
      found.push(at)
    } else if (character === '\\') {
      if (!inString) found.push(at)
      // What a backslash escapes is never a quotation mark; everything else about it stays.
      if (text[at + 1] === 0x22) at++
      else if (text[at + 1] === 0x5c) {
        at++
        if (!inString && at < to) found.push(at)
      }
    } else if (character === '"') {
      inString = !inString
      if (inString) found.push(at)
    } else if (!inString && '{}[]:,'.includes(character)) found.push(at)
  }
  return found
}

function codeEnds(text: Uint8Array, from: number, to: number): readonly number[] {
  const latin = Buffer.from(text).toString('latin1')
  return [...text.keys()].filter(
    (at) => at >= from && at < to && /^(?:\d{7}(?!\d)|-\d\d-\d{5})/.test(latin.slice(at, at + 12)),
  )
}
