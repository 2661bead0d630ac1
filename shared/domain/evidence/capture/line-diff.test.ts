import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DiffLine, diffLines, diffParts } from './line-diff.ts'

const short = (text: string) => (after: string) =>
  diffLines(text, after).lines.map(
    ({ kind, text: line }) => ({ same: ' ', removed: '-', added: '+' })[kind] + line,
  )

/** Length of the longest common subsequence, the slow and certain way. */
function commonLines(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0)
  for (const line of a) {
    let before = 0
    for (const [index, other] of b.entries()) {
      const here = row[index + 1] ?? 0
      row[index + 1] = line === other ? before + 1 : Math.max(here, row[index] ?? 0)
      before = here
    }
  }
  return row.at(-1) ?? 0
}

describe('the difference of two texts', () => {
  test('names lines added and removed, and ignores how lines end', () => {
    expect(short('Night Ferry\r\nfor sale\r\n9 EUR')('Night Ferry\nremoved\n9 EUR')).toEqual([
      ' Night Ferry',
      '-for sale',
      '+removed',
      ' 9 EUR',
    ])
    expect(diffLines('a', 'a')).toEqual({
      lines: [{ kind: 'same', text: 'a' }],
      added: 0,
      removed: 0,
      exact: true,
    })
    expect(diffLines('', 'a')).toMatchObject({ added: 1, removed: 0 })
    expect(diffLines('', '')).toMatchObject({ lines: [] })
  })

  test('gives both texts back, in as few lines as there can be', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 14 })
    const side = (lines: readonly DiffLine[], without: DiffLine['kind']) =>
      lines.filter(({ kind }) => kind !== without).map((line) => line.text)
    fc.assert(
      fc.property(text, text, (a, b) => {
        const before = a.length === 1 && a[0] === '' ? [] : a
        const after = b.length === 1 && b[0] === '' ? [] : b
        const { lines, added, removed, exact } = diffLines(before.join('\n'), after.join('\n'))
        expect(side(lines, 'added')).toEqual(before)
        expect(side(lines, 'removed')).toEqual(after)
        expect(exact).toBe(true)
        expect(added + removed).toBe(before.length + after.length - 2 * commonLines(before, after))
      }),
    )
  })

  test('says when it did not look for the shortest way', () => {
    const many = (word: string) =>
      Array.from({ length: 1_500 }, (_, line) => `${word} ${String(line)}`).join('\n')
    const diff = diffLines(`head\n${many('a')}\ntail`, `head\n${many('b')}\ntail`)
    expect(diff).toMatchObject({ exact: false, added: 1_500, removed: 1_500 })
    expect([diff.lines[0], diff.lines.at(-1)]).toEqual([
      { kind: 'same', text: 'head' },
      { kind: 'same', text: 'tail' },
    ])
  })

  test('is shown with a few equal lines around what changed', () => {
    const equal = (n: number) =>
      Array.from({ length: n }, (_, line): DiffLine => ({ kind: 'same', text: String(line) }))
    const changed: DiffLine = { kind: 'added', text: 'x' }
    const parts = diffParts([...equal(10), changed, ...equal(10)], 2)
    expect(parts.map(({ kind, from, lines }) => [kind, from, lines.length])).toEqual([
      ['equal', 0, 8],
      ['lines', 8, 5],
      ['equal', 13, 8],
    ])
  })
})
