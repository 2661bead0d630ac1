/** One line of two texts held against each other. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

export interface LineDiff {
  readonly lines: readonly DiffLine[]
  readonly added: number
  readonly removed: number
  /**
   * False when the texts differ so much that the shortest way was not searched to its end: the middle is then shown as
   * removed and added whole, which is true but longer than it need be.
   */
  readonly exact: boolean
}

/** Most steps searched; beyond it the table of ways would outgrow the texts. */
const mostSteps = 1_000

/**
 * The lines to take away and to add so that one text becomes the other, by the greedy algorithm of Myers (“An O(ND)
 * Difference Algorithm”, 1986). Ends of lines are not compared.
 */
export function diffLines(before: string, after: string): LineDiff {
  const a = linesOf(before)
  const b = linesOf(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail++
  }
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  const lines = [...a.slice(0, head).map(same), ...middle.lines, ...a.slice(a.length - tail).map(same)]
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length
  return { lines, added: count('added'), removed: count('removed'), exact: middle.exact }
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/\r\n|\r|\n/)
}

const same = (text: string): DiffLine => ({ kind: 'same', text })
const removed = (text: string): DiffLine => ({ kind: 'removed', text })
const added = (text: string): DiffLine => ({ kind: 'added', text })

function between(
  a: readonly string[],
  b: readonly string[],
): { readonly lines: readonly DiffLine[]; readonly exact: boolean } {
  if (a.length === 0 || b.length === 0) return { lines: [...a.map(removed), ...b.map(added)], exact: true }
  const trace = search(a, b)
  return trace === null
    ? { lines: [...a.map(removed), ...b.map(added)], exact: false }
    : { lines: wayBack(a, b, trace), exact: true }
}

/** The furthest point on each diagonal after each step; null when the end is not reached within the steps allowed. */
function search(a: readonly string[], b: readonly string[]): readonly Map<number, number>[] | null {
  const furthest = new Map<number, number>([[1, 0]])
  const trace: Map<number, number>[] = []
  const most = Math.min(mostSteps, a.length + b.length)
  for (let step = 0; step <= most; step++) {
    trace.push(new Map(furthest))
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const down = at(furthest, diagonal + 1)
      const right = at(furthest, diagonal - 1)
      let x = diagonal === -step || (diagonal !== step && right < down) ? down : right + 1
      let y = x - diagonal
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++
        y++
      }
      furthest.set(diagonal, x)
      if (x >= a.length && y >= b.length) return trace
    }
  }
  return null
}

function wayBack(
  a: readonly string[],
  b: readonly string[],
  trace: readonly Map<number, number>[],
): readonly DiffLine[] {
  const lines: DiffLine[] = []
  let x = a.length
  let y = b.length
  for (let step = trace.length - 1; step >= 0; step--) {
    const furthest = trace[step] ?? new Map<number, number>()
    const diagonal = x - y
    const down =
      diagonal === -step || (diagonal !== step && at(furthest, diagonal - 1) < at(furthest, diagonal + 1))
    const from = down ? diagonal + 1 : diagonal - 1
    const fromX = step === 0 ? 0 : at(furthest, from)
    const fromY = step === 0 ? 0 : fromX - from
    while (x > fromX && y > fromY) {
      lines.push(same(a[x - 1] ?? ''))
      x--
      y--
    }
    if (step === 0) break
    lines.push(down ? added(b[fromY] ?? '') : removed(a[fromX] ?? ''))
    x = fromX
    y = fromY
  }
  return lines.reverse()
}

function at(furthest: ReadonlyMap<number, number>, diagonal: number): number {
  return furthest.get(diagonal) ?? -1
}

/** A stretch of a difference: either lines that changed, with a few around them, or lines in between left out. */
export type DiffPart =
  | { readonly kind: 'lines'; readonly from: number; readonly lines: readonly DiffLine[] }
  | { readonly kind: 'equal'; readonly from: number; readonly lines: readonly DiffLine[] }

/** Splits a difference into what is shown and the long equal stretches between. `around`: equal lines kept beside. */
export function diffParts(lines: readonly DiffLine[], around = 3): readonly DiffPart[] {
  const shown = new Set<number>()
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue
    for (let near = index - around; near <= index + around; near++) shown.add(near)
  }
  const parts: DiffPart[] = []
  for (let from = 0; from < lines.length;) {
    const kind = shown.has(from) ? 'lines' : 'equal'
    let to = from + 1
    while (to < lines.length && shown.has(to) === shown.has(from)) to++
    parts.push({ kind, from, lines: lines.slice(from, to) })
    from = to
  }
  return parts
}
