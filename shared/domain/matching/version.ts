import { areClose } from './word-closeness.ts'
import { joined, wordsOf } from './words.ts'

// Words behind a title that say which recording of a song it is. They stand in brackets, behind a dash or at the end,
// and only there they count: “Live and Let Die” is no concert.

/** What a version qualifier makes of a recording. `neutral` ones (remaster, explicit, bonus track) change nothing. */
export const versionClasses = [
  'karaoke',
  'tribute',
  'cover',
  'remix',
  'live',
  'instrumental',
  'acapella',
  'acoustic',
  'speed',
  'demo',
  'rerecording',
  'translation',
  'arrangement',
  'extended',
  'edit',
  'neutral',
] as const
export type VersionClass = (typeof versionClasses)[number]

export interface Qualifier {
  readonly class: VersionClass
  /** Who or what it is by, in words: `["kasum"]` for “Kasum Remix”; empty for a plain “Remix” and most classes. */
  readonly by: readonly string[]
  /** As written. */
  readonly text: string
}

const languages =
  'spanish|english|french|german|italian|portuguese|japanese|korean|chinese|mandarin|russian|polish|dutch|greek|turkish|' +
  'swedish|hebrew|arabic|hindi|spanglish|deutsche|espanol|espanola|italiano|francais|francaise|portugues'

/** Tried in this order; the first that fits names the class. They read folded words with single spaces between. */
const patterns: readonly (readonly [VersionClass, RegExp])[] = [
  [
    'karaoke',
    /\b(?:karaoke|(?:originally|originalmente) (?:performed|recorded|sung)|made (?:famous|popular)|in the style of|in the manner of|backing (?:track|version)|minus one|sing ?a ?long|play ?back|performance track|no (?:lead )?vocals?|without (?:lead )?vocals?|off vocal|vocal free|guide melody|instrumental karaoke)\b/,
  ],
  ['tribute', /\b(?:tribute|homage to|hommage|salute to|as made by|a tribute)\b/],
  ['cover', /\b(?:cover|covers|covered|cover version|coverversion|versione cover)\b/],
  [
    'neutral',
    /^(?:the )?(?:original|main|album|lp|full|standard|explicit|clean|mono|stereo|single|ep|studio|regular|amended|non album) (?:mix|version|track|album version|edited)?$|^(?:original|album version .*|original mix)$/,
  ],
  [
    'edit',
    /\b(?:radio|single|short|tv|video|7|7 inch|7inch|clean|airplay) (?:edit|version|mix|cut|remix)\b|^(?:edit|edited|cut|shortened|radio)(?: version)?$|\bradio$/,
  ],
  ['extended', /\b(?:extended|12 inch|12inch|maxi|long version|12 (?:mix|version))\b/],
  [
    'speed',
    /\b(?:sped up|speed up|spedup|speed(?:ed)? ?up|slowed|nightcore|daycore|reverb|8d|chopped|screwed|pitched|fast version|super slowed)\b/,
  ],
  [
    'live',
    /^(?:unplugged|in concert)\b|\blive$|^live .*\d{4}$|\blive (?:at|from|in|on|version|session|sessions|acoustic|recording|performance|edit|bonus|\d{4})\b|\b(?:unplugged|concert version|live version|bbc session|bbc sessions|peel session|session version|en vivo|en directo|ao vivo|dal vivo|na zywo|uzivo|zivo|v zivo|canli|konzert|in session|tiny desk)\b/,
  ],
  ['acapella', /\b(?:a ?cappella|acapella|acappella|vocals only|vocal only|isolated vocals?)\b/],
  ['instrumental', /\b(?:instrumental|instrumentale|instrumentals|inst|instr)\b/],
  [
    'acoustic',
    /\b(?:acoustic|akustik|akustisch|acustico|acustica|acoustique|stripped|piano version|guitar version)\b/,
  ],
  [
    'demo',
    /\b(?:demo|demos|rehearsal|rough mix|outtake|alternate|alternative|alternative take|early version|early take|work tape|home recording|unfinished|take \d+)\b/,
  ],
  [
    'rerecording',
    /\b(?:re ?recorded|re ?recording|rerecorded|new recording|new version|\d{4} version|re ?record)\b/,
  ],
  [
    'translation',
    new RegExp(`\\b(?:${languages}) (?:version|ver|language|vocal|mix)\\b|\\bversion (?:${languages})\\b`),
  ],
  [
    'arrangement',
    /\b(?:orchestral|symphonic|orchestra version|string quartet|lullaby|music box|8 ?bit|chiptune|piano (?:cover|solo)|strings version|choir version|meditation|workout)\b/,
  ],
  [
    'remix',
    /\b(?:remix|remixed|remixes|rmx|mix|bootleg|mash ?up|rework|reworked|refix|vip|flip|dub|dubmix|edit|remake|reprise mix|club version|dance version)\b/,
  ],
  [
    'neutral',
    /\b(?:remaster|remastered|remasterd|remasterizado|remasterizada|remasterise|explicit|clean|bonus|deluxe|mono|stereo|official|offizielles|oficial|officiel|clip officiel|videoclip|musikvideo|music video|lyric|lyrics|audio|video|hd|hq|4k|uhd|1080p|720p|visuali[sz]er|digital booklet|soundtrack|ost|theme from|theme song|title track|from the|aus dem|album version|single version|original version|main version|official clip|full song|full version|high quality|best quality|free download|premiere|teaser|exclusive|pseudo video|mv|m v|topic|vevo|ep|single|anniversary|edition|reissue)\b|^from\b/,
  ],
]

