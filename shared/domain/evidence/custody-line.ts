import { z } from 'zod'

/** What the first line of a log carries in place of a previous line's hash. */
export const custodyGenesis = '0'.repeat(64)

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * One line of the custody log. `prev` is the SHA-256 (lower-case hex) of the previous line's bytes: its UTF-8
 * text without the line feed that ends it, so that no rule of JSON canonicalisation is needed to check it.
 */
const custodyEntry = z.object({
  seq: z.int().positive(),
  at: z.iso.datetime(),
  actor: z.string().min(1),
  tool: z.string().min(1),
  action: z.string().min(1),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  prev: hash,
})
export type CustodyEntry = z.infer<typeof custodyEntry>

/** Lower-case hex SHA-256 of the UTF-8 bytes of a text. */
type Sha256OfText = (text: string) => string

type CustodyProblemCode =
  | 'line-malformed'
  | 'line-missing'
  | 'line-repeated'
  | 'line-out-of-order'
  | 'link-broken'
  | 'clock-backwards'

/** True for what a reader should know and what does not break the log: the computer's clock ran backwards. */
export function isCustodyWarning(code: string): boolean {
  return code === ('clock-backwards' satisfies CustodyProblemCode)
}

/** A defect of a custody log. `line` counts from 1 as the lines stand, `seq` is the number the defect concerns. */
interface CustodyProblem {
  readonly line: number
  readonly seq: number
  readonly code: CustodyProblemCode
  readonly severity: 'error' | 'warning'
  readonly message: string
}

/**
 * The exact text of a log line, without its line feed. Keys stand in a fixed order with `prev` last, so that
 * the chain can be checked in a shell; a line never holds a line feed, JSON escapes it.
 */
export function renderCustodyLine(entry: CustodyEntry): string {
  const { seq, at, actor, tool, action, subject, detail, prev } = entry
  return JSON.stringify({ seq, at, actor, tool, action, subject, detail, prev })
}

/** The entry a line holds, or null when it is not a line of a custody log. */
export function parseCustodyLine(line: string): CustodyEntry | null {
  try {
    return custodyEntry.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

/** Checks a log line by line, in constant memory. */
export interface CustodyChainCheck {
  /** Takes the next line and the SHA-256 of its bytes; returns what is wrong with it. */
  add(line: string, sha256: string): readonly CustodyProblem[]
  /** SHA-256 of the last line taken: the head of the log. */
  head(): string
  /** Number of lines taken. */
  lines(): number
}

/**
 * Starts a check of a custody log from its first line. Names missing, repeated, reordered and edited lines, lines that are
 * not written as `renderCustodyLine` writes them and, as a warning, a clock that ran backwards; goes on after each defect, so that every one is named once.
 * A chain alone cannot show a tail cut off, an edit of the last line, or a log rewritten from some line on.
 */
export function custodyChainCheck(): CustodyChainCheck {
  let lines = 0
  let head = custodyGenesis
  let lastSeq = 0
  let lastAt = ''

  function add(line: string, sha256: string): readonly CustodyProblem[] {
    lines += 1
    const expectedPrev = head
    head = sha256
    const entry = parseCustodyLine(line)
    if (entry === null || !isAsWritten(line, entry)) {
      lastSeq = entry === null ? lastSeq + 1 : entry.seq
      return [
        problem(lines, lastSeq, 'line-malformed', `Line ${String(lines)} is not a line of a custody log.`),
      ]
    }
    const broken = linkProblem(entry, lines, lastSeq, expectedPrev)
    const backwards = clockProblem(entry, lines, lastAt)
    lastSeq = entry.seq
    if (entry.at > lastAt) lastAt = entry.at
    return [broken, backwards].filter((found) => found !== null)
  }

  return { add, head: () => head, lines: () => lines }
}

/** Checks a whole log given as lines without line feeds. */
export function checkCustodyLines(
  lines: Iterable<string>,
  sha256: Sha256OfText,
): { readonly lines: number; readonly head: string; readonly problems: readonly CustodyProblem[] } {
  const check = custodyChainCheck()
  const problems: CustodyProblem[] = []
  for (const line of lines) problems.push(...check.add(line, sha256(line)))
  return { lines: check.lines(), head: check.head(), problems }
}

// Blanks, a carriage return, a key that stands twice or letters spelled in another way: programs differ in how they read
// them, and a shell that follows the chain sees another line than a parser does.
function isAsWritten(line: string, { prev }: CustodyEntry): boolean {
  try {
    return line.endsWith(`,"prev":"${prev}"}`) && JSON.stringify(JSON.parse(line)) === line
  } catch {
    // Nested so deep that it cannot be written.
    return false
  }
}

function linkProblem(
  entry: CustodyEntry,
  line: number,
  lastSeq: number,
  expectedPrev: string,
): CustodyProblem | null {
  const { seq } = entry
  if (seq > lastSeq + 1) {
    const missing =
      seq === lastSeq + 2
        ? `Event ${String(lastSeq + 1)} is`
        : `Events ${String(lastSeq + 1)} to ${String(seq - 1)} are`
    return problem(line, lastSeq + 1, 'line-missing', `${missing} missing before line ${String(line)}.`)
  }
  if (seq === lastSeq) {
    return problem(
      line,
      seq,
      'line-repeated',
      `Line ${String(line)} repeats the number of event ${String(seq)}.`,
    )
  }
  if (seq < lastSeq) {
    return problem(
      line,
      seq,
      'line-out-of-order',
      `Line ${String(line)} holds event ${String(seq)} after event ${String(lastSeq)}.`,
    )
  }
  if (entry.prev === expectedPrev) return null
  const message =
    line === 1
      ? 'Line 1 does not start the log: it refers to an earlier line.'
      : `Line ${String(line)} does not match the line before it: event ${String(seq - 1)} or event ${String(seq)} was changed.`
  return problem(line, seq, 'link-broken', message)
}

function clockProblem(entry: CustodyEntry, line: number, lastAt: string): CustodyProblem | null {
  if (entry.at >= lastAt) return null
  const message = `Event ${String(entry.seq)} is dated ${entry.at}, before an earlier event of ${lastAt}: the computer's clock ran backwards.`
  return { ...problem(line, entry.seq, 'clock-backwards', message), severity: 'warning' }
}

function problem(line: number, seq: number, code: CustodyProblemCode, message: string): CustodyProblem {
  return { line, seq, code, severity: 'error', message }
}
