import { near, bare, type TrapKind } from './trap-kinds.ts'
import { lasts, person, slip, plainLetters } from './trap-names.ts'

/** Pairs of one recording, described differently. */
export const matchKinds: readonly TrapKind[] = [
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
    'title alone, of the right length',
    'same',
    2,
    (o, d) => ({ ...bare, artist: '', durationMs: near(o, d) }),
  ],
]