const generic = new Set(
  (
    'remix remixed remixes rmx mix bootleg mashup mash up rework reworked refix vip flip dub edit remake version ver by the ' +
    'club radio official extended original and vs x a of feat ft dance house 12 7 inch vocal dj ' +
    'music video audio live cover remaster remastered'
  ).split(' '),
)

/** Words of a short version that name nobody. */
const lengths = new Set('single short tv airplay clean edited cut'.split(' '))

const neutralWords = new Set(
  (
    'remaster remastered remasterd digital digitally version mono stereo explicit clean bonus track album single lp ep main original ' +
    'mix full standard official offizielles oficial officiel music video audio videoclip clip lyric lyrics hd hq 4k uhd ' +
    'deluxe edition anniversary soundtrack ost visualizer exclusive premiere mv song high quality the a with and'
  ).split(' '),
)

/**
 * Reads what stands in brackets or, with `isTail`, behind a dash. Null when it is no version qualifier but content,
 * such as “(Just Rolls Around Heaven All Day)”. Behind a dash one word such as “video” among others makes no qualifier,
 * for there the title itself may stand.
 */
export function readQualifier(text: string, isTail = false): Qualifier | null {
  const read = isTail ? tailsRead : qualifiersRead
  const known = read.get(text)
  if (known !== undefined) return known
  const qualifier = computeQualifier(text, isTail)
  if (read.size >= mostRead) read.clear()
  read.set(text, qualifier)
  return qualifier
}

// The same few stand behind most titles.
const qualifiersRead = new Map<string, Qualifier | null>()
const tailsRead = new Map<string, Qualifier | null>()
const mostRead = 1000

