import { mostArtists } from '../fuzzy/artist-parts.ts'
import { areKnownAsEqual } from './screen-blocks.ts'
import { forEachArtist, titleEnds } from './screen-cut.ts'
import { folded } from './screen-fold.ts'
import {
  both,
  call,
  constant,
  define,
  either,
  get,
  isLetterOrDigit,
  longestScreened,
  nameAt,
  screened,
  type ScreenLayout,
  set,
} from './screen-parts.ts'
import { choose, type Code, i32, returnWith, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Folds title and artist of a row, makes their keys and looks those up: what `FuzzyProbe` does for ordinary names.
// Everything out of the ordinary is left to it.

const unsure = returnWith(constant(screened.similar | screened.mayBeEqual))

/** `screenNames` takes where title and artist start and end in the text, and gives an answer made of `screened`. */
export function screenNames(layout: ScreenLayout): ModuleFunction {
  const { textAt, blocks } = layout
  const [title, artist, whole] = [nameAt(layout, 'title'), nameAt(layout, 'artist'), nameAt(layout, 'whole')]
  return define(
    'screenNames',
    {
      parameters: ['titleStart', 'titleEnd', 'artistStart', 'artistEnd'],
      integers: [
        ...['cut', 'kind', 'status', 'answer', 'key', 'word', 'other', 'bit', 'at', 'part', 'count'],
      ] as const,
    },
    (numbers) => {
      const { titleStart, titleEnd, artistStart, artistEnd, cut, kind, status, answer } = numbers
      /** Folds a name; leaves what cannot be folded to others. */
      const fold = (start: Code, end: Code, name: number): Code => [
        ...set(status, call('foldName', start, end, constant(name))),
        ...when(
          i32.and(get(status), constant(folded.unknownSign)),
          returnWith(constant(screened.similar | screened.mayBeEqual | screened.unknownSign)),
        ),
        ...when(i32.and(get(status), constant(folded.unsure | folded.empty)), unsure),
        // The bits that say so are the same.
        ...set(answer, i32.or(get(answer), get(status))),
      ]
      const areEqual = (name: number): readonly Code[] => [
        areKnownAsEqual(layout, name, artist, numbers),
        set(answer, i32.or(get(answer), i32.shiftLeft(get(numbers.bit), constant(1)))),
      ]
      return [
        leaveToOthers(textAt, titleStart, titleEnd),
        leaveToOthers(textAt, artistStart, artistEnd),
        set(cut, call('cutTitle', get(titleStart), get(titleEnd))),
        set(kind, i32.and(get(cut), constant(3))),
        set(cut, i32.shiftRight(get(cut), constant(2))),
        fold(get(titleStart), get(cut), title),
        fold(get(artistStart), get(artistEnd), artist),
        choose(
          get(kind),
          // Only the whole of a title tells whether it is equal to another.
          [fold(get(titleStart), get(titleEnd), whole), ...areEqual(whole)],
          areEqual(title),
        ),
        ...(blocks === null ? [] : areSimilar(layout, numbers)),
        get(answer),
      ]
    },
  )
}

/** Leaves empty and long names, those that begin with a sign of ASCII and those with control characters to others. */
function leaveToOthers(textAt: number, start: number, end: number): Code {
  // Without a sign, what is empty is very long.
  const length = i32.subtract(get(end), get(start))
  return [
    ...when(i32.greaterOrEqual(i32.subtract(length, constant(1)), constant(longestScreened)), unsure),
    ...beginsWithSign(textAt, get(start)),
    ...when(call('hasControl', get(start), get(end)), unsure),
  ]
}

function beginsWithSign(textAt: number, start: Code): Code {
  const first = i32.or(i32.loadByte(start, textAt), constant(0x20))
  return when(i32.isZero(either(isLetterOrDigit(first), i32.greaterOrEqual(first, constant(0x80)))), unsure)
}

type Numbers = Readonly<
  Record<'titleEnd' | 'artistStart' | 'artistEnd' | 'cut' | 'kind' | 'status' | 'answer', number> &
    Record<'at' | 'part' | 'count' | 'word', number>
>

/** Adds to the answer whether the names, their parts, and what stands behind a dash, may be meant. */
function areSimilar(layout: ScreenLayout, numbers: Numbers): readonly Code[] {
  const { titleEnd, artistStart, artistEnd, cut, kind, status, answer, at, part } = numbers
  const [title, artist, rest] = [nameAt(layout, 'title'), nameAt(layout, 'artist'), nameAt(layout, 'rest')]
  const one = nameAt(layout, 'part')
  const look = (first: number, second: number) =>
    set(answer, i32.or(get(answer), call('shareBlock', constant(first), constant(second))))
  const restStart = i32.add(get(cut), constant(3))
  return [
    look(title, artist),
    // “Artist - Title” and “Title - Artist”, whoever is credited.
    when(
      both(i32.equal(get(kind), constant(titleEnds.dash)), i32.lessThan(restStart, get(titleEnd))),
      beginsWithSign(layout.textAt, restStart),
      set(at, i32.shiftRight(call('cutTitle', restStart, get(titleEnd)), constant(2))),
      set(status, call('foldName', restStart, get(at), constant(rest))),
      when(i32.and(get(status), constant(folded.unsure | folded.unknownSign | folded.empty)), unsure),
      look(rest, artist),
      look(rest, title),
      look(title, rest),
    ),
    set(at, call('findBetween', get(artistStart), get(artistEnd))),
    when(
      i32.lessThan(get(at), get(artistEnd)),
      set(part, get(artistStart)),
      set(numbers.count, constant(1)),
      ...forEachArtist({ ...numbers, end: artistEnd }, mostArtists, [
        set(status, call('foldName', get(part), get(at), constant(one))),
        when(i32.and(get(status), constant(folded.unsure | folded.unknownSign)), unsure),
        when(i32.isZero(i32.and(get(status), constant(folded.empty))), look(title, one)),
      ]),
    ),
  ]
}
