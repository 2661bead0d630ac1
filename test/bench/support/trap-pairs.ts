import { noFacts, type RecordingFacts } from '../../../shared/domain/matching/described.ts'

// Pairs of descriptions that a careless matcher gets wrong, made from a seed out of invented names: the traps of a
// catalogue search (covers, karaoke, versions, namesakes, parts) and, so that saying no is no way out, honest pairs
// written differently.

/** What is right for a pair: the same recording, or which kind of another one. */
export type Truth =
  'same' | 'other-version' | 'other-remix' | 'live' | 'karaoke' | 'tribute' | 'cover' | 'other'

export interface TrapPair {
  readonly kind: string
  readonly truth: Truth
  readonly own: RecordingFacts
  readonly listed: RecordingFacts
}

class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)]
    if (found === undefined) throw new RangeError('nothing to pick from')
    return found
  }
}

const words = (list: string) => list.split(' ')
const adjectives = words(
  'Silver Broken Hollow Golden Quiet Burning Paper Distant Crooked Velvet Wild Lonely Electric Faded Crimson Restless',
)
const nouns = words(
  'River Lantern Harbour Mountain Garden Highway Mirror Orchard Window Engine Feather Compass Station Meadow Anchor Summer Heart Night Fire Dream',
)
const verbs = words('Follow Remember Carry Leave Hold Wake Chase Forget Call Love Find Lose')
const objects = words('Me You Home Again Tonight Away Tomorrow Slowly')
const firsts = words(
  'Michael Anna Jonas Clara Dora Emil Niko Zoë Björn Renée Pavel Lucía Tom Maria Søren Ilse Ondřej Milica',
)
const lasts = words(
  'Bolton Ball Keller Novák Marlow Quintero Halvorsen Petrov Lindqvist Okafor Brandt Zelenka Moreau Castellano Whitby Tamm Ferrante Dvořák',
)
const bands = words(
  'Foxes Satellites Harbour Kings Orphans Lanterns Pilots Riders Choir Machine Sisters Strangers',
)
const common = ['Home', 'Intro', 'Stay', 'Hello', 'Crazy', 'Runaway', 'Angel', 'One', 'Alive', 'Lost']

const person = (dice: Dice) => `${dice.pick(firsts)} ${dice.pick(lasts)}`

function artist(dice: Dice): string {
  const kind = dice.below(4)
  if (kind === 0) return `The ${dice.pick(adjectives)} ${dice.pick(bands)}`
  if (kind === 1) return `${dice.pick(adjectives)} ${dice.pick(bands)}`
  return person(dice)
}

function song(dice: Dice): string {
  const kind = dice.below(5)
  if (kind === 0) return `${dice.pick(verbs)} ${dice.pick(objects)}`
  if (kind === 1) return `The ${dice.pick(nouns)}`
  if (kind === 2) return `${dice.pick(adjectives)} ${dice.pick(nouns)}`
  if (kind === 3) return `${dice.pick(verbs)} the ${dice.pick(nouns)}`
  return `${dice.pick(nouns)} of ${dice.pick(adjectives)} ${dice.pick(nouns)}`
}

/** Something else of its kind than `not`. */
function another(make: (dice: Dice) => string, dice: Dice, not: string): string {
  for (;;) {
    const made = make(dice)
    if (made !== not) return made
  }
}

function recording(dice: Dice): RecordingFacts {
  const title = song(dice)
  return {
    ...noFacts,
    title,
    artist: artist(dice),
    album: dice.below(2) === 0 ? title : song(dice),
    durationMs: 120_000 + dice.below(200_000),
    year: 1975 + dice.below(50),
    trackNumber: 1 + dice.below(12),
  }
}

function slip(text: string, dice: Dice): string {
  for (;;) {
    const at = 1 + dice.below(text.length - 2)
    const kind = dice.below(3)
    const letters = [...text]
    const [here = '', before = ''] = [letters[at], letters[at - 1]]
    if (!/\p{L}/u.test(here) || !/\p{L}/u.test(before)) continue
    if (kind === 0) letters.splice(at, 1)
    else if (kind === 1) letters.splice(at, 0, here)
    else [letters[at], letters[at - 1]] = [before, here]
    const made = letters.join('')
    if (made.toLowerCase() !== text.toLowerCase()) return made
  }
}

