import type { CatalogueEntry } from './packed-catalogue.ts'

const han = /\p{Script=Han}/u
/** Where kana stand, Han characters are kanji, which are read otherwise. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

const load = () => import('pinyin-pro')

let loading: ReturnType<typeof load> | null = null

/**
 * A recording once more under its name in pinyin, when it is written in Han characters: dumps and platforms list Chinese
 * music in either script. Without codes, which are those of the recording itself. Null for every other recording, and for
 * one with kana in it. The readings are loaded when the first such name is met.
 */
export async function hanAlias(entry: CatalogueEntry): Promise<CatalogueEntry | null> {
  const { title, version, artist, album = '' } = entry
  const names = `${title}${version}${artist}`
  if (!han.test(names) || kana.test(names)) return null
  loading ??= load()
  const { pinyin } = await loading
  const inPinyin = (text: string, surname: 'off' | 'head') =>
    han.test(text) ? pinyin(text, { toneType: 'none', nonZh: 'consecutive', surname }) : text
  return {
    ...entry,
    title: inPinyin(title, 'off'),
    version: inPinyin(version, 'off'),
    artist: inPinyin(artist, 'head'),
    album: inPinyin(album, 'off'),
    isrcs: [],
    releases: [],
    isAlias: true,
  }
}
