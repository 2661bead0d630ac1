import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '../../../../../shared/domain/text/fold.ts'
import { buildBlockIndex } from '../fuzzy/block-index.ts'
import { FuzzyProbe } from '../fuzzy/fuzzy-probe.ts'
import { createCataloguePacker } from '../packed-catalogue.ts'
import { screened } from './screen-parts.ts'
import { placeNames } from './names-memory.ts'
import { scanMemory } from './scan-memory.ts'

const recordings = [
  ['Paper Window', 'Ada Quell'],
  ['The Signal & the Noise', 'The Harbour Lights'],
  ['Ночной поезд', 'Мира'],
  ['夜の電車', '水木ナナ'],
  ['Été à Nîmes', 'Théo Delvaux'],
  ['The', 'Tha'],
  ['Ring of Fire (Live)', 'Simon & Garfunkle'],
  ['(Every Day) Is Mine', '& Others'],
  ['99 Ways', 'X, Y and Z'],
  ['The (Trial Calling)', 'Parachute Valence'],
  ['ガストの電車', 'Tüür Ғalen'],
  ['...The Nearly Whole', '- Thé Others'],
  ['The゛X', 'ガク゛'],
  ['ｔhe Unsung', 'The Thé'],
  [`${'㌀'.repeat(7)} Long`, `${'㍿'.repeat(9)} & Co`],
] as const

const packer = createCataloguePacker()
for (const [title, artist] of recordings) {
  packer.add({ id: title, title, artist, version: '', isrcs: [], durationMs: null })
}
const index = await buildBlockIndex(packer.finish())
const sought = { keys: index.filter, blocks: index }
const memory = scanMemory(4096, new Int32Array(0), placeNames(sought))
/** Asks a filter first that knows many keys which were never added. */
const crowded = scanMemory(4096, new Int32Array(0), placeNames(sought, 16))
const probe = new FuzzyProbe(index)
const equals = new Set(recordings.map(([title, artist]) => `${foldText(title)}/${foldText(artist)}`))

/** How often the screen told of recordings which they are. */
let told = 0

/** Title and artist between the cells of a row, as they stand in a listing. */
function ask(title: Uint8Array, artist: Uint8Array): { answer: number; similar: boolean } {
  const row = Buffer.concat([
    Buffer.from('7,'),
    title,
    Buffer.from(','),
    artist,
    Buffer.from(',2011, - (x\n'),
  ])
  memory.bytes.set(row)
  crowded.bytes.set(row)
  const [start, end] = [2, 2 + title.length]
  const [from, to] = [end + 1, end + 1 + artist.length]
  const answer = memory.screenNames?.(start, end, from, to) ?? -1
  // A filter that knows keys which were never added may have more looked at, never less.
  expect((crowded.screenNames?.(start, end, from, to) ?? 0) & answer).toBe(answer)
  const text = [title, artist].map((name) => Buffer.from(name).toString())
  const meant = probe.candidates(text[0] ?? '', [text[1] ?? ''])
  for (const { nearby } of [memory, crowded]) {
    const found = nearby && probe.candidatesNearby(nearby)
    if (found) expect(new Set(found)).toEqual(new Set(meant))
    told += found && meant.size > 0 ? 1 : 0
  }
  return {
    answer,
    similar: probe.mayMatch(memory.bytes, start, end, from, to),
  }
}

const names = recordings.flat()
const others = ['Nobody Known', 'Völlig anders', 'Some Other Song', 'Ein Lied für dich', 'Канон']
const slipped = fc
  .tuple(fc.constantFrom(...names), fc.nat(30), fc.constantFrom('', 'a', ' ', 'é', '’', '&'))
  .map(([name, at, sign]) => name.slice(0, at) + sign + name.slice(at + 1))
const decorated = fc
  .tuple(
    fc.constantFrom(
      '',
      ' ',
      'The ',
      'the ',
      'THE  ',
      't',
      '(',
      '& ',
      '&The ',
      "'",
      '[the ',
      '((',
      '.- ',
      '-',
      'Ｔhe ',
      '‘The ',
      'The (',
      'x - The ',
      'Ada Quell - ',
      '... ',
      ', ',
      '"The ',
      "'t",
      '- - ',
      'Tħe ',
      'T\u0301he ',
      'Th\u200be ',
      'The\u00a0',
    ),
    fc.oneof(fc.constantFrom(...names), slipped),
    fc.constantFrom(
      '',
      ' ',
      ' (Live)',
      ' [x',
      ' - Live',
      ' feat. X',
      ' ft',
      '\t',
      ' – é',
      ' & Co',
      ', B',
      ' x C',
    ),
  )
  .map((parts) => parts.join(''))
