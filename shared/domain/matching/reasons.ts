import { formatDuration } from '../identifiers/duration.ts'
import type { Described } from './described.ts'
import type { Findings } from './comparison.ts'
import { fullTitle, otherCodeReason, repairReason, shown, spelling } from './exact.ts'
import type { CodeRelation, Kinship } from './fuzzy.ts'

// Why a listing was taken for a recording, or for what else, in words.

export interface Compared {
  readonly own: Described
  readonly listed: Described
  readonly findings: Findings
  readonly kinship: Kinship
  readonly code: CodeRelation
}

/** The reasons of a comparison, the decisive one first. */
export function reasonsFor(compared: Compared): readonly string[] {
  return [
    ...codeFirst(compared),
    ...kinshipReason(compared),
    ...nameReasons(compared),
    ...lengthReason(compared),
    ...albumReason(compared),
    ...otherFields(compared),
    ...codeLast(compared),
  ]
}

function codeFirst({ code: { same }, own }: Compared): readonly string[] {
  if (same === null) return []
  return [
    same.isrc === own.facts.isrcs[0]
      ? `Same ISRC ${spelling(same)}`
      : `Same ISRC ${spelling(same)}, a further code of this recording`,
  ]
}

function kinshipReason({ kinship, findings: { version }, listed }: Compared): readonly string[] {
  const said = version.kind === 'differs' || version.kind === 'other-remix' ? shown(version.text) : ''
  const isOwnVersion = version.kind === 'differs' && version.side === 'own'
  const otherVersion = isOwnVersion
    ? `Your recording is the version “${said}”; nothing says so here`
    : `Another version: “${said}”`
  const sentences: Readonly<Record<Kinship, string | null>> = {
    same: null,
    other: null,
    conflict: 'Title and length contradict the code: it may be used wrongly here',
    karaoke: `A karaoke version by others: “${said}”`,
    tribute: `A tribute by others: “${said}”`,
    cover: `A cover by others: “${said}”`,
    'other-remix': isOwnVersion ? otherVersion : `Another version: the remix “${said}”`,
    live: otherVersion,
    'other-version': otherVersion,
    'other-artist': `Same title by somebody else, “${shown(listed.facts.artist)}”`,
  }
  const sentence = sentences[kinship]
  return sentence === null ? [] : [sentence]
}

function nameReasons(compared: Compared): readonly string[] {
  const { evidence } = compared.findings
  const same = evidence.title === 'rare' || evidence.title === 'equal'
  if (same && evidence.artist === 'same') return ['Same title and artist']
  return [...titleReason(compared), ...artistReason(compared)]
}

function titleReason({ own, listed, findings: { evidence } }: Compared): readonly string[] {
  const here = shown(listed.facts.title)
  const there = shown(fullTitle(own.facts.title, own.facts.version))
  switch (evidence.title) {
    case 'rare':
    case 'equal':
      return ['Same title']
    case 'slip':
      return [`Nearly the same title: “${here}” here, “${there}” in your catalogue`]
    case 'explained':
    case 'begins':
    case 'mostly':
      return [`The title “${there}” stands in “${here}”`]
    case 'number-differs':
      return [`The titles count differently: “${here}” here, “${there}” in your catalogue`]
    case 'partly':
    case 'little':
    case 'differs':
      return [`The title differs: “${here}” here, “${there}” in your catalogue`]
  }
}

function artistReason({ own, listed, findings: { evidence }, kinship }: Compared): readonly string[] {
  const here = shown(listed.facts.artist)
  const there = shown(own.facts.artist)
  switch (evidence.artist) {
    case 'same':
      return ['Same artist']
    case 'slip':
    case 'partly':
      return [`Artist written as “${here}”; in your catalogue “${there}”`]
    case 'one-of':
      return [`“${there}” and “${here}” share an artist`]
    case 'in-title':
      return [`The artist “${there === '' ? here : there}” stands in the title`]
    case 'unknown':
      return ['No artist is given']
    case 'differs':
      return kinship === 'other-artist'
        ? []
        : [`The artist differs: “${here}” here, “${there}” in your catalogue`]
  }
}

function lengthReason({ findings: { longerMs }, listed }: Compared): readonly string[] {
  if (longerMs === null) return []
  const seconds = Math.round(Math.abs(longerMs) / 1000)
  if (seconds === 0) return ['Same length']
  const apart = seconds < 60 ? `${String(seconds)} s` : formatDuration(seconds * 1000)
  const length = formatDuration(listed.durationMs ?? 0)
  return [`${apart} ${longerMs > 0 ? 'longer' : 'shorter'}${seconds > 15 ? `: ${length} here` : ''}`]
}

function albumReason({ own, listed, findings: { evidence } }: Compared): readonly string[] {
  switch (evidence.album) {
    case 'same':
      return ['Same album']
    case 'differs':
      return [
        `The album differs: “${shown(listed.facts.album)}” here, “${shown(own.facts.album)}” in your catalogue`,
      ]
    case 'close':
    case 'contained':
      return [`The album is written “${shown(listed.facts.album)}”`]
    case 'unknown':
      return []
  }
}

function otherFields({ listed, findings: { evidence } }: Compared): readonly string[] {
  return [
    ...(evidence.track === 'same' ? ['Same track number'] : []),
    ...(evidence.year === 'same' ? [`Same year, ${String(listed.year)}`] : []),
    ...(evidence.year === 'differs' && listed.year !== null ? [`Another year, ${String(listed.year)}`] : []),
    ...(listed.misplaced ? ['Values of other columns stand in the title here'] : []),
  ]
}

function codeLast({ code, own }: Compared): readonly string[] {
  if (code.same !== null) return []
  if (code.repaired !== null) return [repairReason(code.repaired)]
  return code.other === null ? [] : [otherCodeReason(code.other, code.isOwnOther, own.facts)]
}
