import { isIsrc } from '../identifiers/isrc.ts'
import { type DossierCredit, printedName } from './dossier.ts'
import type { ExportProblem } from './formats.ts'

// The Mechanical Licensing Collective (U.S.): bulk work registration and bulk match. Column names stand as the
// template of the MLC has them, trailing spaces and daggers included: `*` is required, `†` comes in pairs.

/** The columns of the bulk work template, sheet `Format`. */
export const mlcColumns = [
  'PRIMARY TITLE *',
  'MLC SONG CODE',
  'MEMBERS SONG ID',
  'ISWC          ',
  'AKA TITLE †',
  'AKA TITLE TYPE CODE †',
  'WRITER LAST NAME *',
  'WRITER FIRST NAME ',
  'WRITER IPI NUMBER',
  'WRITER ROLE CODE *',
  'MLC PUBLISHER NUMBER',
  'PUBLISHER NAME *',
  'PUBLISHER IPI NUMBER *',
  'ADMINISTRATOR MLC PUBLISHER NUMBER',
  'ADMINISTRATOR NAME †',
  'ADMINISTRATOR IPI NUMBER †',
  'COLLECTION SHARE *',
  'RECORDING TITLE †',
  'RECORDING ARTIST NAME †',
  'RECORDING ISRC',
  'RECORDING LABEL',
] as const

export const mlcSheet = 'Format'
/** Rows of data a file may have. */
export const mlcRowsPerFile = 300

/** The columns of the bulk match file. */
export const mlcMatchColumns = ['ISRC', 'MLC Song Code'] as const

export interface MlcRecording {
  readonly title: string
  readonly artist: string
  readonly isrc: string | null
  readonly label: string
}

export interface MlcParty extends DossierCredit {
  readonly kind: 'person' | 'group' | 'organisation'
  /** `Vale, Luna` when it is known. */
  readonly sortName: string
}

/** A work with what the MLC asks about it. */
export interface MlcWork {
  readonly id: number
  readonly title: string
  readonly alternativeTitles: readonly string[]
  readonly iswc: string | null
  /** The number under which the MLC knows it already, or null. */
  readonly songCode: string | null
  readonly credits: readonly MlcParty[]
  /** Who collects which share of mechanical royalties; 1,000,000 is the whole. Empty when nothing is agreed. */
  readonly mechanical: readonly { readonly party: MlcParty; readonly share: number }[]
  readonly recordings: readonly MlcRecording[]
}

/** Role codes of the MLC, which are those of CWR. */
const roleCodes: Readonly<Record<string, string>> = {
  'composer-lyricist': 'CA',
  composer: 'C',
  lyricist: 'A',
  arranger: 'AR',
  adapter: 'AD',
  translator: 'TR',
}

interface Line {
  readonly writer: MlcParty
  readonly collector: MlcParty
  readonly share: string
}

/**
 * The rows of a work, each with one writer and who collects for them, one recording and one alternative title; what
 * has fewer entries than another list is repeated (people) or left empty. No rows when anything required is missing:
 * the MLC refuses a whole file for one incomplete work.
 */
export function mlcRows(work: MlcWork): {
  readonly rows: readonly (readonly string[])[]
  readonly problems: readonly ExportProblem[]
} {
  const problems: ExportProblem[] = []
  const about = (severity: ExportProblem['severity'], field: string, message: string) =>
    problems.push({ subject: { type: 'work', id: work.id, title: work.title }, field, message, severity })

  const aboutParty = (severity: ExportProblem['severity'], field: string, party: MlcParty, message: string) =>
    problems.push({
      subject: { type: 'party', id: party.partyId, title: party.name },
      field,
      message,
      severity,
    })
  const writers = work.credits.filter(({ role }) => role in roleCodes)
  if (work.title.trim() === '') about('needed', 'title', 'The work has no title.')
  if (writers.length === 0) about('needed', 'writers', 'Name who wrote the work, with their role.')
  if (work.mechanical.length === 0)
    about('needed', 'shares', 'Enter who collects which share of the mechanical royalties.')
  const sum = work.mechanical.reduce((total, { share }) => total + share, 0)
  if (sum > 1_000_000) about('needed', 'shares', 'The mechanical shares add up to more than 100 %.')
  else if (work.mechanical.length > 0 && sum < 1_000_000) {
    about('advised', 'shares', 'The mechanical shares add up to less than 100 %; the rest stays unclaimed.')
  }
  const of = `“${work.title}”`
  for (const { party } of work.mechanical) {
    if (party.ipiName !== null) continue
    aboutParty(
      ...(['needed', 'publisher IPI', party] as const),
      `Enter the IPI number of ${party.name}, under which the MLC pays for ${of}.`,
    )
  }
  for (const writer of writers) {
    if (writer.ipiName !== null || work.mechanical.some(({ party }) => party.partyId === writer.partyId))
      continue
    aboutParty(
      ...(['advised', 'writer IPI', writer] as const),
      `The IPI number of ${writer.name} tells them from namesakes who did not write ${of}.`,
    )
  }
  if (work.recordings.every(({ isrc }) => isrc === null)) {
    about('advised', 'recordings', 'No recording of the work has an ISRC, by which the MLC finds its uses.')
  }
  const administrator = work.credits.find(({ role }) => role === 'administrator')
  if (administrator?.ipiName === null) {
    aboutParty(
      ...(['needed', 'administrator IPI', administrator] as const),
      `Enter the IPI number of ${administrator.name}, or take them off the work.`,
    )
  }
  const lines = linesOf(work, writers)
  const count = Math.max(lines.length, work.recordings.length, work.alternativeTitles.length)
  if (count > mlcRowsPerFile) {
    about(
      'needed',
      'rows',
      `The work needs ${count} rows; a file of the MLC has ${mlcRowsPerFile}. Register some of its recordings later.`,
    )
  }
  if (problems.some(({ severity }) => severity === 'needed')) return { rows: [], problems }
  const rows = Array.from({ length: count }, (_, index) => row(work, lines, index, administrator))
  return { rows, problems }
}