const freeText = fc.array(
  fc.constantFrom(
    ...'aAbTthe é&(-[ '.split(''),
    'ğ',
    '’',
    'か',
    'が',
    '\u3099',
    '한',
    '𝔘',
    'ﬁ',
    'ｈ',
    'the ',
  ),
  {
    maxLength: 40,
  },
)
/** Ways to write a name that mostly fold alike, with a place in it. */
const spellings: readonly ((name: string, at: number) => string)[] = [
  ...(['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) => (name: string) => name.normalize(form)),
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.replace('&', 'and'),
  ...[..."\u200b\u00a0\u0301\u3099゛’ '."].map(
    (sign) => (name: string, at: number) =>
      name.slice(0, at % (name.length + 1)) + sign + name.slice(at % (name.length + 1)),
  ),
  ...[
    'The ',
    'the\u00a0',
    'Ｔhe ',
    'Tｈe ',
    'Thｅ ',
    'Th\u200be ',
    'The゛',
    '(',
    '... ',
    '“',
    '\u200b',
    "'",
    '゛',
  ].map((start) => (name: string) => start + name),
]
const respelling = fc.array(fc.tuple(fc.constantFrom(...spellings), fc.nat(30)), { maxLength: 3 })
const respelled = (name: string, ways: readonly (readonly [(typeof spellings)[number], number])[]) =>
  ways.reduce((written, [spell, at]) => spell(written, at), name)

const text = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...others),
      decorated,
      slipped,
      freeText.map((parts) => parts.join('')),
    ),
    fc.constantFrom('NFC', 'NFD', null),
  )
  .map(([name, form]) => (form === null ? name : name.normalize(form)))

