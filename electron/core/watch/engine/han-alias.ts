import type { CatalogueEntry } from './packed-catalogue.ts'
import { remembering } from './remembering.ts'

const ascii = /^[ -~]*$/
const han = /\p{Script=Han}/u
/** Where kana stand, Han characters are kanji, which are read otherwise. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

const load = () => import('pinyin-pro')

let loading: ReturnType<typeof load> | null = null
let readings: ReturnType<typeof readingsBy> | null = null
/** Recordings of one artist, and of one album, mostly follow each other. */
const readingsKept = 256

function readingsBy(pinyin: Awaited<ReturnType<typeof load>>['pinyin']) {
  const reading = (surname: 'off' | 'head') =>
    remembering(
      (text) => (han.test(text) ? pinyin(text, { toneType: 'none', nonZh: 'consecutive', surname }) : text),
      readingsKept,
    )
  return { ofTitle: reading('off'), ofArtist: reading('head') }
}

/**
 * A recording once more under its name in pinyin, when it is written in Han characters: dumps and platforms list Chinese
 * music in either script. Without codes, which are those of the recording itself. Null for every other recording, and for
 * one with kana in it: at once, for to wait for each of a large catalogue takes long. The readings are loaded when the
 * first such name is met.
 */
export function hanAlias(entry: CatalogueEntry): Promise<CatalogueEntry> | null {
  const names = `${entry.title}${entry.version}${entry.artist}`
  return ascii.test(names) || !han.test(names) || kana.test(names) ? null : inPinyin(entry)
}

async function inPinyin(entry: CatalogueEntry): Promise<CatalogueEntry> {
  const { title, version, artist, album = '' } = entry
  loading ??= load()
  readings ??= readingsBy((await loading).pinyin)
  const { ofTitle, ofArtist } = readings
  return {
    ...entry,
    title: ofTitle(title),
    version: ofTitle(version),
    artist: ofArtist(artist),
    album: ofTitle(album),
    isrcs: [],
    releases: [],
    isAlias: true,
  }
}