const plainLetters = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ø', 'o')
type Facts = RecordingFacts
type Make = (own: Facts, dice: Dice) => Partial<Facts> | { readonly own: Facts; readonly listed: Facts }
const near = (own: Facts, dice: Dice) => (own.durationMs ?? 0) + dice.below(2400) - 1200
const far = (dice: Dice) => 120_000 + dice.below(200_000)
const bare = { album: '', year: null, trackNumber: null } as const

const kinds: readonly (readonly [string, Truth, number, Make])[] = [
  [
    'same in another case',
    'same',
    2,
    (o, d) => ({ title: o.title.toUpperCase(), artist: o.artist.toLowerCase(), durationMs: near(o, d) }),
  ],
  [
    'without accents, remastered',
    'same',
    2,
    (o, d) => ({
      title: `${plainLetters(o.title)} - ${String(2000 + d.below(24))} Remaster`,
      artist: plainLetters(o.artist),
      durationMs: near(o, d),
    }),
  ],
  [
    'on a compilation',
    'same',
    3,
    (o, d) => ({
      album: `Best of ${String(1980 + d.below(40))}`,
      year: (o.year ?? 0) + 5 + d.below(20),
      trackNumber: 13 + d.below(9),
      durationMs: near(o, d),
    }),
  ],
  ['bare title and artist', 'same', 2, () => ({ ...bare, durationMs: null })],
  ['bare, with length', 'same', 3, (o, d) => ({ ...bare, durationMs: near(o, d) })],
  [
    'upload with the artist in its title',
    'same',
    3,
    (o) => ({ ...bare, title: `${o.artist} - ${o.title} (Official Video)`, artist: '', durationMs: null }),
  ],
  [
    'upload of its own channel',
    'same',
    2,
    (o, d) => ({
      ...bare,
      title: `${o.title} [Official Audio] HD`,
      artist: `${o.artist} - Topic`,
      durationMs: near(o, d),
    }),
  ],
  [
    'guest moved',
    'same',
    2,
    (o, d) => ({ ...bare, title: `${o.title} (feat. ${person(d)})`, durationMs: near(o, d) }),
  ],
  [
    'two artists in any order',
    'same',
    2,
    (o, d) => {
      const g = person(d)
      return {
        own: { ...o, artist: `${o.artist} & ${g}` },
        listed: { ...o, ...bare, artist: `${g}, ${o.artist}`, durationMs: near(o, d) },
      }
    },
  ],
  ['slip in the title', 'same', 3, (o, d) => ({ ...bare, title: slip(o.title, d), durationMs: near(o, d) })],
  [
    'slip in the artist',
    'same',
    3,
    (o, d) => ({ ...bare, artist: slip(o.artist, d), durationMs: near(o, d) }),
  ],
  [
    'explicit, deluxe',
    'same',
    1,
    (o, d) => ({
      title: `${o.title} [Explicit]`,
      album: `${o.album} (Deluxe Edition)`,
      durationMs: near(o, d),
    }),
  ],
  [
    'same remix',
    'same',
    2,
    (o, d) => {
      const by = d.pick(lasts)
      return {
        own: { ...o, title: `${o.title} (${by} Remix)` },
        listed: { ...o, ...bare, title: `${o.title} - ${by.toUpperCase()} REMIX`, durationMs: near(o, d) },
      }
    },
  ],
  [
    'same live recording',
    'same',
    1,
    (o, d) => ({
      own: { ...o, title: `${o.title} (Live)` },
      listed: { ...o, ...bare, title: `${o.title} - Live at the Harbour`, durationMs: near(o, d) },
    }),
  ],
  [
    'album in brackets',
    'same',
    1,
    (o, d) => ({ ...bare, title: `${o.title} (${o.album})`, durationMs: near(o, d) }),
  ],
  [
    'length rounded elsewhere',
    'same',
    3,
    (o, d) => ({ ...bare, durationMs: (o.durationMs ?? 0) + d.pick([-1, 1]) * (1600 + d.below(1400)) }),
  ],
  [
    'on a compilation, with a slip and rounded',
    'same',
    3,
    (o, d) => ({
      album: `Best of ${String(1980 + d.below(40))}`,
      artist: slip(o.artist, d),
      year: null,
      trackNumber: null,
      durationMs: (o.durationMs ?? 0) + d.pick([-1, 1]) * (1000 + d.below(2000)),
    }),
  ],
  [
    'version left out on its own album',
    'same',
    2,
    (o, d) => {
      const version = d.pick([`${d.pick(lasts)} Remix`, 'Live', 'Acoustic', 'Demo'])
      return {
        own: { ...o, title: `${o.title} (${version})` },
        listed: { ...o, trackNumber: null, durationMs: near(o, d) },
      }
    },
  ],
  [
    'with silence at its end',
    'same',
    3,
    (o, d) => ({ ...bare, durationMs: (o.durationMs ?? 0) + 3000 + d.below(7000) }),
  ],
  [
    'title alone',
    'other',
    6,
    (_, d) => ({ ...bare, artist: '', durationMs: d.below(2) === 0 ? null : far(d) }),
  ],
  [
    'title alone, of the right length',
    'same',
    2,
    (o, d) => ({ ...bare, artist: '', durationMs: near(o, d) }),
  ],
  [
    'same title, somebody else',
    'other',
    4,
    (o, d) => ({ ...bare, artist: another(artist, d, o.artist), durationMs: far(d) }),
  ],
  [
    'same title and length, somebody else',
    'other',
    3,
    (o, d) => ({ ...bare, artist: another(artist, d, o.artist), durationMs: near(o, d) }),
  ],
  [
    'common title, somebody else, same length',
    'other',
    2,
    (o, d) => {
      const title = d.pick(common)
      return {
        own: { ...o, title },
        listed: { ...o, ...bare, title, artist: another(artist, d, o.artist), durationMs: near(o, d) },
      }
    },
  ],
  [
    'namesake by first name',
    'other',
    3,
    (o, d) => {
      const [first, last] = [d.pick(firsts), d.pick(lasts)]
      return {
        own: { ...o, artist: `${first} ${last}` },
        listed: {
          ...o,
          ...bare,
          artist: `${first} ${another((x) => x.pick(lasts), d, last)}`,
          durationMs: near(o, d),
        },
      }
    },
  ],
  [
    'namesake by family name',
    'other',
    3,
    (o, d) => {
      const [first, last] = [d.pick(firsts), d.pick(lasts)]
      return {
        own: { ...o, artist: `${first} ${last}` },
        listed: {
          ...o,
          ...bare,
          artist: `${another((x) => x.pick(firsts), d, first)} ${last}`,
          durationMs: near(o, d),
        },
      }
    },
  ],
  [
    'another song of the album',
    'other',
    4,
    (o, d) => ({ title: another(song, d, o.title), trackNumber: 13, durationMs: far(d) }),
  ],
  [
    'another song of the album, same length',
    'other',
    2,
    (o, d) => ({ title: another(song, d, o.title), trackNumber: 13, durationMs: near(o, d) }),
  ],
  [
    'title within a longer one',
    'other',
    3,
    (o, d) => ({
      ...bare,
      title: `${o.title} ${d.pick(['Blues', 'Waltz', 'and the Sea', 'Forever', 'Child', 'Machine'])}`,
      durationMs: far(d),
    }),
  ],
  [
    'next part',
    'other',
    2,
    (o, d) => ({
      own: { ...o, title: `${o.title}, Pt. 1` },
      listed: {
        ...o,
        title: `${o.title}, Pt. 2`,
        trackNumber: 13,
        durationMs: d.below(2) === 0 ? near(o, d) : far(d),
      },
    }),
  ],
  [
    'two words of three',
    'other',
    2,
    (o, d) => {
      const a = d.pick(adjectives)
      const n = d.pick(nouns)
      return {
        own: { ...o, title: `${a} ${n}` },
        listed: { ...o, ...bare, title: `${a} ${another((x) => x.pick(nouns), d, n)}`, durationMs: far(d) },
      }
    },
  ],
  [
    'karaoke, said in the title',
    'karaoke',
    2,
    (o, d) => ({
      ...bare,
      title: `${o.title} (Karaoke Version) [Originally Performed by ${o.artist}]`,
      artist: d.pick(['Sing Along Stars', 'Party Night Karaoke', 'Backing Band One']),
      durationMs: near(o, d),
    }),
  ],
  [
    'karaoke, said in the artist',
    'karaoke',
    2,
    (o, d) => ({
      ...bare,
      artist: d.pick(['Karaoke Universe', 'The Karaoke Crew', 'Sing2Night Karaoke']),
      durationMs: near(o, d),
    }),
  ],
  [
    'karaoke upload',
    'karaoke',
    2,
    (o) => ({ ...bare, title: `${o.artist} - ${o.title} (Karaoke)`, artist: '', durationMs: null }),
  ],
  [
    'tribute',
    'tribute',
    2,
    (o, d) => ({
      ...bare,
      title: d.below(2) === 0 ? `${o.title} (A Tribute to ${o.artist})` : o.title,
      artist: 'The Evergreen Tribute Players',
      durationMs: near(o, d),
    }),
  ],
  [
    'cover by somebody else',
    'cover',
    3,
    (o, d) => ({
      ...bare,
      title: `${o.title} (${o.artist} Cover)`,
      artist: another(artist, d, o.artist),
      durationMs: far(d),
    }),
  ],
  [
    'cover upload',
    'cover',
    2,
    (o, d) => ({
      ...bare,
      title: `${o.title} - ${o.artist} (cover by ${person(d)})`,
      artist: '',
      durationMs: null,
    }),
  ],
  [
    'remix by somebody',
    'other-remix',
    4,
    (o, d) => ({ ...bare, title: `${o.title} (${d.pick(lasts)} Remix)`, durationMs: far(d) }),
  ],
  [
    'remix of the same length',
    'other-remix',
    2,
    (o, d) => ({ ...bare, title: `${o.title} - ${d.pick(bands)} Bootleg`, durationMs: near(o, d) }),
  ],
  [
    'another remix',
    'other-remix',
    3,
    (o, d) => {
      const by = d.pick(lasts)
      return {
        own: { ...o, title: `${o.title} (${by} Remix)` },
        listed: {
          ...o,
          title: `${o.title} (${another((x) => x.pick(lasts), d, by)} Remix)`,
          durationMs: far(d),
        },
      }
    },
  ],
  [
    'live',
    'live',
    3,
    (o, d) => ({
      ...bare,
      title: `${o.title} ${d.pick(['(Live)', '- Live at the Harbour', '[Live 1999]', '(Live from Studio 4)', '- En Vivo'])}`,
      durationMs: d.below(2) === 0 ? near(o, d) : far(d),
    }),
  ],
  [
    'acoustic',
    'other-version',
    2,
    (o, d) => ({
      ...bare,
      title: `${o.title} ${d.pick(['(Acoustic)', '- Acoustic Version', '(Piano Version)'])}`,
      durationMs: far(d),
    }),
  ],
  [
    'instrumental',
    'other-version',
    2,
    (o, d) => ({
      ...bare,
      title: `${o.title} ${d.pick(['(Instrumental)', '- Instrumental', '[Acapella]'])}`,
      durationMs: near(o, d),
    }),
  ],
  [
    'speed',
    'other-version',
    2,
    (o, d) => ({
      ...bare,
      title: `${o.title} ${d.pick(['(Sped Up)', '- Slowed + Reverb', '(Nightcore)', '[8D Audio]'])}`,
      durationMs: Math.round((o.durationMs ?? 0) * (d.below(2) === 0 ? 0.8 : 1.2)),
    }),
  ],
  [
    'demo',
    'other-version',
    1,
    (o, d) => ({
      ...bare,
      title: `${o.title} ${d.pick(['(Demo)', '- Early Version', '(Alternate Take)'])}`,
      durationMs: far(d),
    }),
  ],
  [
    'recorded again',
    'other-version',
    1,
    (o, d) => ({ ...bare, title: `${o.title} (Re-Recorded)`, durationMs: far(d) }),
  ],
  [
    'in another language',
    'other-version',
    1,
    (o, d) => ({ ...bare, title: `${o.title} (Spanish Version)`, durationMs: near(o, d) }),
  ],
  [
    'extended',
    'other-version',
    1,
    (o, d) => ({
      ...bare,
      title: `${o.title} (Extended Mix)`,
      durationMs: (o.durationMs ?? 0) + 60_000 + d.below(60_000),
    }),
  ],
  [
    'radio edit, much shorter',
    'other-version',
    1,
    (o, d) => ({
      ...bare,
      title: `${o.title} (Radio Edit)`,
      durationMs: (o.durationMs ?? 0) - 30_000 - d.below(30_000),
    }),
  ],
]

/** `rounds` times each kind of pair, as often as it weighs. Equal seeds give equal pairs. */
export function trapPairs(seed: number, rounds: number): readonly TrapPair[] {
  const dice = new Dice(seed)
  const pairs: TrapPair[] = []
  for (let round = 0; round < rounds; round++) {
    for (const [kind, truth, times, make] of kinds) {
      for (let time = 0; time < times; time++) {
        const own = recording(dice)
        const made = make(own, dice)
        pairs.push(
          'own' in made ? { kind, truth, ...made } : { kind, truth, own, listed: { ...own, ...made } },
        )
      }
    }
  }
  return pairs
}
