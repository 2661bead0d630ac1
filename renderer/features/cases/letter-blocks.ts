/** A label with its value, such as "To: SoundCloud". */
export interface LetterFact {
  readonly label: string
  readonly value: string
}

/** One place where the material is. */
export interface LetterPlace {
  readonly number: string
  readonly address: string
  readonly note: string
}

/** A part of a letter as it is read, before any layout. */
export type LetterBlock =
  | { readonly kind: 'title' | 'heading' | 'work' | 'label' | 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly LetterFact[] }
  | { readonly kind: 'places'; readonly places: readonly LetterPlace[] }

const rule = /^-{3,}$/
const fact = /^ *([^\s:][^:]*:) {2,}(\S.*)$/
const lone = /^ +(\S.*:)$/
const work = /^Work \d+$/
const place = /^ {4}(\d+\.\d+) {2}(\S.*)$/

/** Reads lines one by one; a line that fits no rule becomes part of a paragraph, so nothing is lost. */
interface Reader {
  readonly peek: (ahead?: number) => string
  readonly take: () => string
  readonly ended: () => boolean
}

function readerOf(text: string): Reader {
  const lines = text.replace(/\n$/, '').split('\n')
  let at = 0
  return {
    peek: (ahead = 0) => lines[at + ahead] ?? '',
    take: () => lines[at++] ?? '',
    ended: () => at >= lines.length,
  }
}

/** Letters are wrapped at this column; a line that ends earlier than it had to was ended on purpose. */
const width = 78

function wasWrapped(line: string, next: string): boolean {
  const [word = ''] = next.trimStart().split(' ')
  return line.length + 1 + word.length > width
}

/** The lines beneath a value, in its own column, that go on with it: wrapped ones with a space, others broken. */
function readRest(reader: Reader, line: string, column: number): string {
  let before = line
  let text = line.slice(column)
  while (!reader.ended() && reader.peek().search(/\S/) === column) {
    const next = reader.take()
    text += (wasWrapped(before, next) ? ' ' : '\n') + next.trim()
    before = next
  }
  return text
}

function readFacts(reader: Reader): LetterBlock {
  const facts: LetterFact[] = []
  for (let found = fact.exec(reader.peek()); found; found = fact.exec(reader.peek())) {
    const [line, label = '', value = ''] = found
    reader.take()
    facts.push({ label, value: readRest(reader, line, line.length - value.length) })
  }
  return { kind: 'facts', facts }
}

function readPlaces(reader: Reader): LetterBlock {
  const places: LetterPlace[] = []
  for (let found = place.exec(reader.peek()); found; found = place.exec(reader.peek())) {
    const [line, number = '', address = ''] = found
    reader.take()
    const [first = '', ...notes] = readRest(reader, line, line.length - address.length).split('\n')
    places.push({ number, address: first, note: notes.join(' ') })
  }
  return { kind: 'places', places }
}

function readParagraph(reader: Reader): LetterBlock {
  const lines = [reader.take().trim()]
  while (!reader.ended() && reader.peek().trim() !== '' && !starts(reader)) lines.push(reader.take().trim())
  return { kind: 'paragraph', text: lines.join(' ') }
}

function starts(reader: Reader): boolean {
  const line = reader.peek()
  return [fact, lone, work, place].some((start) => start.test(line)) || rule.test(reader.peek(1))
}

function readBlock(reader: Reader): LetterBlock {
  const line = reader.peek()
  if (rule.test(reader.peek(1))) {
    reader.take()
    reader.take()
    return { kind: 'heading', text: line.trim() }
  }
  if (work.test(line)) return { kind: 'work', text: reader.take() }
  if (place.test(line)) return readPlaces(reader)
  if (fact.test(line)) return readFacts(reader)
  if (lone.test(line)) return { kind: 'label', text: reader.take().trim() }
  return readParagraph(reader)
}

/**
 * The plain text of a notice as blocks for reading. It only lays out: every word of the text stands in the
 * blocks, in its order, and no other; the lines of dashes under headings are the one thing left out.
 */
export function letterBlocks(text: string): readonly LetterBlock[] {
  const reader = readerOf(text)
  const blocks: LetterBlock[] = []
  while (!reader.ended()) {
    if (reader.peek().trim() === '') reader.take()
    else if (blocks.length === 0) blocks.push({ kind: 'title', text: reader.take().trim() })
    else blocks.push(readBlock(reader))
  }
  return blocks
}

/** A piece of text, and whether it is a reminder of something missing: “[ missing: postal address ]”. */
export interface MarkedText {
  readonly text: string
  readonly missing: boolean
}

/** Separates the reminders from the text around them. */
export function markMissing(text: string): readonly MarkedText[] {
  return text
    .split(/(\[ missing: [^\]]*\])/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, missing: part.startsWith('[ missing: ') }))
}
