import { NameLevels } from './comparison.ts'
import type { Described } from './described.ts'
import {
  type Evidence,
  equality,
  lengthLevel,
  levels,
  longerBy,
  type Term,
  versionRelation,
  yearLevel,
} from './evidence.ts'
import { agreeingTitles, type CodeContext, codeRelation, possibleFrom } from './fuzzy.ts'
import { prior } from './learned/weights.ts'
import { bitsOf } from './model.ts'

// Most of what shares a block with a recording turns out to be something else. That can mostly be told from a few fields,
// because the others cannot weigh more than their best levels.

const best = Object.fromEntries(
  Object.entries(levels).map(([term, names]) => [
    term,
    Math.max(...names.map((level) => bitsOf(term as Term, level))),
  ]),
) as Readonly<Record<Term, number>>

/** Bits below which nothing is possible, with room for what adding in another order rounds off. */
const least = Math.log2(possibleFrom / (1 - possibleFrom)) - 1e-6

/**
 * False only when `compareFuzzy` finds nothing to report (`none`), which is told here as early as can be. A wrong yes
 * costs that comparison, which can be handed the `names` that were looked into here.
 */
export function isWorthComparing(
  own: Described,
  listed: Described,
  context: CodeContext,
  names: NameLevels = new NameLevels(own, listed),
): boolean {
  const code = codeRelation(own, context)
  if (code.same !== null) return true
  const year = own.year === null ? 'unknown' : yearLevel(own.year, listed.year)
  const track = equality(own.trackNumber, listed.trackNumber)
  const length = lengthLevel(longerBy(own, listed))
  const said = bitsOf('length', length) + bitsOf('year', year) + bitsOf('track', track)
  const most = prior + code.bits + said + best.album
  // Another version may be worth knowing however little else agrees.
  const versionBits = mostOfVersion(own, listed)
  const beforeNames = versionBits === null ? null : most + versionBits + best.title + best.artist
  if (beforeNames !== null && beforeNames + best.overall < least) return false
  if (!agreeingTitles.has(names.title) && !isMaybeGarbled(own, names.title, track)) return false
  // Neither another version nor the recording itself is by another artist.
  if (names.artist === 'differs') return false
  return beforeNames === null || beforeNames + bitsOf('overall', names.overall) >= least
}

/** What the versions weigh at most when they are the same for certain, else null. */
function mostOfVersion(own: Described, listed: Described): number | null {
  // What albums say counts or does not, by whether somebody else performs.
  if (own.ofAlbum.length + listed.ofAlbum.length > 0) return null
  const { kind } = versionRelation(own, listed, 'same')
  return kind === 'same' || kind === 'same-version' ? bitsOf('version', kind) : null
}

/** Whether titles that differ may be one, for where they stand. */
function isMaybeGarbled(own: Described, title: Evidence['title'], track: Evidence['track']): boolean {
  return track === 'same' || (title === 'partly' && own.albumWords.length > 0)
}
