import { noFacts, type RecordingFacts } from '../../../shared/domain/matching/described.ts'

// Invented names, and what happens to them on the way from one source to another.

export class Dice {
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

export const words = (list: string) => list.split(' ')
export const adjectives = words(
  'Silver Broken Hollow Golden Quiet Burning Paper Distant Crooked Velvet Wild Lonely Electric Faded Crimson Restless',
)
export const nouns = words(
  'River Lantern Harbour Mountain Garden Highway Mirror Orchard Window Engine Feather Compass Station Meadow Anchor Summer Heart Night Fire Dream',
)
export const verbs = words('Follow Remember Carry Leave Hold Wake Chase Forget Call Love Find Lose')
export const objects = words('Me You Home Again Tonight Away Tomorrow Slowly')
export const firsts = words(
  'Michael Anna Jonas Clara Dora Emil Niko Zoë Björn Renée Pavel Lucía Tom Maria Søren Ilse Ondřej Milica',
)
export const lasts = words(
  'Bolton Ball Keller Novák Marlow Quintero Halvorsen Petrov Lindqvist Okafor Brandt Zelenka Moreau Castellano Whitby Tamm Ferrante Dvořák',
)
export const bands = words(
  'Foxes Satellites Harbour Kings Orphans Lanterns Pilots Riders Choir Machine Sisters Strangers',
)
export const common = ['Home', 'Intro', 'Stay', 'Hello', 'Crazy', 'Runaway', 'Angel', 'One', 'Alive', 'Lost']

export const person = (dice: Dice) => `${dice.pick(firsts)} ${dice.pick(lasts)}`

export function artist(dice: Dice): string {
  const kind = dice.below(4)
  if (kind === 0) return `The ${dice.pick(adjectives)} ${dice.pick(bands)}`
  if (kind === 1) return `${dice.pick(adjectives)} ${dice.pick(bands)}`
  return person(dice)
}

export function song(dice: Dice): string {
  const kind = dice.below(5)
  if (kind === 0) return `${dice.pick(verbs)} ${dice.pick(objects)}`
  if (kind === 1) return `The ${dice.pick(nouns)}`
  if (kind === 2) return `${dice.pick(adjectives)} ${dice.pick(nouns)}`
  if (kind === 3) return `${dice.pick(verbs)} the ${dice.pick(nouns)}`
  return `${dice.pick(nouns)} of ${dice.pick(adjectives)} ${dice.pick(nouns)}`
}

/** Something else of its kind than `not`. */
export function another(make: (dice: Dice) => string, dice: Dice, not: string): string {
  for (;;) {
    const made = make(dice)
    if (made !== not) return made
  }
}

export function recording(dice: Dice): RecordingFacts {
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

export function slip(text: string, dice: Dice): string {
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

export const plainLetters = (text: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ø', 'o')