function computeQualifier(text: string, isTail: boolean): Qualifier | null {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const folded = words.join(' ')
  const owner = /^(\S{3,}s) version$/.exec(folded)
  if (owner !== null && /['\u2019]s\b/i.test(text)) return { class: 'rerecording', by: [], text }
  const { found, meant } = classOf(folded, words)
  if (found === undefined) return null
  if (found === 'neutral' && (isTail ? !isNeutralTail(words) : words.length > 9)) return null
  const named = found === 'remix' || found === 'cover'
  return { class: found, by: named ? namesAmong(meant) : [], text }
}

/** The class of a qualifier, and its words without slips of the pen where they count. */
function classOf(
  folded: string,
  words: readonly string[],
): { readonly found: VersionClass | undefined; readonly meant: readonly string[] } {
  const written = patternOf(folded)
  // “David 7 Remix” is no short version of the same recording, but a remix by somebody.
  const isByOther = (word: string) => !generic.has(word) && !lengths.has(word)
  if (written === 'edit' && words.includes('remix') && namesAmong(words).some(isByOther))
    return { found: 'remix', meant: words }
  if (written !== undefined && written !== 'remix') return { found: written, meant: words }
  // A slip leaves “mix” of “raido mix”, which by itself would make “raido” a remixer.
  const meant = words.map(withoutSlip)
  const isMeant = meant.every((word, at) => word === words[at])
  return { found: isMeant ? written : (patternOf(meant.join(' ')) ?? written), meant }
}

/** What the words of a qualifier say beside its kind and its year. */
function namesAmong(words: readonly string[]): readonly string[] {
  return words.filter((word) => !generic.has(word) && !/^\d{4}$/.test(word))
}

function patternOf(folded: string): VersionClass | undefined {
  return patterns.find(([, pattern]) => pattern.test(folded))?.[0]
}

// Long enough that a slip in them makes no other word.
const spelled =
  'karaoke radio remix extended acoustic instrumental remaster remastered version original'.split(' ')

/** A version word that holds a slip of the pen, as it was meant; any other word as it is. */
function withoutSlip(word: string): string {
  // A slip leaves the length of a word nearly as it is.
  if (word.length < 4 || word.length > 14) return word
  return spelled.find((right) => areClose(right, word)) ?? word
}

function isNeutralTail(words: readonly string[]): boolean {
  return words[0] === 'from' || words.every((word) => neutralWords.has(word) || /^(?:19|20)\d\d$/.test(word))
}

/** Qualifiers that make another recording of a song. */
export function tellingQualifiers(qualifiers: readonly Qualifier[]): readonly Qualifier[] {
  return qualifiers.filter((one) => one.class !== 'neutral')
}

/** How the versions of two recordings stand to each other. */
export type VersionRelation =
  | { readonly kind: 'same' }
  /** Both say the same version, which is telling. */
  | { readonly kind: 'same-version'; readonly class: VersionClass }
  /** One side is a version of a kind that the other does not say. */
  | {
      readonly kind: 'differs'
      readonly class: VersionClass
      readonly text: string
      readonly side: 'own' | 'listed'
    }
  /** Both are remixes, by different people. */
  | { readonly kind: 'other-remix'; readonly text: string }

/** Compares the qualifiers of two recordings; those of the class that matters most decide. */
export function relateVersions(own: readonly Qualifier[], listed: readonly Qualifier[]): VersionRelation {
  if (own.length === 0 && listed.length === 0) return { kind: 'same' }
  const [mine, theirs] = [tellingQualifiers(own), tellingQualifiers(listed)]
  if (mine.length === 0 && theirs.length === 0) return { kind: 'same' }
  for (const name of versionClasses) {
    const one = mine.find((qualifier) => qualifier.class === name)
    const other = theirs.find((qualifier) => qualifier.class === name)
    if (one === undefined && other === undefined) continue
    if (one !== undefined && other !== undefined) {
      const others = name === 'remix' ? otherRemix(mine, theirs) : null
      if (others !== null) return { kind: 'other-remix', text: others.text }
      continue
    }
    const text = (other ?? one)?.text ?? ''
    return { kind: 'differs', class: name, text, side: other === undefined ? 'own' : 'listed' }
  }
  const [shared] = mine
  return shared === undefined ? { kind: 'same' } : { kind: 'same-version', class: shared.class }
}

/** A remix that one side names and the other does not; null when each finds its like. */
function otherRemix(own: readonly Qualifier[], listed: readonly Qualifier[]): Qualifier | null {
  const [mine, theirs] = [own, listed].map((all) => all.filter((one) => one.class === 'remix'))
  const without = (one: Qualifier, others: readonly Qualifier[]) =>
    others.every((other) => !sameRemixer(one, other)) && (one.by.length > 0 || others.length === 1)
  const [extra] = (theirs ?? []).filter((one) => without(one, mine ?? []))
  const [missing] = (mine ?? []).filter((one) => without(one, theirs ?? []))
  return extra ?? (missing === undefined ? null : (theirs?.[0] ?? missing))
}

function sameRemixer(one: Qualifier, other: Qualifier): boolean {
  if (one.by.length === 0 && other.by.length === 0) return true
  if (one.by.length === 0 || other.by.length === 0) return false
  return (
    isWithin(one.by, other.by) ||
    isWithin(other.by, one.by) ||
    one.by.filter((word) => other.by.some((named) => named === word || areClose(named, word))).length * 2 >=
      Math.min(one.by.length, other.by.length) + 1
  )
}

/** Names of fewer letters stand within others by chance: DS in “Dandelion Hands”. */
const leastWithin = 4

/**
 * Whether a name stands in another one, however both are divided into words; a short one as whole words, but for “DJ” in front
 * of it and the S of “Wax’s”.
 */
function isWithin(name: readonly string[], other: readonly string[]): boolean {
  const [written, whole] = [joined(name), joined(other)]
  if (written.length >= leastWithin) return whole.includes(written)
  return other.some((word, from) => {
    if (word === `${written}s` || word === `dj${written}`) return true
    let run = ''
    for (let at = from; at < other.length && run.length < written.length; at++) run += other[at] ?? ''
    return run === written
  })
}
