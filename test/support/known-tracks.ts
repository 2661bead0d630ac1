import { generator } from './synth-music.ts'
import type { TestWorkbook } from './xlsx.ts'

/** What is true of a generated track; every file below says a part of it, in its own way. */
export interface KnownTrack {
  readonly title: string
  readonly artist: string
  readonly isrc: string
  readonly durationMs: number
  readonly year: number
  readonly release: string
  readonly gtin: string
  readonly trackNumber: number
  readonly discNumber: number
  readonly label: string
  readonly url: string
}
export type KnownField = keyof KnownTrack

export interface CatalogueFile {
  /** The format, as its users call it. */
  readonly format: string
  readonly name: string
  /** Bytes, or what is written as a workbook. */
  readonly content: Buffer | TestWorkbook
  /** What the format can say of a track. */
  readonly fields: readonly KnownField[]
}

const latinWords = ['Harbour', 'Lights', 'Müßiggang', 'Ça ira', 'Naïve', 'Salt & Copper', '“Quoted”', 'Ærø', '7"', 'a, b; c'] // prettier-ignore
const otherWords = ['夜の歌', 'Łódź', 'Ночь', 'Δέλτα', '🎵', 'שיר']
const releases = 20
export const tracksPerRelease = 10

/** Tracks of twenty releases; `latin` keeps to what ISO 8859-1 can write. The same seed gives the same tracks. */
export function knownTracks(seed: number, latin: boolean): KnownTrack[] {
  const random = generator(seed)
  const words = latin ? latinWords.filter((word) => !word.includes('“')) : [...latinWords, ...otherWords]
  const pick = () => words[Math.floor(random() * words.length)] ?? ''
  return Array.from({ length: releases }, (_, r) => {
    const release = `${pick()} ${pick()} ${String(r + 1)}`
    const gtin = `1902958${String(seed % 10)}${String(r).padStart(3, '0')}`
    return Array.from({ length: tracksPerRelease }, (__, t) => ({
      title: `${pick()} ${pick()} ${String(r * tracksPerRelease + t + 1)}`,
      artist: `Vela ${String(r % 4)}`,
      isrc: `USS1Z${String(20 + (r % 5))}${String(r * 100 + t).padStart(5, '0')}`,
      durationMs: 1000 * (61 + Math.floor(random() * 400)),
      year: 2020 + (r % 5),
      release,
      gtin: `${gtin}${checkDigit(gtin)}`,
      trackNumber: (t % 5) + 1,
      discNumber: t < 5 ? 1 : 2,
      label: `Quay & Sons ${String(r % 3)}`,
      url: `https://vela.example/track/${String(r)}-${String(t)}`,
    }))
  }).flat()
}

/** GS1 General Specifications 7.9: weights 3 and 1 from the right. */
function checkDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}
