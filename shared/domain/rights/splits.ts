import { dayAfter, isPeriod, isWithin, type Period, periodText } from './period.ts'
import { completedShares, formatShare, whole } from './share.ts'
import { territoryName, world } from './territory.ts'

/** The rights that are divided: in the recording (master), and in the work. */
export const rightKinds = ['master', 'performance', 'mechanical', 'sync'] as const
export type RightKind = (typeof rightKinds)[number]

export const rightKindLabels: Readonly<Record<RightKind, string>> = {
  master: 'Master',
  performance: 'Performance',
  mechanical: 'Mechanical',
  sync: 'Synchronisation',
}

/** `disputed`: claims that exclude each other are on record, so nothing is said about their sum. */
export const splitStates = ['draft', 'agreed', 'disputed'] as const
export type SplitState = (typeof splitStates)[number]

/** What one party has of one right, somewhere, for a time. */
export interface SplitLine extends Period {
  readonly party: number | string
  /** ISO 3166-1 alpha-2, or WW. */
  readonly territory: string
  readonly state: SplitState
  /** Integer of 1,000,000. */
  readonly share: number
}

export type SplitProblemCode = 'share' | 'party-twice' | 'period' | 'agreed-sum' | 'too-much'

export interface SplitProblem {
  readonly code: SplitProblemCode
  readonly message: string
  /** Shares that would be right, in the order given, when rounding alone is at fault. */
  readonly suggestion: readonly number[] | null
}

/**
 * Judges all the shares of one right in one subject. At every place and time the agreed shares are either none or
 * exactly 100 %, and drafts at most 100 %; a share for the world counts in every country, periods count from their
 * first to their last day. Disputed shares may add up to anything. Empty when all is well; never throws.
 */
export function judgeSplits(lines: readonly SplitLine[]): readonly SplitProblem[] {
  const single = lines.flatMap(judgeLine)
  return single.length > 0 ? single : [...judgeSums(lines, 'agreed'), ...judgeSums(lines, 'draft')]
}

/** The shares that are agreed at a place on a day. */
export function agreedAt<Line extends SplitLine>(
  lines: readonly Line[],
  territory: string,
  day: string,
): readonly Line[] {
  return lines.filter(
    (line) =>
      line.state === 'agreed' &&
      (line.territory === territory || line.territory === world) &&
      isWithin(day, line),
  )
}

function judgeLine(line: SplitLine): readonly SplitProblem[] {
  const problems: SplitProblem[] = []
  const add = (code: SplitProblemCode, message: string) => problems.push({ code, message, suggestion: null })
  if (!Number.isSafeInteger(line.share) || line.share < 0 || line.share > whole) {
    add('share', 'A share is from 0 to 100 %, in steps of 0.0001 %.')
  }
  if (!isPeriod(line)) add('period', `This period ends before it begins: ${periodText(line)}.`)
  return problems
}

function judgeSums(all: readonly SplitLine[], state: 'agreed' | 'draft'): readonly SplitProblem[] {
  const lines = all.filter((line) => line.state === state)
  for (const { territory, period } of cells(lines)) {
    const here = lines.filter((line) => covers(line, territory, period))
    const twice = here.find((line, index) => here.findIndex(({ party }) => party === line.party) !== index)
    if (twice)
      return [
        partyTwice(
          here.filter(({ party }) => party === twice.party),
          { territory, period },
        ),
      ]
    const sum = here.reduce((total, { share }) => total + share, 0)
    if (here.length > 0 && (sum > whole || (state === 'agreed' && sum < whole))) {
      return [wrongSum(state, here, sum, { territory, period })]
    }
  }
  return []
}

interface Cell {
  readonly territory: string
  readonly period: Period
}

/** The stretches of place and time in which nothing changes: enough to look at each once. */
function cells(lines: readonly SplitLine[]): readonly Cell[] {
  // The world stands for every country that is not named.
  const territories = [...new Set([world, ...lines.map(({ territory }) => territory)])]
  const starts = lines.flatMap(({ from, to }) => [
    ...(from === null ? [] : [from]),
    ...(to === null ? [] : [dayAfter(to)]),
  ])
  const begins: (string | null)[] = [null, ...[...new Set(starts)].toSorted()]
  const periods = begins.map((from, index) => ({ from, next: begins[index + 1] ?? null }))
  return territories.flatMap((territory) =>
    periods.map(({ from, next }) => ({
      territory,
      period: { from, to: next === null ? null : dayBefore(next) },
    })),
  )
}

function covers(line: SplitLine, territory: string, { from, to }: Period): boolean {
  if (line.territory !== territory && line.territory !== world) return false
  const beginsInTime = line.from === null || (from !== null && line.from <= from)
  const lastsLongEnough = line.to === null || (to !== null && line.to >= to)
  return beginsInTime && lastsLongEnough
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

function partyTwice(lines: readonly SplitLine[], { territory, period }: Cell): SplitProblem {
  const sets = [...new Set(lines.map((line) => placeAndTime(line.territory, line)))]
  const where = placeAndTime(territory, period)
  const message =
    sets.length === 1
      ? `A party stands twice in the shares for ${where}. Give each party one share.`
      : `The shares for ${sets.join(' and for ')} both count for ${where}, and a party stands in both. Change the territory or the period of one, or replace it.`
  return { code: 'party-twice', message, suggestion: null }
}

function wrongSum(
  state: 'agreed' | 'draft',
  here: readonly SplitLine[],
  sum: number,
  { territory, period }: Cell,
): SplitProblem {
  const where = placeAndTime(territory, period)
  const suggestion = completedShares(here.map(({ share }) => share))
  if (state === 'draft') {
    const message = `The drafted shares for ${where} add up to ${formatShare(sum)}, which is more than 100 %.`
    return { code: 'too-much', message, suggestion }
  }
  const by =
    sum < whole
      ? `${formatShare(whole - sum)} is missing`
      : `that is ${formatShare(sum - whole)} too much; shares agreed for overlapping territories or periods count together`
  const message = `Agreed shares make up exactly 100 %. For ${where} they add up to ${formatShare(sum)}: ${by}.`
  return { code: 'agreed-sum', message, suggestion }
}

function placeAndTime(territory: string, period: Period): string {
  const time = periodText(period)
  return time === '' ? territoryName(territory) : `${territoryName(territory)} ${time}`
}
