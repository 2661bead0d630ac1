import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkCustodyLines,
  custodyGenesis,
  parseCustodyLine,
  renderCustodyLine,
  type CustodyEntry,
} from './custody-line.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const check = (lines: readonly string[]) => checkCustodyLines(lines, sha256)
const codes = (lines: readonly string[]) =>
  check(lines).problems.map(({ seq, code }) => `${code} ${String(seq)}`)

type Event = Omit<CustodyEntry, 'seq' | 'prev'>

function logOf(events: readonly Event[]): string[] {
  const lines: string[] = []
  for (const [index, event] of events.entries()) {
    const before = lines.at(-1)
    const prev = before === undefined ? custodyGenesis : sha256(before)
    lines.push(renderCustodyLine({ ...event, seq: index + 1, prev }))
  }
  return lines
}

function simpleLog(length: number): string[] {
  return logOf(
    Array.from({ length }, (_, index) => ({
      at: `2026-11-22T10:00:${String(index).padStart(2, '0')}.000Z`,
      actor: 'app',
      tool: 'refrain/1.0.0',
      action: 'evidence.sealed',
      subject: 'sweepFile:1',
      detail: { records: index },
    })),
  )
}

const event = fc.record({
  at: fc.constant('2026-11-22T10:00:00.000Z'),
  actor: fc.constantFrom('artist', 'app'),
  tool: fc.constant('refrain/1.0.0'),
  action: fc.string({ minLength: 1, unit: 'binary' }),
  subject: fc.string({ unit: 'binary' }),
  // A key `__proto__` is dropped when a line is read; the chain is over the bytes and does not mind.
  detail: fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.jsonValue(),
    { noNullPrototype: true },
  ),
})
const log = fc.array(event, { minLength: 3, maxLength: 12 }).map(logOf)

describe('the custody chain', () => {
  test('accepts any log it wrote, and its head is the hash of the last line', () => {
    fc.assert(
      fc.property(log, (lines) => {
        expect(check(lines)).toEqual({ lines: lines.length, head: sha256(lines.at(-1)!), problems: [] })
      }),
    )
  })

  test('writes one line per event that is read back whole', () => {
    fc.assert(
      fc.property(log, (lines) => {
        for (const line of lines) {
          expect(line).not.toMatch(/[\n\r]/)
          expect(renderCustodyLine(parseCustodyLine(line)!)).toBe(line)
        }
      }),
    )
  })

  test('notices any edit of any line but the last', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (lines, which, where, by) => {
        const index = which % (lines.length - 1)
        const bytes = Buffer.from(lines[index]!)
        const at = where % bytes.length
        bytes[at] = bytes[at]! ^ by
        const edited = bytes.toString('utf8')
        expect(check(lines.with(index, edited)).problems).not.toEqual([])
      }),
    )
  })

  test('notices a removed line, wherever but at the end', () => {
    fc.assert(
      fc.property(log, fc.nat(), (lines, which) => {
        const index = which % (lines.length - 1)
        expect(codes(lines.toSpliced(index, 1))).toContain(`line-missing ${String(index + 1)}`)
      }),
    )
  })

  test('notices two lines in exchanged places', () => {
    fc.assert(
      fc.property(log, fc.nat(), (lines, which) => {
        const index = which % (lines.length - 1)
        const swapped = lines.with(index, lines[index + 1]!).with(index + 1, lines[index]!)
        expect(check(swapped).problems).not.toEqual([])
      }),
    )
  })
})

describe('a defect is named once, by its kind and event', () => {
  const lines = simpleLog(6)

  test('an edited line breaks the link of the next', () => {
    const edited = lines.with(2, lines[2]!.replace('"records":2', '"records":9'))
    expect(codes(edited)).toEqual(['link-broken 4'])
  })

  test('missing lines are counted', () => {
    const problem = check(lines.toSpliced(1, 2)).problems[0]!
    expect(problem).toMatchObject({ line: 2, seq: 2, code: 'line-missing', severity: 'error' })
    expect(problem.message).toBe('Events 2 to 3 are missing before line 2.')
  })

  test('a repeated line', () => {
    expect(codes([...lines, lines[5]!])).toEqual(['line-repeated 6'])
  })

  test('a line that stands too late', () => {
    const moved = [lines[0]!, lines[2]!, lines[1]!, lines[3]!, lines[4]!, lines[5]!]
    expect(codes(moved)).toEqual([
      'line-missing 2',
      'line-out-of-order 2',
      'clock-backwards 2',
      'line-missing 3',
    ])
  })

  test('a log that starts in the middle', () => {
    expect(codes(lines.slice(2))).toEqual(['line-missing 1'])
    const renumbered = lines
      .slice(2)
      .map((line, index) => line.replace(/"seq":\d+/, `"seq":${String(index + 1)}`))
    expect(codes(renumbered)[0]).toBe('link-broken 1')
  })

  test('text that is no line at all', () => {
    expect(codes(['', ...lines.slice(1)])).toEqual(['line-malformed 1', 'link-broken 2'])
    expect(codes([lines[0]!, 'null', ...lines.slice(2)])).toEqual(['line-malformed 2', 'link-broken 3'])
  })

  test('a line that programs read in different ways, though its chain is whole', () => {
    const ways: readonly ((line: string) => string)[] = [
      (line) => `${line}\r`,
      (line) => line.replace('"detail":', '"detail": '),
      (line) => line.replace('"action":', '"action":"bundle.exported","action":'),
      (line) => line.replace('evidence', '\\u0065vidence'),
    ]
    for (const write of ways) {
      const written: string[] = []
      for (const entry of lines.map((line) => parseCustodyLine(line)!)) {
        const before = written.at(-1)
        const prev = before === undefined ? custodyGenesis : sha256(before)
        written.push(write(renderCustodyLine({ ...entry, prev })))
      }
      expect(codes(written)).toEqual([1, 2, 3, 4, 5, 6].map((seq) => `line-malformed ${String(seq)}`))
    }
  })

  test('a line nested without end', () => {
    const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`
    const written = lines[5]!.replace('"records":5', `"records":${deep}`)
    expect(codes(lines.with(5, written))).toEqual(['line-malformed 6'])
  })

  test('a clock that ran backwards is a warning and no defect of the chain', () => {
    const [first, second] = simpleLog(2).map((line) => parseCustodyLine(line)!)
    const problems = check(logOf([second!, first!])).problems
    expect(problems).toMatchObject([{ code: 'clock-backwards', severity: 'warning', seq: 2, line: 2 }])
  })

  test('a cut tail and an edited last line stay unseen, as documented', () => {
    expect(codes(lines.slice(0, -1))).toEqual([])
    expect(codes(lines.with(5, lines[5]!.replace('"records":5', '"records":9')))).toEqual([])
  })
})
