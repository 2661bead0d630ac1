import { parseIpi } from '../identifiers/ipi.ts'
import { parseIswc } from '../identifiers/iswc.ts'
import { rolesFor } from '../rights/roles.ts'
import { formatShare, parseShare } from '../rights/share.ts'
import { roleOfWord } from '../rights/role-words.ts'
import { cleanText } from './clean-text.ts'
import { isPlaceholder } from './column-content.ts'
import { type CellKind, type NamedCredit, readCredits } from './credits.ts'
import { type CatalogueField, fieldLabels, type ListField, listFields } from './fields.ts'
import type { RowProblem } from './row-problem.ts'
import type { RowFields } from './row.ts'

/** A work that an imported row names. */
export interface RowWork {
  /** Empty when the row does not name it: it is called like the recording then. */
  readonly title: string
  /** Stored form, or null. */
  readonly iswc: string | null
  /** What the recording is of it. */
  readonly relation: 'performance' | 'cover' | 'medley' | 'sample'
  /** Writers and publishers. */
  readonly credits: readonly NamedCredit[]
  /** One of several rows that name one writer each: those that follow each other are about one work. */
  readonly continued?: boolean
  /** What somebody collects of the mechanical royalties in the United States for one writer. */
  readonly collection?: RowCollection
}

export interface RowCollection {
  readonly collector: NamedCredit
  /** Tells one writer of the work from the others. */
  readonly writer: string
  /** Integer of 1,000,000. */
  readonly share: number
}

/** What an imported row says about who made a recording, and of what work. */
export interface RowRights {
  readonly works: readonly RowWork[]
  /** Credits of the recording itself. */
  readonly credits: readonly NamedCredit[]
  /** Credits of the release, such as its artwork. */
  readonly releaseCredits: readonly NamedCredit[]
}

const versionWords =
  /\b(live|remix|mix|edit|version|remaster(ed)?|acoustic|instrumental|demo|extended|unplugged|karaoke|a cappella|acapella|re-?recorded|session|feat|ft|featuring)\b/i

/** What the work of a recording is called when nobody says: like the recording, without what names its version. */
export function workTitleOf(recording: string): string {
  const match = /^(.*\S)\s*(?:\(([^()]*)\)|\[([^[\]]*)\]|\s-\s([^-]*))$/su.exec(recording)
  const [, title = '', ...brackets] = match ?? []
  return versionWords.test(brackets.join(' ')) ? title : recording
}

/** Fields that say anything about rights. Several columns may feed one that lists names; all of them count. */
export const rightsFields = [
  ...([
    'writers',
    'composers',
    'lyricists',
    'publishers',
    'featuredArtists',
    'producers',
    'remixers',
  ] as const),
  ...(['contributors', 'workTitle', 'iswc', 'writerLastName', 'writerFirstName', 'writerIpi'] as const),
  ...(['writerRole', 'publisherIpi', 'collectionShare'] as const),
] as const satisfies readonly CatalogueField[]

/** How the cell of each list is read. */
const lists = {
  writers: { role: 'composer-lyricist', people: true },
  composers: { role: 'composer', people: true },
  lyricists: { role: 'lyricist', people: true },
  publishers: { role: 'original-publisher', people: false },
  featuredArtists: { role: 'featured-artist', people: false },
  producers: { role: 'producer', people: true },
  remixers: { role: 'remixer', people: false },
  contributors: { role: null, people: false },
} as const satisfies Readonly<Record<ListField, CellKind>>

const aboutRights: ReadonlySet<CatalogueField> = new Set(rightsFields)

/** True for a field that says something about rights. */
export function isRightsField(field: CatalogueField): boolean {
  return aboutRights.has(field)
}

const ofWork = new Set(rolesFor('work').map(({ code }) => code))
const ofRecording = new Set(rolesFor('recording').map(({ code }) => code))
const ofRelease = new Set(rolesFor('release').map(({ code }) => code))

/** Looks at the few fields a row has, not for the many it may have. */
function saysAnything(fields: RowFields): boolean {
  let field: CatalogueField
  for (field in fields) {
    if (aboutRights.has(field) && fields[field] !== undefined && fields[field] !== '') return true
  }
  return false
}

/** Reads what a row says about rights; null when it says nothing. What cannot be read is left out with a warning. */
export function readRights(fields: RowFields, artist: string, problems: RowProblem[]): RowRights | null {
  if (!saysAnything(fields)) return null
  const warn = (field: CatalogueField, code: string, message: string, suggestion: string | null = null) => {
    problems.push({ field, code, message, severity: 'warning', suggestion })
  }
  const credits: NamedCredit[] = []
  for (const field of listFields) {
    const cell = fields[field] ?? ''
    if (isPlaceholder(cell)) continue
    const reading = readCredits(cell, lists[field])
    credits.push(...withPublisherIpi(field, reading.credits, fields, warn))
    for (const doubt of reading.doubts) warn(field, 'names-divided', doubt)
  }
  const writer = readWriter(fields, warn)
  // Who publishes themselves is named as their publisher too.
  const own = writer === null ? credits : credits.filter(({ name }) => name !== writer.name)
  const title = isPlaceholder(fields.workTitle ?? '') ? '' : oneLine(fields.workTitle ?? '')
  const iswc = readIswc(fields.iswc ?? '', warn)
  const collection = readCollection(fields.collectionShare ?? '', writer, credits, warn)
  const rights = divideCredits(writer === null ? own : [writer, ...own], artist)
  const written = rights.workCredits
  if (title === '' && iswc === null && written.length === 0) return emptyAsNull({ ...rights, works: [] })
  return {
    works: [
      {
        ...{ title, iswc, relation: 'performance', credits: written },
        ...(writer === null ? {} : { continued: true }),
        ...(collection === null ? {} : { collection }),
      },
    ],
    credits: rights.credits,
    releaseCredits: rights.releaseCredits,
  }
}

