import { isQuestion, promptTopic, type PromptTopic } from './prompts.ts'
import { mask } from './mask.ts'

/** Who speaks in a line: the sender, a form, somebody quoted, or whoever published the notice. */
export type Speaker = 'sender' | 'form' | 'quoted' | 'publisher'

export interface ReadLine {
  readonly start: number
  readonly end: number
  /** Masked; see `mask`. */
  readonly text: string
  readonly speaker: Speaker
  /** The question of a form this line asks or answers. */
  readonly topic: PromptTopic | null
}

export interface Sentence {
  readonly start: number
  readonly end: number
  /** Masked; white space as in the text. */
  readonly text: string
  readonly speaker: Speaker
  /** What stands before it in its paragraph, and the line above where that leads over to it; at most 300 units, masked. */
  readonly before: string
  /** The question of a form it asks or answers. */
  readonly topic: PromptTopic | null
  /** The first words after it, masked: the answer to it when it is a question. */
  readonly after: string
}

/** A notice taken apart into lines and sentences, each with its speaker. */
export interface Reading {
  readonly original: string
  readonly masked: string
  readonly lines: readonly ReadLine[]
  readonly sentences: readonly Sentence[]
}

/** Takes a text of any length and content apart, in linear time. Never throws. */
export function readNotice(original: string): Reading {
  const masked = mask(original)
  const lines = readLines(masked)
  return { original, masked, lines, sentences: readSentences(original, masked, lines) }
}

function readLines(masked: string): readonly ReadLine[] {
  const bodyAt = endOfAnnotation(masked)
  const quoting = !isQuotedThroughout(masked)
  const quotedFrom = originalMessage(masked)
  const heads = headsOfQuotes(masked)
  const lines: ReadLine[] = []
  let topic: PromptTopic | null = null
  for (let start = 0; start <= masked.length;) {
    const feed = masked.indexOf('\n', start)
    const end = feed < 0 ? masked.length : feed
    const text = masked.slice(start, end)
    const asked: PromptTopic | null = start < bodyAt ? null : promptTopic(text)
    if (asked !== null) topic = asked === 'statement' ? null : asked
    const speaker =
      start < bodyAt
        ? 'publisher'
        : start >= quotedFrom || heads.has(start) || (quoting && isMailQuote(text))
          ? 'quoted'
          : asked === null || asked === 'statement'
            ? 'sender'
            : 'form'
    lines.push({ start, end, text, speaker, topic })
    start = end + 1
  }
  return lines
}

/** Heads that mail programs put above the message answered, where they do not mark its lines. */
const answeredHead =
  /^[ \t]*-{2,}[ \t]*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original)[ \t]*-{2,}[ \t]*$|^(?:on|am|le|el|em)\b[^\n]{6,160}(?:\d:\d\d|@)[^\n]{0,120}(?:wrote|schrieb[^\n:]{0,80}|a écrit|escribió|escreveu)[ \t]?:[ \t]*$|^(?:from|von|de): [^\n]+\n(?:sent|date|gesendet|datum|envoyé|enviado)(?: am| le| el)?: [^\n]+\n(?:to|an|à|para)[ \t]?: /gm
const leastAnswer = 20
/** Units in which those letters are looked for. */
const longestSearch = 2000

/**
 * Where the message begins that this one answers; the end of the text when it answers none. What nobody wrote anything
 * above was passed on as it is, and speaks for who sends it.
 */
function originalMessage(masked: string): number {
  for (const { index, 0: head } of masked.matchAll(answeredHead)) {
    const letters = masked.slice(0, Math.min(index, longestSearch)).match(/\p{L}/gu)?.length ?? 0
    const next = /\S/.exec(masked.slice(index + head.length, index + head.length + 200))?.[0]
    if (letters >= leastAnswer && next !== '>') return index
  }
  return masked.length + 1
}

/** Where “On Tuesday … wrote:” stands above marked lines. */
function headsOfQuotes(masked: string): ReadonlySet<number> {
  if (!/^ {0,3}>/m.test(masked)) return new Set()
  return new Set([...masked.matchAll(answeredHead)].map(({ index }) => index))
}

/**
 * A notice that was forwarded or set as a block quotation: then the marks say nothing about who speaks. Where somebody
 * wrote an answer beside the marked lines, they are what is answered.
 */
function isQuotedThroughout(masked: string): boolean {
  const marked = masked.match(/^ {0,3}>/gm)?.length ?? 0
  if (marked <= 3 || marked <= 0.7 * (masked.match(/^.*\S/gm)?.length ?? 0)) return false
  const beside = masked.replace(/^ {0,3}>.*$/gm, '').replace(answeredHead, '')
  return (beside.slice(0, longestSearch).match(/\p{L}/gu)?.length ?? 0) < leastAnswer
}

/** A line that a mail client marks as somebody else's words; a lone URL in angle brackets is none. */
function isMailQuote(text: string): boolean {
  return /^ {0,3}>/.test(text)
}

const rule = /^[ \t]*-{3,}[ \t]*$/gm
const ownWords = /\bi (?:have|swear|declare|state|am|hereby)\b|good faith belie|penalty of perjury/

/**
 * Where the notice itself begins: after the blocks that a publisher put above it, each ended by a line of three
 * dashes. A block that contains the sender's own words is none.
 */