const publisherRoles: ReadonlySet<string> = new Set(['original-publisher', 'sub-publisher', 'administrator'])

/**
 * Pairs who collects with the writer they collect for: themselves when they wrote; a publisher with the writer it
 * stands behind in the credits of the work, as CWR links a publisher to a writer; anybody else with the next writer
 * nobody collects for yet.
 */
function linesOf(work: MlcWork, writers: readonly MlcParty[]): readonly Line[] {
  const shares = percentages(work.mechanical.map(({ share }) => share))
  const collecting = new Set(work.mechanical.map(({ party }) => party.partyId))
  const published = publishedWriters(work.credits)
  const paired = new Map<MlcWork['mechanical'][number], MlcParty>()
  for (const line of work.mechanical) {
    const { partyId } = line.party
    const writer = writers.find((one) => one.partyId === partyId) ?? published.get(partyId)
    if (writer !== undefined) paired.set(line, writer)
  }
  const served = new Set([...paired.values()].map(({ partyId }) => partyId))
  const waiting = writers.filter(({ partyId }) => !collecting.has(partyId) && !served.has(partyId))
  const fallback = writers[0]
  return work.mechanical.flatMap((line, index) => {
    const writer = paired.get(line) ?? waiting.shift() ?? fallback
    return writer === undefined ? [] : [{ writer, collector: line.party, share: shares[index] ?? '' }]
  })
}

/** The writer each publisher stands behind in the credits; none for one that stands before all of them. */
function publishedWriters(credits: readonly MlcParty[]): ReadonlyMap<number, MlcParty> {
  const published = new Map<number, MlcParty>()
  let writer: MlcParty | null = null
  for (const credit of credits) {
    if (credit.role in roleCodes) writer = credit
    else if (publisherRoles.has(credit.role) && writer !== null && !published.has(credit.partyId))
      published.set(credit.partyId, writer)
  }
  return published
}

function row(
  work: MlcWork,
  lines: readonly Line[],
  index: number,
  administrator: MlcParty | undefined,
): readonly string[] {
  const line = lines[index % lines.length]
  const recording = work.recordings[index]
  const aka = work.alternativeTitles[index] ?? ''
  const named = recording !== undefined && recording.title !== '' && recording.artist !== ''
  const name = line === undefined ? { last: '', first: '' } : writerName(line.writer)
  return [
    work.title,
    work.songCode ?? '',
    `W${work.id}`,
    work.iswc ?? '',
    aka,
    aka === '' ? '' : 'AT',
    name.last,
    name.first,
    line?.writer.ipiName ?? '',
    line === undefined ? '' : (roleCodes[line.writer.role] ?? ''),
    '',
    line === undefined ? '' : printedName(line.collector),
    line?.collector.ipiName ?? '',
    '',
    administrator === undefined ? '' : printedName(administrator),
    administrator?.ipiName ?? '',
    line?.share ?? '',
    named ? recording.title : '',
    named ? recording.artist : '',
    recording?.isrc ?? '',
    recording?.label ?? '',
  ]
}

/** A person's name by its sort name, else by its last word; a group or company has no first name. */
export function writerName(party: Pick<MlcParty, 'name' | 'kind' | 'sortName'>): {
  readonly last: string
  readonly first: string
} {
  if (party.kind !== 'person') return { last: party.name, first: '' }
  const [last, first] = party.sortName.split(/,(.*)/s).map((part) => part.trim())
  if (last !== undefined && last !== '' && first !== undefined && first !== '') return { last, first }
  const words = party.name.trim().split(/\s+/)
  return { last: words.at(-1) ?? '', first: words.slice(0, -1).join(' ') }
}

/**
 * Shares (1,000,000 is the whole) as percentages with two decimals that add up to what the shares add up to: each is
 * cut, and what is lost goes to those that lost most (the first of equals).
 */
export function percentages(shares: readonly number[]): readonly string[] {
  const unit = 100
  const cut = shares.map((share) => Math.floor(share / unit))
  const lost =
    Math.round(shares.reduce((sum, share) => sum + share, 0) / unit) -
    cut.reduce((sum, part) => sum + part, 0)
  const order = shares
    .map((share, index) => ({ index, rest: share % unit }))
    .sort((one, other) => other.rest - one.rest || one.index - other.index)
    .slice(0, lost)
  const raised = new Set(order.map(({ index }) => index))
  return cut.map((part, index) => ((part + (raised.has(index) ? 1 : 0)) / 100).toFixed(2))
}

/** Works put together into files of at most `mlcRowsPerFile` rows; a work is never divided. */
export function mlcFiles<T extends { readonly rows: readonly unknown[] }>(
  works: readonly T[],
): readonly (readonly T[])[] {
  const files: T[][] = []
  let room = 0
  for (const work of works) {
    if (work.rows.length > room) {
      files.push([])
      room = mlcRowsPerFile
    }
    files.at(-1)?.push(work)
    room -= work.rows.length
  }
  return files
}

/** Lines of the bulk match file: ISRC without hyphens and song code, each ISRC once. */
export function mlcMatchRows(
  works: readonly MlcWork[],
): readonly (readonly [isrc: string, songCode: string])[] {
  const codes = new Map<string, string>()
  for (const { songCode, recordings } of works) {
    if (songCode === null) continue
    for (const { isrc } of recordings)
      if (isrc !== null && isIsrc(isrc) && !codes.has(isrc)) codes.set(isrc, songCode)
  }
  return [...codes]
}