/**
 * Gives every credit to what it is for: writers and publishers to the work, artwork to the release, everybody else to
 * the recording. Featured artists need somebody to be featured by: the artist of the row, when that is one name.
 */
export function divideCredits(
  all: readonly NamedCredit[],
  artist: string,
): {
  readonly credits: readonly NamedCredit[]
  readonly releaseCredits: readonly NamedCredit[]
  readonly workCredits: readonly NamedCredit[]
} {
  const workCredits = all.filter(({ role }) => ofWork.has(role) && !ofRecording.has(role))
  const releaseCredits = all.filter(({ role }) => ofRelease.has(role) && !ofRecording.has(role))
  const credits = all.filter((credit) => !workCredits.includes(credit) && !releaseCredits.includes(credit))
  const featured = credits.some(({ role }) => role === 'featured-artist')
  if (!featured || credits.some(({ role }) => role === 'main-artist') || !isOneName(artist))
    return { credits, releaseCredits, workCredits }
  const main: NamedCredit = { name: artist, role: 'main-artist', instrument: '', ipi: null, isni: null }
  return { credits: [main, ...credits], releaseCredits, workCredits }
}

function emptyAsNull(rights: RowRights): RowRights | null {
  const { works, credits, releaseCredits } = rights
  if (works.length + credits.length + releaseCredits.length === 0) return null
  return { works, credits, releaseCredits }
}

function isOneName(artist: string): boolean {
  return artist !== '' && !/[,;&/+]|\b(feat|ft|featuring|with|vs|x)\b/i.test(artist)
}

type Warn = (field: CatalogueField, code: string, message: string, suggestion?: string | null) => void

/** A form with one writer a row keeps the names, the number and the role in cells of their own. */
function readWriter(fields: RowFields, warn: Warn): NamedCredit | null {
  const [first, last] = [oneLine(fields.writerFirstName ?? ''), oneLine(fields.writerLastName ?? '')]
  const name = `${first} ${last}`.trim()
  if (name === '' || isPlaceholder(name)) return null
  const role = isPlaceholder(fields.writerRole ?? '') ? null : roleOfWord(fields.writerRole ?? '').role
  const known = role !== null && ofWork.has(role)
  if (role !== null && !known) {
    const message = `The role “${role}” is none of a writer. ${name} is taken as having written words and music.`
    warn('writerRole', 'shape', message)
  }
  return {
    name,
    role: known ? role : 'composer-lyricist',
    instrument: '',
    ipi: readIpi('writerIpi', fields.writerIpi ?? '', warn),
    isni: null,
  }
}

/** The MLC pays the share to the publisher of the row; a writer without one collects alone. */
function readCollection(
  raw: string,
  writer: NamedCredit | null,
  credits: readonly NamedCredit[],
  warn: Warn,
): RowCollection | null {
  if (isPlaceholder(raw)) return null
  const reading = parseShare(raw)
  if (reading.status === 'empty' || (reading.status === 'valid' && reading.share === 0)) return null
  const leave = (code: string, why: string) => warn('collectionShare', code, `${why} The share is left out.`)
  if (reading.status === 'invalid') {
    leave(reading.problem.code, `“${oneLine(raw).slice(0, 40)}”: ${reading.problem.message}`)
    return null
  }
  const [publisher, ...others] = credits.filter(({ role }) => publisherRoles.has(role))
  const collector = publisher ?? writer
  if (others.length > 0) leave('several-publishers', 'The row names several publishers, but one share.')
  else if (collector === null) leave('no-collector', 'The row names neither writer nor publisher.')
  if (others.length > 0 || collector === null) return null
  if (reading.share < onePercent) {
    const message = `The row gives ${formatShare(reading.share)}, less than one percent. Check that the file counts in percent.`
    warn('collectionShare', 'share-small', message)
  }
  return { collector, writer: `${writer?.name ?? ''} ${writer?.ipi ?? ''}`, share: reading.share }
}

const onePercent = 10_000
const publisherRoles: ReadonlySet<string> = new Set(['original-publisher', 'sub-publisher', 'administrator'])

function withPublisherIpi(
  field: ListField,
  credits: readonly NamedCredit[],
  fields: RowFields,
  warn: Warn,
): readonly NamedCredit[] {
  const [only, ...others] = credits
  if (field !== 'publishers' || only === undefined || others.length > 0) return credits
  return [{ ...only, ipi: only.ipi ?? readIpi('publisherIpi', fields.publisherIpi ?? '', warn) }]
}

function readIpi(field: 'writerIpi' | 'publisherIpi', raw: string, warn: Warn): string | null {
  if (isPlaceholder(raw)) return null
  const reading = parseIpi(raw)
  if (reading.status === 'valid' && !reading.value.startsWith('I')) return reading.value
  if (reading.status === 'invalid')
    warn(field, reading.problem.code, `${reading.problem.message} The ${fieldLabels[field]} is left empty.`)
  return null
}

function readIswc(raw: string, warn: Warn): string | null {
  if (isPlaceholder(raw)) return null
  const reading = parseIswc(raw)
  if (reading.status === 'valid') return reading.value
  if (reading.status === 'invalid') {
    const { problem, suggestion } = reading
    warn('iswc', problem.code, `${problem.message} The ISWC is left empty.`, suggestion)
  }
  return null
}

function oneLine(text: string): string {
  return cleanText(text).slice(0, 500)
}
