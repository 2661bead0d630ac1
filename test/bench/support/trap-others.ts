import { near, far, bare, type TrapKind } from './trap-kinds.ts'
import {
  adjectives,
  nouns,
  firsts,
  lasts,
  bands,
  common,
  person,
  artist,
  song,
  another,
} from './trap-names.ts'

/** Pairs of different recordings that look like one. */
export const otherKinds: readonly TrapKind[] = [
  [
    'title alone',
    'other',
    6,
    (_, d) => ({ ...bare, artist: '', durationMs: d.below(2) === 0 ? null : far(d) }),
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
