import { cleanText } from './clean-text.ts'
import { parseIpi } from '../identifiers/ipi.ts'
import { roleLabel } from '../rights/roles.ts'
import { isRoleWord, type NamedRole, roleOfWord } from '../rights/role-words.ts'

/** Somebody named in an imported row, and what they did. */
export interface NamedCredit extends NamedRole {
  readonly name: string
  /** IPI name number of 11 digits, or null. */
  readonly ipi: string | null
  /** Stored form, or null. */
  readonly isni: string | null
}

/** What a cell of names says. */
export interface CreditsReading {
  readonly credits: readonly NamedCredit[]
  /** Sentences about what may have been read wrong. */
  readonly doubts: readonly string[]
}

export interface CellKind {
  /** The role of everybody in the cell who is given none; null: roles stand in the cell (`Name (Role)`). */
  readonly role: string | null
  /** Whether `&`, `and` and `/` divide names: so among writers and producers, not among artists (`Simon & Garfunkel`). */
  readonly people: boolean
}

/** More names than any cell of credits has; what follows is left out. */
export const mostNames = 100
const longestName = 300

/** Collecting societies, which are often noted behind a writer's name. */
const societies =
  /^(ascap|bmi|sesac|gmr|socan|prs|mcps|gema|sacem|siae|sgae|suisa|akm|buma|stemra|sabam|stim|tono|koda|teosto|imro|apra|amcos|jasrac|spa|abramus|ubc|zaiks|osa|artisjus|ns|pd)$/i
const suffixes = /^(jr|sr|ii|iii|iv)\.?$/i

/**
 * Reads the names of a cell. Semicolons, bars and line ends divide names, and so do commas, unless semicolons do: then
 * `Vale, Luna` is a name with the family name first. Behind a name its role may stand in brackets, before names one
 * with a colon: `Luna Vale (Producer, guitar); Mixer: Max Roe`. An IPI in brackets is kept, a society or a share is
 * passed over. Never throws.
 */
export function readCredits(cell: string, kind: CellKind): CreditsReading {
  const doubts: string[] = []
  const found = new Map<string, NamedCredit>()
  const groups = divide(cell, /[;|\n\r\u2022]/)
  for (const group of groups) {
    const { role, rest } = withoutPrefix(group)
    const own = role === null ? kind : { ...kind, role: role.role }
    for (const part of namesOf(rest, own, role === null && groups.length > 1, doubts)) {
      for (const credit of creditsOf(part, own, role)) {
        if (found.size >= mostNames) return { credits: [...found.values()], doubts }
        found.set(`${credit.name}\n${credit.role}\n${credit.instrument}`, credit)
      }
    }
  }
  return { credits: [...found.values()], doubts }
}

/** Credits as a cell shows them, and `readCredits` reads them back: `Luna Vale (Producer, piano); Max Roe (Mixer)`. */
export function creditsInWords(
  credits: readonly Pick<NamedCredit, 'name' | 'role' | 'instrument'>[],
  usual: string | null = null,
): string {
  const byName = new Map<string, string[]>()
  for (const { name, role, instrument } of credits) {
    const key = name.replace(/;/g, ',')
    const words =
      role === usual ? [] : [instrument === '' ? roleLabel(role).replace(/\s*\(.*\)/, '') : instrument]
    byName.set(key, [...(byName.get(key) ?? []), ...words])
  }
  return [...byName]
    .map(([name, roles]) => (roles.length === 0 ? name : `${name} (${roles.join(', ')})`))
    .join('; ')
}

/** `Producer: Luna Vale` begins with what they did. */
function withoutPrefix(group: string): { readonly role: NamedRole | null; readonly rest: string } {
  const match = /^\s*([^:()[\]]{1,60}?)\s*:\s*(\S.*)$/su.exec(group)
  const [, word = '', rest = ''] = match ?? []
  return match !== null && isRoleWord(word) ? { role: roleOfWord(word), rest } : { role: null, rest: group }
}