describe('the screen for names', () => {
  it('passes whatever the slower ways find', () => {
    let ruledOut = 0
    fc.assert(
      fc.property(text, text, (title, artist) => {
        const { answer, similar } = ask(Buffer.from(title), Buffer.from(artist))
        if (similar) expect(answer & screened.similar).toBe(screened.similar)
        if (equals.has(`${foldText(title)}/${foldText(artist)}`))
          expect(answer & screened.mayBeEqual).toBe(screened.mayBeEqual)
        if (answer === 0) ruledOut++
      }),
      { numRuns: 20_000 },
    )
    expect(ruledOut).toBeGreaterThan(200)
  })

  it('rules out no names that fold as those of a recording do, however they are written', () => {
    let equal = 0
    fc.assert(
      fc.property(fc.constantFrom(...recordings), respelling, respelling, ([title, artist], one, other) => {
        const [written, by] = [respelled(title, one), respelled(artist, other)]
        const { answer, similar } = ask(Buffer.from(written), Buffer.from(by))
        if (similar) expect(answer & screened.similar).toBe(screened.similar)
        if (!equals.has(`${foldText(written)}/${foldText(by)}`)) return
        expect(answer & screened.mayBeEqual).toBe(screened.mayBeEqual)
        equal++
      }),
      { numRuns: 20_000 },
    )
    expect(equal).toBeGreaterThan(5000)
  })

  it('tells which recordings names are, but for slips, as the slower way does', () => {
    told = 0
    const slip = (name: string, [at, sign]: readonly [number, string]) =>
      at < 40 ? name.slice(0, at) + sign + name.slice(at + 1) : name
    const place = fc.tuple(
      fc.nat(80),
      fc.constantFrom('', 'a', ' ', 'é', '&', ', Nobody, ', ' (live) ', ' - x'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...recordings), place, place, ([title, artist], one, other) => {
        ask(Buffer.from(slip(title, one)), Buffer.from(slip(artist, other)))
      }),
      { numRuns: 5000 },
    )
    expect(told).toBeGreaterThan(1000)
  })

  it('says the same of an artist whose row before was looked at', () => {
    fc.assert(
      fc.property(text, text, text, (title, before, artist) => {
        ask(Buffer.from(before), Buffer.from('Nobody Known'))
        const { answer } = ask(Buffer.from(title), Buffer.from(artist))
        ask(Buffer.from(before), Buffer.from(artist))
        expect(ask(Buffer.from(title), Buffer.from(artist)).answer).toBe(answer)
      }),
      { numRuns: 5000 },
    )
  })

  it('leaves bytes that are no text to others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...names), (bytes, name) => {
        const { answer, similar } = ask(bytes, Buffer.from(name))
        if (similar) expect(answer & screened.similar).toBe(screened.similar)
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['Paper Window', 'Ada Quell', screened.similar | screened.mayBeEqual],
    ['Paper Windows', 'Ada Quell', screened.similar],
    ['PAPER WINDOW (Live)', 'The Ada Quell', screened.similar],
    ['Été à Nîmes', 'Théo Delvaux', screened.similar | screened.mayBeEqual],
    ['Somebody Else’s Song', 'Nobody Known', 0],
    ['Somebody Else (Live)', 'Nobody Known', 0],
    ['Ring of Fire (Live)', 'Simon & Garfunkle', screened.similar | screened.mayBeEqual],
    ['The (Trial Caling) [Remastered]', 'Parachute Valence', screened.similar],
    ['Ada Quell - Paper Window [HD]', 'Some Channel', screened.similar],
    ['Nobody - Some Thing', 'Some Channel', 0],
    ['Paper Window', 'Nobody feat. Ada Quell', screened.similar],
    ['Paper Window', 'Nobody, Known & Others', 0],
    ['Paper Window', 'Nobody Known With Somebody Else vs. Ada Quell', screened.similar],
    ['Paper Window', 'Nobody x Xavier featuring Ada Quell;', screened.similar],
    ['Paper Window', 'Nobody and Ada Quell; Known x', screened.similar],
    ['(Every Day) Is Mine', '& Others', screened.similar | screened.mayBeEqual],
    ['[Nobody] Knows', '& Nobody Known', 0],
    ["'Round Something", '.Unknown', 0],
    // Nothing that begins like an article.
    ['Traum Fünf & Co', 'Tom Hölbling', 0],
    ['全然違曲', '誰', 0],
    ['全然違う曲', '誰か', 0],
    ['全然違う曲', 'ガスト', 0],
    // A mark that may change places with others: only the whole name tells.
    ['全然違う曲', '誰か\u3099', screened.mayBeEqual],
    ['Töne', 'Tär & Thomas Løs', 0],
    ['Töne', 'T‐Square', screened.mayBeEqual],
    // A mark that is written as a sign of its own, and a wide letter.
    ['The゛Unsung', 'Nobody Known', screened.mayBeEqual],
    ['Thｅ Unsung', 'Nobody Known', screened.mayBeEqual],
    ['(ｔhe Unsung)', 'Nobody Known', screened.similar | screened.mayBeEqual],
    ['(Tｈe Unsung)', 'Nobody Known', screened.similar | screened.mayBeEqual],
    ['Somebody - (The Unsung', 'Nobody Known', 0],
    ['Tħe Unsung', 'Nobody Known', screened.mayBeEqual],
    ['The\u00a0Unsung', 'Nobody Known', screened.mayBeEqual],
    ['... Somebody', "'Til Ünknown", 0],
    ['- - Somebody', 'Nobody Known', screened.similar | screened.mayBeEqual],
    ['... The Unsung', 'Nobody Known', screened.similar | screened.mayBeEqual],
    ['НОЧНОЙ ПОЕЗД', 'мира', screened.similar | screened.mayBeEqual],
    ['Ночной поезд (Live)', 'Мира', screened.similar],
  ])('%s by %s', (title, artist, expected) => {
    expect(ask(Buffer.from(title), Buffer.from(artist)).answer).toBe(expected)
  })

  it('rules out nothing it cannot fold: empty and long names', () => {
    const unsure = screened.similar | screened.mayBeEqual
    const long = Buffer.from('long '.repeat(30))
    expect(ask(Buffer.from(''), Buffer.from('Ada Quell')).answer).toBe(unsure)
    expect(ask(Buffer.from('Window'), Buffer.from('')).answer).toBe(unsure)
    expect(ask(long, Buffer.from('Ada Quell')).answer).toBe(unsure)
    expect(ask(Buffer.from('Window'), Buffer.from('ㄱ'.repeat(36))).answer).toBeGreaterThanOrEqual(0)
    for (const letters of [73, 74, 75, 76, 88]) {
      ask(Buffer.from('Some Song'), Buffer.from('Ada Quell'))
      // Folds to so much that there would be no room for it.
      const folding = Buffer.from('㌀'.repeat(8) + 'q'.repeat(letters))
      expect(ask(folding, Buffer.from('Ada Quell')).answer).toBe(unsure)
      expect(ask(Buffer.from('Paper Windo'), Buffer.from('Ada Quell')).answer).toBe(screened.similar)
    }
  })
})