function endOfAnnotation(masked: string): number {
  let at = 0
  const head = masked.slice(0, 20_000)
  for (const match of head.matchAll(rule)) {
    const block = head.slice(at, match.index)
    if (
      ownWords.test(block) ||
      !/takedown|takendown|notice|repositor|determined|processed|content/.test(block)
    )
      break
    if (
      !/before disabling|github|we (?:have )?(?:received|determined|processed|contacted)|note:|redact/.test(
        block,
      )
    )
      break
    at = match.index + match[0].length
  }
  return at
}

/** Words with a full stop that end no sentence. */
const abbreviation =
  /(?:^|[^a-z])(?:mr|mrs|ms|dr|prof|inc|ltd|llc|co|corp|no|nr|art|sec|abs|vs|v|e\.g|i\.e|u\.s|u\.s\.c|s\.a|st|ave|tel|ph|fax|cf|al|et|bzw|z\.b|sr|sra|jr|esq)\.$/
/** A sentence is cut here, so that no search in it can take long. */
const longestSentence = 3000

function readSentences(original: string, masked: string, lines: readonly ReadLine[]): readonly Sentence[] {
  const sentences: Sentence[] = []
  let above = ''
  for (let first = 0; first < lines.length;) {
    const head = lines[first]
    if (head === undefined) break
    if (head.text.trim() === '') {
      first++
      continue
    }
    let last = first
    while (continues(original, lines[last], lines[last + 1])) last++
    const end = lines[last]?.end ?? head.end
    const after = nextWords(lines, last)
    const { speaker, topic, start } = head
    for (const [from, to] of sentenceBounds(original, masked, start, end)) {
      const before =
        `${introduces.test(above) ? above : ''} ${masked.slice(Math.max(start, from - 240), from)}`.slice(
          -300,
        )
      const text = masked.slice(from, to)
      sentences.push({
        start: from,
        end: to,
        text,
        before,
        topic,
        after: to >= end - 1 ? after : masked.slice(to, to + 60).trim(),
        speaker: isQuestion(text) && speaker === 'sender' && promptTopic(text) !== null ? 'form' : speaker,
      })
    }
    above = masked.slice(Math.max(start, end - 240), end)
    first = last + 1
  }
  return sentences
}

/** The first words after a line, also when a blank line stands between. */
function nextWords(lines: readonly ReadLine[], last: number): string {
  const next = lines.slice(last + 1, last + 3).find(({ text }) => text.trim() !== '')
  return (next?.text ?? '').trim().slice(0, 60)
}

/** A line that starts a point of a list: “(v) …”, “3. …”, “- …”, “[8] …”. */
const listed = /^\s*(?:={1,6}\s|[-•*·]\s|\(?(?:[ivx]{1,4}|[a-z]|\d{1,3})[.)]\s|\[\d{1,2}\])/
/** A short line “Name: value” of a form or signature block. */
const field = /^\s*[^\s:][^:.!?]{0,40}:(?!\/\/)/

/** Words no line ends a thought with. */
const dangling =
  /(?:,|\b(?:a|an|the|and|or|nor|of|to|by|in|on|for|at|with|that|this|is|are|am|not|my|our|its|under|has|have|be))\s*$/

/** A short line followed by a capital is a heading, a field or a line of an address, not a wrapped sentence. */
function standsAlone(original: string, line: ReadLine, next: ReadLine): boolean {
  if (line.text.trim().length >= 45 || dangling.test(line.text)) return false
  return !/^\s*[\p{Ll}(,;]/u.test(original.slice(next.start, next.start + 20))
}

function continues(original: string, line: ReadLine | undefined, next: ReadLine | undefined): boolean {
  if (line === undefined || next === undefined) return false
  if (next.text.trim() === '' || next.speaker !== line.speaker || next.topic !== line.topic) return false
  if (line.speaker === 'form' || standsAlone(original, line, next)) return false
  return (
    !listed.test(next.text) &&
    !(field.test(next.text) && next.text.length < 200 && !/^\s*statement/.test(next.text))
  )
}

/** A line that leads over to what follows: “The statute reads:”. */
const introduces = /[:\u2014]\s*["']?\s*$/

function sentenceBounds(
  original: string,
  masked: string,
  start: number,
  end: number,
): readonly (readonly [number, number])[] {
  const bounds: [number, number][] = []
  let from = start
  const close = (to: number) => {
    if (masked.slice(from, to).trim() !== '') bounds.push([from, to])
    from = to
  }
  for (let at = start; at < end; at++) {
    const unit = masked.charCodeAt(at)
    if (at - from >= longestSentence) close(at)
    if ((unit === 46 || unit === 33 || unit === 63) && endsSentence(original, masked, at, end)) close(at + 1)
  }
  close(end)
  return bounds
}

function endsSentence(original: string, masked: string, at: number, end: number): boolean {
  const next = original.slice(at + 1, Math.min(end, at + 60))
  const opens = /^["'”’»)\]*_ ]{0,3}\s{1,40}["'“‘„«([*_]{0,3}(.)/su.exec(next)?.[1]
  if (opens === undefined) return false
  if (masked[at] !== '.') return true
  return /[\p{Lu}\d]/u.test(opens) && !abbreviation.test(masked.slice(Math.max(0, at - 12), at + 1))
}