function namesOf(group: string, kind: CellKind, divided: boolean, doubts: string[]): readonly string[] {
  const commas = joinSuffixes(divide(group, /,/))
  const [one = '', two = '', ...more] = commas
  const plain = two !== '' && more.length === 0 && !/[()[\]]/.test(group)
  if (divided && plain && (isOneWord(one) || isOneWord(two))) return [`${two} ${one}`]
  if (plain && isOneWord(one) && isOneWord(two)) {
    doubts.push(
      `“${group.trim().slice(0, 80)}” is read as two names. Where it is one, write “${two} ${one}”, or divide names with semicolons.`,
    )
  }
  const ands = kind.people ? /\s+(?:&|\+|and|und|et|y|e)\s+|\s*\/\s*/iu : /\s+\/\s+/u
  const last = commas.length > 1 ? /\s+&\s+|\s+\/\s+/u : ands
  return commas.flatMap((name) => divide(name, kind.people ? ands : last))
}

function isOneWord(text: string): boolean {
  return /^[\p{L}'’.-]+$/u.test(text)
}

/** `Sammy Davis, Jr.` is one name. */
function joinSuffixes(parts: readonly string[]): string[] {
  const joined: string[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    if (before !== undefined && suffixes.test(part)) joined[joined.length - 1] = `${before} ${part}`
    else joined.push(part)
  }
  return joined
}

/** The credits of one name with its brackets: one a role. */
function creditsOf(part: string, kind: CellKind, prefix: NamedRole | null): NamedCredit[] {
  const { name: bare, brackets, kept } = withoutBrackets(part, kind)
  const name = (kept === '' ? bare : `${bare} ${kept}`).slice(0, longestName).trim()
  if (!/[\p{L}\p{N}]/u.test(name)) return []
  let ipi: string | null = null
  const roles: NamedRole[] = []
  for (const word of brackets) {
    const number = ipiOf(word)
    if (number !== null) ipi = number
    else if (!isRemark(word)) roles.push(roleOfWord(word))
  }
  const usual = prefix ?? { role: kind.role ?? 'other', instrument: '' }
  return (roles.length === 0 ? [usual] : roles).map((role) => ({ ...role, name, ipi, isni: null }))
}

/** Brackets at the end of a name that say what somebody did; others belong to the name. */
function withoutBrackets(
  part: string,
  kind: CellKind,
): { readonly name: string; readonly brackets: readonly string[]; readonly kept: string } {
  const brackets: string[] = []
  let kept = ''
  let name = part.trim()
  for (;;) {
    const match = /^(.*?)\s*(?:\(([^()]*)\)|\[([^[\]]*)\])$/su.exec(name)
    const inside = match?.[2] ?? match?.[3]
    if (match === null || inside === undefined || (match[1] ?? '').trim() === '') break
    const words = inside.split(/[,;/]|\s+(?:&|and|und|et|y)\s+/iu).filter((word) => word.trim() !== '')
    const known = words.every((word) => isRoleWord(word) || isRemark(word) || ipiOf(word) !== null)
    if (known || kind.role === null) brackets.unshift(...words)
    else kept = `${match[0].slice((match[1] ?? '').length).trim()} ${kept}`.trim()
    name = (match[1] ?? '').trim()
  }
  return { name, brackets, kept }
}

/** A share or a society: nothing that somebody did. */
function isRemark(word: string): boolean {
  const text = word.trim()
  return societies.test(text) || /^[\d.,]+\s*%?$/.test(text)
}

function ipiOf(word: string): string | null {
  const labelled = /^\s*(?:ipi|cae)\b/i.test(word)
  if (!labelled && !/^\s*\d{9,11}\s*$/.test(word)) return null
  const reading = parseIpi(word)
  return reading.status === 'valid' && !reading.value.startsWith('I') ? reading.value : null
}

/** Parts between separators that stand outside brackets, trimmed, without empty ones. */
function divide(text: string, separator: RegExp): string[] {
  const held: string[] = []
  const masked = text.replace(/\([^()]*\)|\[[^[\]]*\]/g, (bracket) => {
    held.push(bracket)
    return `\u{F0000}${String(held.length - 1)}\u{F0001}`
  })
  return masked
    .split(separator)
    .map((part) =>
      cleanText(part.replace(/\u{F0000}(\d+)\u{F0001}/gu, (_all, at: string) => held[Number(at)] ?? '')),
    )
    .filter((part) => part !== '')
}
