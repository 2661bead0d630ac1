import { counted } from '../../text/counted.ts'

/** What is assumed about a work; each answer can be unknown, and then both outcomes count. */
export interface ExposedWork {
  readonly id: number
  /** Registered before the infringement began or within three months of first publication (17 U.S.C. 412). */
  readonly registeredInTime: boolean | null
  /** The album it was issued on, or null. Works of one album may count as one (17 U.S.C. 504(c)(1)). */
  readonly albumId: number | null
  /** Also issued by itself, as a single. */
  readonly issuedAsSingle: boolean | null
}

/** How a court counts the tracks of an album. */
export type AlbumRule = 'one-work' | 'economic-value' | 'unknown'

/** A range of US dollars with what it rests on. Never one number: a court decides within it. */
export interface ExposureRange {
  readonly code: 'statutory' | 'cmi' | 'circumvention' | 'claims-board'
  readonly low: number
  readonly high: number
  /** Why there is no range, in words; null where there is one. Nothing is ever put down as “0 to 0”. */
  readonly none: string | null
  readonly assumptions: readonly string[]
  readonly source: string
}

const statutory = { least: 750, ordinary: 30_000, wilful: 150_000 } as const

/**
 * Statutory damages, 17 U.S.C. 504(c): one award per work, per infringer or group of jointly liable ones, per
 * action; not per copy, address or download. `albumRule`: Second and Fifth Circuit look at how the owner issued the
 * work (Bryant v. Media Right, 603 F.3d 135; UMG v. Grande, No. 23-50162), others at its own economic value.
 */
export function statutoryExposure(works: readonly ExposedWork[], albumRule: AlbumRule): ExposureRange {
  const certain = works.filter(({ registeredInTime }) => registeredInTime === true)
  const possible = works.filter(({ registeredInTime }) => registeredInTime !== false)
  const fewest = awards(certain, albumRule === 'economic-value' ? 'each' : 'album')
  const most = awards(possible, albumRule === 'one-work' ? 'single' : 'each')
  const late = works.length - possible.length
  const unsure = possible.length - certain.length
  const lateText =
    late === 0
      ? 'No work was registered too late'
      : `${late} of ${counted(works.length, 'work was', 'works were')} registered too late, or not at all, and ${late === 1 ? 'counts' : 'count'} for nothing here`
  return {
    code: 'statutory',
    low: fewest * statutory.least,
    high: most * statutory.wilful,
    none: works.length === 0 ? noWorks : most === 0 ? noStatutory(works.length) : null,
    assumptions:
      most === 0
        ? [`${lateText}.`, laterText]
        : [
            `${fewest === most ? '' : `${fewest} to `}${counted(most, 'award', 'awards')}: one for each work that counts by itself.`,
            `750 to 30,000 dollars each, up to 150,000 where the infringement was wilful.`,
            `${lateText}${unsure === 0 ? '' : `; of ${unsure} it is unsure`}.`,
            albumText[albumRule],
            'One infringer, one action. An innocent infringer can owe as little as 200 dollars a work.',
          ],
    source: '17 U.S.C. 412, 504(c)',
  }
}

const noWorks = 'No work is counted.'
const noStatutory = (works: number) =>
  `No statutory damages under 17 U.S.C. 412: ${works === 1 ? 'the work was not' : 'none of these works was'} registered in time. Actual damages and profits only (17 U.S.C. 504(b)), not estimated.`

const laterText = 'A registration made now counts for infringements that begin after it.'

const albumText: Readonly<Record<AlbumRule, string>> = {
  'one-work':
    'Tracks of an album count as one work, but those also issued as singles (Second and Fifth Circuit).',
  'economic-value':
    'Each track counts that has an economic value of its own (Ninth, Eleventh and D.C. Circuit).',
  unknown: 'The court is not known: the range takes in both ways of counting albums.',
}

/** `single`: album tracks count once, those also issued alone count too; unknown ones as if they were. */
function awards(works: readonly ExposedWork[], counting: 'each' | 'album' | 'single'): number {
  if (counting === 'each') return works.length
  const albums = new Set<number>()
  let alone = 0
  for (const { albumId, issuedAsSingle } of works) {
    const separate = counting === 'album' ? issuedAsSingle === true : issuedAsSingle !== false
    if (albumId === null || separate) alone++
    else albums.add(albumId)
  }
  return alone + albums.size
}

/** Copyright management information, 17 U.S.C. 1203(c)(3)(B): per violation of 1202. */
export function cmiExposure(violations: number): ExposureRange {
  return {
    code: 'cmi',
    low: violations * 2_500,
    high: violations * 25_000,
    none: violations === 0 ? 'No violation is counted.' : null,
    assumptions: [
      `${counted(violations, 'violation', 'violations')} of 2,500 to 25,000 dollars each.`,
      'Knowledge and intent must be shown. Whether removing an ISRC counts was not found decided: ask a lawyer before claiming it.',
    ],
    source: '17 U.S.C. 1202, 1203(c)(3)(B)',
  }
}

/** Circumvention, 17 U.S.C. 1203(c)(3)(A): per act, device, product or offer. */
export function circumventionExposure(acts: number): ExposureRange {
  return {
    code: 'circumvention',
    low: acts * 200,
    high: acts * 2_500,
    none: acts === 0 ? 'No act is counted.' : null,
    assumptions: [
      `${counted(acts, 'act', 'acts')} of 200 to 2,500 dollars each.`,
      'The claim belongs to whom the circumvented measure protects.',
    ],
    source: '17 U.S.C. 1201, 1203(c)(3)(A)',
  }
}

/** Copyright Claims Board, 17 U.S.C. 1504(e): caps per work and for the whole claim. */
export function claimsBoardExposure(works: readonly ExposedWork[]): ExposureRange {
  const timely = works.filter(({ registeredInTime }) => registeredInTime === true).length
  const possible = works.filter(({ registeredInTime }) => registeredInTime !== false).length
  const late = works.length - possible
  const lateTotal = Math.min(late * 7_500, 15_000)
  return {
    code: 'claims-board',
    low: Math.min(timely * statutory.least, 30_000),
    high: Math.min(possible * 15_000 + lateTotal, 30_000),
    none: works.length === 0 ? noWorks : null,
    assumptions: [
      'At most 30,000 dollars for the whole claim, 15,000 for a work registered in time.',
      `At most 7,500 dollars for a work registered late, 15,000 for all of them (${late} here).`,
      'Each work needs a registration, or an application for one on file (17 U.S.C. 1505; not compared with its source).',
      'The respondent may opt out within 60 days. The board orders no takedown and hears no claim about 1202.',
    ],
    source: '17 U.S.C. 1504(e)',
  }
}
