import type { DraftBlock, DraftLetter, DraftRow, DraftWork } from './draft-blocks.ts'

const rule = /^-{3,}$/
const fact = /^ *([^\s:][^:]*): {2,}(\S.*)$/
const lone = /^ +(\S.*):$/
const work = /^Work \d+$/
const place = /^ {4}(\d+\.\d+) {2}(\S.*)$/

/** Letters are wrapped at this column; a line that ends earlier than it had to was ended on purpose. */
const width = 78

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

function readRows(reader: Reader): DraftRow[] {
  const rows: DraftRow[] = []
  for (let found = fact.exec(reader.peek()); found; found = fact.exec(reader.peek())) {
    const [line, label = '', value = ''] = found
    reader.take()
    rows.push({ label, value: readRest(reader, line, line.length - value.length), rule: sealedRule })
  }
  return rows
}

/** The rule of a sentence whose letter did not keep it. */
const sealedRule = 'letter-form'

function readWork(reader: Reader): DraftWork & { heading: string } {
  reader.take()
  const rows = readRows(reader)
  let heading = ''
  if (lone.test(reader.peek()) && place.test(reader.peek(1))) heading = reader.take().trim().replace(/:$/, '')
  const materials: DraftWork['materials'] = []
  for (let found = place.exec(reader.peek()); found; found = place.exec(reader.peek())) {
    const [line, number = '', address = ''] = found
    reader.take()
    const [url = '', ...notes] = readRest(reader, line, line.length - address.length).split('\n')
    materials.push({ number, url, seen: notes.join(' ') })
  }
  return { rows, materials, heading }
}

function readParagraph(reader: Reader): DraftBlock {
  const lines = [reader.take().trim()]
  while (!reader.ended() && reader.peek().trim() !== '' && !starts(reader)) lines.push(reader.take().trim())
  return {
    kind: 'paragraph',
    sentences: [{ text: lines.join(' '), rule: sealedRule, language: 'en' }],
  }
}

function starts(reader: Reader): boolean {
  const line = reader.peek()
  return [fact, work, place].some((start) => start.test(line)) || rule.test(reader.peek(1))
}

function readBlock(reader: Reader): DraftBlock {
  const line = reader.peek()
  if (rule.test(reader.peek(1))) {
    reader.take()
    reader.take()
    return { kind: 'section', title: line.trim() }
  }
  if (work.test(line)) {
    const { heading, ...read } = readWork(reader)
    return { kind: 'works', heading, works: [read], rules: [] }
  }
  return fact.test(line) ? { kind: 'rows', rows: readRows(reader) } : readParagraph(reader)
}

/** What a sealed letter does not say about itself in its text. */
type SealedFacts = Pick<DraftLetter, 'regime' | 'subject' | 'recipient' | 'date' | 'ruleVersions'>

/**
 * A letter of the first version of this program, read back from the text that was sealed when it was sent. It only
 * lays out: every word of the text stands in the blocks, in its order, and no other; the lines of dashes under
 * headings and the numbers of works, which their places carry, are left out.
 */
export function sealedLetter(text: string, facts: SealedFacts): DraftLetter {
  const reader = readerOf(text)
  const heading = reader.take().trim()
  const basis = reader.peek().trim() === '' ? '' : reader.take().trim()
  const blocks: DraftBlock[] = []
  while (!reader.ended()) {
    if (reader.peek().trim() === '') {
      reader.take()
      continue
    }
    const block = readBlock(reader)
    const last = blocks.at(-1)
    if (block.kind === 'works' && last?.kind === 'works' && last.heading === block.heading)
      last.works.push(...block.works)
    else blocks.push(block)
  }
  return { ...facts, language: 'en', heading, basis, blocks }
}
