import { isFinal, type ListingState, stateOfReason, type StateReason } from './verdicts.ts'

/** Where an address stands after all looks at it. */
export const listingLives = ['unchecked', 'live', 'suspected', 'gone', 'relisted'] as const
export type ListingLife = (typeof listingLives)[number]

/** One look; times are milliseconds since the epoch. */
export interface StateLook {
  readonly at: number
  readonly reason: StateReason
}

/** What follows from all looks at an address. */
export interface ListingStanding {
  readonly life: ListingLife
  /** Of the newest look; null when nobody looked. */
  readonly lastAt: number | null
  readonly lastReason: StateReason | null
  /** When it was first not there, for `suspected` and `gone`. */
  readonly downSince: number | null
  /** When it was found to be gone: the stay-down looks count from here. */
  readonly goneAt: number | null
  /** When it was back, for `relisted`. */
  readonly backSince: number | null
  /** When it was last there. */
  readonly seenAt: number | null
  /** Looks since it was found gone, or since the first one otherwise. */
  readonly looksInLife: number
}

const hour = 3_600_000
const day = 24 * hour
/** Two looks this far apart make sure that it is gone. */
export const sureAfter = day
/** Days after it was gone at which it is looked for again; the last one is repeated. */
export const stayDownDays = [1, 3, 7, 14, 30] as const
/** Days after the first look at which what is there, or untold, is looked at again; then every seven days. */
const liveDays = [1, 2, 4, 7] as const

const unchecked: ListingStanding = {
  life: 'unchecked',
  lastAt: null,
  lastReason: null,
  downSince: null,
  goneAt: null,
  backSince: null,
  seenAt: null,
  looksInLife: 0,
}

/**
 * Where an address stands. `looks` oldest first. Gone after two looks a day apart that did not find it, or after one
 * that is final; `unknown` never counts, neither for nor against; what was gone and is there again is relisted.
 */
export function standingOf(looks: readonly StateLook[]): ListingStanding {
  return looks.reduce(afterLook, unchecked)
}

/** The standing after one more look. A look that is older than the last one is taken as made at the same time. */
export function afterLook(before: ListingStanding, look: StateLook): ListingStanding {
  const at = Math.max(look.at, before.lastAt ?? look.at)
  const next = { ...before, lastAt: at, lastReason: look.reason, looksInLife: before.looksInLife + 1 }
  const state = stateOfReason(look.reason)
  if (state === 'unknown') return next
  if (state === 'there') return afterSeen(next, at)
  return afterMiss(next, at, look.reason)
}

function afterSeen(before: ListingStanding, at: number): ListingStanding {
  const isBack = before.life === 'gone'
  const wasBack = before.backSince !== null
  const life: ListingLife = isBack || wasBack ? 'relisted' : 'live'
  return {
    ...before,
    life,
    downSince: null,
    goneAt: null,
    backSince: isBack ? at : before.backSince,
    seenAt: at,
    looksInLife: before.life === life ? before.looksInLife : 1,
  }
}

function afterMiss(before: ListingStanding, at: number, reason: StateReason): ListingStanding {
  if (before.life === 'gone') return before
  const downSince = before.downSince ?? at
  const isSure = isFinal(reason) || at - downSince >= sureAfter
  if (!isSure) {
    return {
      ...before,
      life: 'suspected',
      downSince,
      looksInLife: before.life === 'suspected' ? before.looksInLife : 1,
    }
  }
  return { ...before, life: 'gone', downSince, goneAt: at, backSince: null, looksInLife: 0 }
}

/** When to look again, milliseconds since the epoch; null: at once. */
export function nextLookAt(standing: ListingStanding): number | null {
  const { life, lastAt, downSince, goneAt, looksInLife } = standing
  if (lastAt === null) return null
  if (life === 'suspected' && downSince !== null) return Math.max(downSince + sureAfter, lastAt + hour)
  if (life === 'gone' && goneAt !== null) return goneAt + stayDownOffset(goneAt, lastAt)
  const step = liveDays[looksInLife - 1] ?? 7
  return lastAt + step * day
}

/** The first stay-down time after the last look, as a distance from when it was gone. */
function stayDownOffset(goneAt: number, lastAt: number): number {
  const passed = lastAt - goneAt
  const listed = stayDownDays.find((days) => days * day > passed)
  if (listed !== undefined) return listed * day
  const last = stayDownDays[stayDownDays.length - 1] ?? 30
  return (Math.floor(passed / (last * day)) + 1) * last * day
}

/** True when the newest look changed where the address stands; then a capture is made. */
export function isChange(before: ListingStanding, after: ListingStanding): boolean {
  return before.life !== after.life
}

/** What the artist can be told in one word; the last look's `unknown` does not hide what was known before. */
export function shownState({
  life,
  lastReason,
}: ListingStanding): ListingState | 'back' | 'suspected' | 'unchecked' {
  if (life === 'unchecked') return lastReason === null ? 'unchecked' : 'unknown'
  if (life === 'live') return 'there'
  if (life === 'relisted') return 'back'
  return life
}
