import { mostArtists } from '../fuzzy/artist-parts.ts'
import { forEachArtist, titleEnds } from './screen-cut.ts'
import { folded } from './screen-fold.ts'
import { areKnownAsEqual } from './screen-keys.ts'
import { halves } from './folded-signs.ts'
import { noteEqualKey } from './row-batch.ts'
import { lastArtist } from './last-artist.ts'
import {
  both,
  call,
  constant,
  define,
  either,
  get,
  increase,
  isLetterOrDigit,
  letters,
  longestScreened,
  nameAt,
  nameBytes,
  nearbyHead,
  nearbyOffset,
  screened,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { choose, type Code, drop, i32, leaveIf, repeat, returnWith, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Folds title and artist of a row, makes their keys and looks those up: what `FuzzyProbe` does for ordinary names.
// Everything out of the ordinary is left to it.

const unsure = returnWith(constant(screened.similar | screened.mayBeEqual))

/** `screenNames` takes where title and artist start and end in the text, and gives an answer made of `screened`. */
export function screenNames(layout: ScreenLayout): ModuleFunction {
  return forNames('screenNames', layout, {
    areEqual: (title, artist, numbers) => [
      ...areKnownAsEqual(layout, title, artist, numbers),
      ...set(numbers.answer, i32.or(get(numbers.answer), i32.shiftLeft(get(numbers.bit), constant(1)))),
    ],
    areSimilar: (title, artist, { answer }) =>
      set(answer, i32.or(get(answer), call('shareBlock', title, artist))),
  })
}

/**
 * `gatherNames` takes the same and notes what `screenNames` would look up, for `askBatch`. Gives anything but 0 when
 * `screenNames` has to be asked.
 */
export function gatherNames(layout: ScreenLayout): ModuleFunction {
  return forNames('gatherNames', layout, {
    areEqual: (title, artist, numbers) => noteEqualKey(layout, title, artist, numbers),
    areSimilar: (title, artist) => drop(call('noteKeys', title, artist)),
  })
}

/** What is done with folded names, which are given by their addresses. */
interface NameUse {
  /** Names folded as a whole. */
  readonly areEqual: (title: Code, artist: Code, numbers: Numbers) => Code
  /** Names folded for comparison with similar ones. */
  readonly areSimilar: (title: Code, artist: Code, numbers: Numbers) => Code
}

function forNames(name: 'screenNames' | 'gatherNames', layout: ScreenLayout, use: NameUse): ModuleFunction {
  const { textAt } = layout
  return define(
    name,
    {
      parameters: ['titleStart', 'titleEnd', 'artistStart', 'artistEnd'],
      integers: [
        ...['cut', 'kind', 'status', 'answer', 'key', 'word', 'other', 'bit', 'at', 'part', 'count'],
        ...['artistStatus', 'between'],
      ] as const,
    },
    (numbers) => {
      const { titleStart, titleEnd, cut, kind, status } = numbers
      const nearby = constant(layout.screenAt + nearbyOffset)
      return [
        i32.store(nearby, nearbyHead.count, zero),
        i32.store(nearby, nearbyHead.complete, zero),
        leaveToOthers(textAt, titleStart, titleEnd),
        set(cut, call('cutTitle', get(titleStart), get(titleEnd))),
        set(kind, i32.and(get(cut), constant(3))),
        set(cut, i32.shiftRight(get(cut), constant(2))),
        fold(get(titleStart), get(cut), nameAt(layout, 'title'), status),
        foldArtist(layout, numbers),
        ...areEqual(layout, numbers, use),
        ...(layout.blocks === null ? [] : areSimilar(layout, numbers, use)),
        i32.store(nearby, nearbyHead.complete, constant(1)),
        get(numbers.answer),
      ]
    },
  )
}

/** Folds a name for comparison with similar ones; leaves what cannot be folded to others. */
function fold(start: Code, end: Code, name: number, status: number): Code {
  return [
    ...set(status, call('foldName', start, end, constant(name), constant(halves.similar))),
    ...when(
      i32.and(get(status), constant(folded.unknownSign)),
      returnWith(constant(screened.similar | screened.mayBeEqual | screened.unknownSign)),
    ),
    ...when(i32.and(get(status), constant(folded.unsure | folded.empty)), unsure),
  ]
}

/** Folds the artist, unless it is that of the row before, and finds where another one may stand behind it. */
function foldArtist(layout: ScreenLayout, { artistStart, artistEnd, artistStatus, between }: Numbers): Code {
  const last = lastArtist(layout)
  return choose(
    call('isLastArtist', get(artistStart), get(artistEnd)),
    [set(artistStatus, last.status), set(between, i32.add(get(artistStart), last.between))],
    [
      last.forget,
      leaveToOthers(layout.textAt, artistStart, artistEnd),
      fold(get(artistStart), get(artistEnd), nameAt(layout, 'artist'), artistStatus),
      set(between, layout.blocks === null ? zero : call('findBetween', get(artistStart), get(artistEnd))),
      drop(call('copyArtist', get(artistStart), get(artistEnd))),
      ...last.keep(
        get(artistStatus),
        i32.subtract(get(between), get(artistStart)),
        i32.subtract(get(artistEnd), get(artistStart)),
      ),
    ],
  )
}

/**
 * Asks whether title and artist may equal those of a recording. Only the whole of a title tells, and names that fold
 * otherwise for that are folded once more.
 */
function areEqual(layout: ScreenLayout, numbers: Numbers, use: NameUse): readonly Code[] {
  const { titleStart, titleEnd, artistStart, artistEnd, kind, status, artistStatus, answer } = numbers
  const { at: titleAt, part: artistAt } = numbers
  const whole = nameAt(layout, 'whole')
  const rest = nameAt(layout, 'rest')
  const foldAgain = (start: number, end: number, name: number) =>
    call('foldName', get(start), get(end), constant(name), constant(halves.equal))
  const differs = (of: number) => i32.and(get(of), constant(folded.differs))
  const add = (found: Code) => set(answer, i32.or(get(answer), found))
  const undecided = folded.unsure | folded.empty | folded.differs
  return [
    set(titleAt, constant(nameAt(layout, 'title'))),
    set(artistAt, constant(nameAt(layout, 'artist'))),
    set(status, either(differs(status), get(kind))),
    when(get(status), set(titleAt, constant(whole)), set(status, foldAgain(titleStart, titleEnd, whole))),
    when(
      differs(artistStatus),
      set(artistAt, constant(rest)),
      set(status, i32.or(get(status), foldAgain(artistStart, artistEnd, rest))),
    ),
    when(
      i32.and(get(status), constant(folded.unknownSign)),
      returnWith(constant(screened.similar | screened.mayBeEqual | screened.unknownSign)),
    ),
    choose(
      i32.and(get(status), constant(undecided)),
      [add(constant(screened.mayBeEqual))],
      [use.areEqual(get(titleAt), get(artistAt), numbers)],
    ),
  ]
}

/** Leaves names to others that are empty or long, may hide an article behind signs of ASCII, or hold control characters. */
function leaveToOthers(textAt: number, start: number, end: number): Code {
  // Without a sign, what is empty is very long.
  const length = i32.subtract(get(end), get(start))
  return [
    ...when(i32.greaterOrEqual(i32.subtract(length, constant(1)), constant(longestScreened)), unsure),
    ...beginsWithSign(textAt, get(start), get(end)),
    ...when(call('hasControl', get(start), get(end)), unsure),
  ]
}

/** Leaves names to others that begin with a sign of ASCII behind which an article may stand: “(The One)”. */
function beginsWithSign(textAt: number, start: Code, end: Code): Code {
  const first = i32.or(i32.loadByte(start, textAt), constant(0x20))
  return when(i32.isZero(isOfName(first)), when(call('mayHideArticle', start, end), unsure))
}

/** `mayHideArticle` tells whether an article may stand behind the signs of ASCII that a name begins with. */
export function mayHideArticle({ textAt }: ScreenLayout): ModuleFunction {
  return define(
    'mayHideArticle',
    { parameters: ['start', 'end'], integers: ['one', 'next'] },
    ({ start, end, one, next }) => {
      const small = (distance: number) => i32.or(i32.loadByte(get(start), textAt + distance), constant(0x20))
      return [
        repeat(
          leaveIf(i32.greaterOrEqual(get(start), get(end))),
          set(one, small(0)),
          leaveIf(isOfName(get(one))),
          increase(start, constant(1)),
        ),
        set(next, small(1)),
        either(
          i32.greaterOrEqual(get(one), constant(0x80)),
          both(
            i32.equal(get(one), letters('t')),
            either(i32.equal(get(next), letters('h')), i32.greaterOrEqual(get(next), constant(0x80))),
          ),
        ),
      ]
    },
  )
}

/** Whether a byte that had its bit for lower case set is part of what a name folds to. */
const isOfName = (byte: Code): Code =>
  either(isLetterOrDigit(byte), i32.greaterOrEqual(byte, constant(0x80)), i32.equal(byte, letters('&')))

type Numbers = Readonly<
  Record<'titleStart' | 'titleEnd' | 'artistStart' | 'artistEnd' | 'cut' | 'kind' | 'status', number> &
    Record<'answer' | 'artistStatus' | 'between', number> &
    Record<'at' | 'part' | 'count' | 'key' | 'word' | 'other' | 'bit', number>
>

/** Asks whether the names, their parts, and what stands behind a dash, may be meant. */
function areSimilar(layout: ScreenLayout, numbers: Numbers, use: NameUse): readonly Code[] {
  const { titleEnd, artistStart, artistEnd, cut, kind, status, at, part, between } = numbers
  const [title, artist] = [constant(nameAt(layout, 'title')), constant(nameAt(layout, 'artist'))]
  const rest = constant(nameAt(layout, 'rest'))
  // Names stay where they are until all of the row have been looked up.
  const one = i32.add(
    i32.multiply(get(numbers.count), constant(nameBytes)),
    constant(nameAt(layout, 'part') - nameBytes),
  )
  const look = (first: Code, second: Code) => use.areSimilar(first, second, numbers)
  const restStart = i32.add(get(cut), constant(3))
  return [
    look(title, artist),
    // “Artist - Title” and “Title - Artist”, whoever is credited.
    when(
      both(i32.equal(get(kind), constant(titleEnds.dash)), i32.lessThan(restStart, get(titleEnd))),
      set(at, i32.shiftRight(call('cutTitle', restStart, get(titleEnd)), constant(2))),
      set(status, call('foldName', restStart, get(at), rest, constant(halves.similar))),
      when(i32.and(get(status), constant(folded.unsure | folded.unknownSign | folded.empty)), unsure),
      look(rest, artist),
      look(rest, title),
      look(title, rest),
    ),
    set(at, get(between)),
    when(
      i32.lessThan(get(at), get(artistEnd)),
      set(part, get(artistStart)),
      set(numbers.count, constant(1)),
      ...forEachArtist({ ...numbers, end: artistEnd }, mostArtists, [
        set(status, call('foldName', get(part), get(at), one, constant(halves.similar))),
        when(i32.and(get(status), constant(folded.unsure | folded.unknownSign)), unsure),
        when(i32.isZero(i32.and(get(status), constant(folded.empty))), look(title, one)),
      ]),
    ),
  ]
}
