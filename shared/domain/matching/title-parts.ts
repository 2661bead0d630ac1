import { type Qualifier, readQualifier } from './version.ts'

// A title taken apart: “Slow Down (feat. Someone) [Smash Mode Remix] - 2013 Remaster” is the song “Slow Down”, a guest,
// a remix by Smash Mode, and a remaster, which is the same recording.

export interface TitleParts {
  /** The title without everything below; never empty when the text is not. */
  readonly core: string
  /** Subtitles: brackets that are neither version nor guest. */
  readonly asides: readonly string[]
  /** Guests, as credited behind “feat.” and the like. */
  readonly featured: readonly string[]
  readonly qualifiers: readonly Qualifier[]
}

const guest =
  /^\(?\s*(?:feat(?:uring)?|ft|f\/|w\/|with|duet with|duett mit|con|avec|mit|prod(?:uced)?(?: by)?)\b\.?\s+(.+)$/i
const guestInTitle = /\s+(?:feat|featuring|ft)\b\.?\s+(.+)$/i
const producer = /^prod/i
const open = '([{（【〔「『'
const close = ')]}）】〕」』'
const dashSign = /[-–—~|•·]/
const dash = /\s+[-–—~|•·]+\s+|\s*\|\s*|[-–—]\s+(?=\()/u

/** Words that end a title without brackets and can hardly be meant otherwise. */
const trailing =
  /^(.*\S)\s+((?:\S+\s+)?(?:remix|karaoke(?: version)?|instrumental(?: version)?|acoustic version|live version|radio edit|extended mix|sped up|slowed(?: \+ reverb| and reverb| reverb)?|nightcore|backing track|cover version|demo version))$/i
/** How a title ends that `trailing` fits; asked first, for few do. */
const endsLikeVersion = /(?:remix|karaoke|version|instrumental|edit|mix|up|slowed|reverb|nightcore|track)$/i
/** Stands in every title that is more than its core: a bracket, a dash, a guest, or how `trailing` ends. */
const divided =
  /[([{（【〔「『\-–—~|•·:]|\s(?:feat|ft)|(?:remix|karaoke|version|instrumental|edit|mix|up|slowed|reverb|nightcore|track)\s*$/i
const nothing: readonly never[] = []
const leading = /^(nightcore|karaoke|cover)\s*[-–—:]\s*(.+)$/i

/** Takes a title apart. `version` are version words kept apart from it, if any. */
export function titleParts(title: string, version = ''): TitleParts {
  if (version === '' && !divided.test(title))
    return { core: title.trim(), asides: nothing, featured: nothing, qualifiers: nothing }
  const { outside, groups } = brackets(title)
  const parts = new Collected()
  if (version.trim() !== '') parts.take(version, true)
  const front = leading.exec(outside)
  const [first = '', ...tails] = dashed(front?.[2] ?? outside)
  if (front?.[1] !== undefined) parts.take(front[1], false)
  const core = [parts.withoutGuests(first)]
  for (const tail of tails) if (tail !== '' && !parts.take(tail, false)) core.push(parts.withoutGuests(tail))
  for (const group of groups) parts.take(group, true)
  return finish(core.filter((part) => part !== '').join(' - '), title, parts)
}

/** The parts of a text between dashes. */
function dashed(text: string): readonly string[] {
  return dashSign.test(text) ? text.split(dash).map((part) => part.trim()) : [text.trim()]
}

function finish(text: string, title: string, parts: Collected): TitleParts {
  let core = text
  const tail = endsLikeVersion.test(core) ? trailing.exec(core) : null
  if (tail?.[1] !== undefined && tail[2] !== undefined) {
    const qualifier = readQualifier(tail[2])
    if (qualifier !== null) {
      parts.qualifiers.push(qualifier)
      core = tail[1]
    }
  }
  const { asides, featured, qualifiers } = parts
  if (core !== '') return { core, asides, featured, qualifiers }
  // Nothing but brackets: they are the title.
  return { core: title.trim(), asides: [], featured: [], qualifiers: [] }
}

class Collected {
  readonly asides: string[] = []
  readonly featured: string[] = []
  readonly qualifiers: Qualifier[] = []

  /** A part of a title up to where it credits guests. */
  withoutGuests(text: string): string {
    const guests = guestInTitle.exec(text)
    if (guests?.[1] === undefined || guests.index === 0) return text
    this.featured.push(guests[1])
    return text.slice(0, guests.index)
  }

  /** Sorts a part of a title. False when it is content, which is kept only as an aside when `aside` is set. */
  take(text: string, aside: boolean): boolean {
    const guests = guest.exec(text)
    if (guests?.[1] !== undefined) {
      if (!producer.test(text)) this.featured.push(guests[1])
      return true
    }
    const qualifier = readQualifier(text, !aside)
    if (qualifier !== null) this.qualifiers.push(qualifier)
    else if (aside) this.asides.push(text)
    return qualifier !== null
  }
}

/** The text outside brackets and each bracket's content; brackets in brackets are groups of their own. */
function brackets(text: string): { readonly outside: string; readonly groups: readonly string[] } {
  if (!/[([{（【〔「『]/.test(text)) return { outside: text, groups: nothing }
  const groups: string[] = []
  const stack: string[] = []
  let outside = ''
  const add = (piece: string) => {
    const top = stack.length - 1
    if (top < 0) outside += piece
    else stack[top] = (stack[top] ?? '') + piece
  }
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const kind = bracketAt(text, at)
    if (kind === null) continue
    if (at > from) add(text.slice(from, at))
    from = at + 1
    if (kind === 'open') stack.push('')
    else {
      const group = stack.pop()
      if (group !== undefined && group.trim() !== '') groups.push(group.trim())
      add(' ')
    }
  }
  if (from < text.length) add(text.slice(from))
  // A bracket that is never closed runs to the end.
  for (const group of stack) if (group.trim() !== '') groups.push(group.trim())
  return { outside: outside.replace(/\s+/g, ' ').trim(), groups }
}

function bracketAt(text: string, at: number): 'open' | 'close' | null {
  const code = text.charCodeAt(at)
  // Between those of ASCII and the others stand all letters of most titles.
  if (code < 0x28 || (code > 0x7d && code < 0x3000)) return null
  const sign = text.charAt(at)
  return open.includes(sign) ? 'open' : close.includes(sign) ? 'close' : null
}
