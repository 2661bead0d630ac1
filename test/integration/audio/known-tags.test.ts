import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ApeTag,
  File as TagFile,
  Id3v2Settings,
  Id3v2Tag,
  Id3v2TagHeaderFlags,
  TagTypes,
} from 'node-taglib-sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeSound } from '../../../electron/core/audio/decode-sound.ts'
import { openReadOnly, readAudioFile } from '../../../electron/core/audio/read-audio-file.ts'
import type { AudioTags } from '../../../shared/domain/audio/tags.ts'
import { aiff, axml, id3Text, id3v2, wav } from '../../support/audio-bytes.ts'
import { ffmpeg, hasFfmpeg } from '../../support/ffmpeg.ts'
import { generator, synthMusic } from '../../support/synth-music.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-known-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const fields = ['title', 'artist', 'album', 'albumArtist', 'trackNumber', 'trackTotal', 'discNumber', 'discTotal', 'date', 'label', 'composers', 'copyright', 'genre', 'isrc'] as const // prettier-ignore
type Known = Pick<AudioTags, Exclude<(typeof fields)[number], 'isrc'>> & { readonly isrc: string }

const words = ['Harbour', 'Lights', 'Müßiggang', '夜の歌', 'Ça ira', 'Łódź', 'Ночь', 'Salt & Copper', 'Δ', '“Quoted”', 'É', 'naïve', '🎵'] // prettier-ignore

function knownTags(number: number): Known {
  const random = generator(number)
  const text = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => words[Math.floor(random() * words.length)]).join(' ') // prettier-ignore
  const count = () => 1 + Math.floor(random() * 30)
  return {
    title: `${text()} ${String(number)}`,
    artist: text(),
    album: text(),
    albumArtist: text(),
    trackNumber: count(),
    trackTotal: 30 + count(),
    discNumber: 1 + (number % 3),
    discTotal: 3,
    date: String(1990 + (number % 36)),
    label: text(),
    composers: [`${text()} A`, `${text()} B`],
    copyright: `2026 ${text()}`,
    genre: 'Folk',
    isrc: `USS1Z26${String(number).padStart(5, '0')}`,
  }
}

/** How each format is made: the name of the silent file, and what its tags are written as. */
const formats = {
  'MP3 ID3v2.2': { base: 'silent.mp3', id3: 2 },
  'MP3 ID3v2.3': { base: 'silent.mp3', id3: 3 },
  'MP3 ID3v2.4': { base: 'silent.mp3', id3: 4 },
  'MP3 APEv2': { base: 'silent.mp3', tags: TagTypes.Ape },
  FLAC: { base: 'silent.flac' },
  'Ogg Vorbis': { base: 'silent.ogg' },
  Opus: { base: 'silent.opus' },
  'M4A AAC': { base: 'silent.m4a' },
  'M4A ALAC': { base: 'alac.m4a' },
  'WAV ID3v2.3': { base: 'silent.wav', id3: 3 },
  'AIFF ID3v2.2': { base: 'silent.aiff', id3: 2 },
  'AIFF ID3v2.4': { base: 'silent.aiff', id3: 4 },
} as const satisfies Record<string, { base: string; id3?: number; tags?: TagTypes }>
type Format = keyof typeof formats

function writeTags(path: string, known: Known, format: Format): void {
  const how: { base: string; id3?: number; tags?: TagTypes } = formats[format]
  Id3v2Settings.forceDefaultVersion = false
  Id3v2Settings.defaultVersion = 4
  const file = TagFile.createFromPath(path)
  if (how.tags !== undefined) file.removeTags(TagTypes.AllTags)
  const tag = how.tags === undefined ? file.tag : file.getTag(how.tags, true)
  tag.title = known.title
  tag.performers = [known.artist]
  tag.album = known.album
  tag.albumArtists = [known.albumArtist]
  tag.track = known.trackNumber ?? 0
  tag.trackCount = known.trackTotal ?? 0
  tag.disc = known.discNumber ?? 0
  tag.discCount = known.discTotal ?? 0
  tag.year = Number(known.date)
  tag.publisher = known.label
  tag.composers = known.composers
  tag.copyright = known.copyright
  tag.genres = [known.genre]
  tag.isrc = known.isrc
  // The writer knows these two in every other kind of tag.
  if (tag instanceof ApeTag) {
    tag.setStringValue('ISRC', known.isrc)
    tag.setStringValue('Label', known.label)
  }
  if (how.id3 !== undefined) {
    const id3 = file.getTag(TagTypes.Id3v2, true)
    if (!(id3 instanceof Id3v2Tag)) throw new Error('no ID3v2 tag was made')
    id3.flags = Id3v2TagHeaderFlags.None
    id3.version = how.id3
  }
  file.save()
  file.dispose()
}

const read = (path: string) => readAudioFile(path, () => undefined)

describe.skipIf(!hasFfmpeg)('with ffmpeg (skipped where it is not installed)', () => {
  beforeAll(() => {
    const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=44100:cl=stereo:d=0.2']
    for (const name of [
      'silent.mp3',
      'silent.flac',
      'silent.ogg',
      'silent.opus',
      'silent.m4a',
      'silent.wav',
      'silent.aiff',
    ])
      ffmpeg(...silence, join(folder, name))
    ffmpeg(...silence, '-c:a', 'alac', join(folder, 'alac.m4a'))
  })

  test('1,008 files in twelve kinds: every field comes through as it was written', async () => {
    const perFormat = 84
    const wrong: string[] = []
    const counts: Record<string, number> = {}
    for (const format of Object.keys(formats) as Format[]) {
      const { base } = formats[format]
      mkdirSync(join(folder, format), { recursive: true })
      counts[format] = 0
      for (let n = 0; n < perFormat; n++) {
        const path = join(folder, format, `${String(n)}.${base.slice(base.indexOf('.') + 1)}`)
        const known = knownTags(n + 1)
        cpSync(join(folder, base), path)
        writeTags(path, known, format)
        const { tags } = await read(path)
        for (const field of fields) {
          const found = field === 'isrc' ? tags.isrcs.map(({ raw }) => raw) : tags[field]
          const expected = field === 'isrc' ? [known.isrc] : known[field]
          if (JSON.stringify(found) === JSON.stringify(expected)) counts[format] += 1
          else wrong.push(`${format} ${field}: ${JSON.stringify(found)} for ${JSON.stringify(expected)}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(counts).toEqual(
      Object.fromEntries(Object.keys(formats).map((format) => [format, perFormat * fields.length])),
    )
  })

  test.each(['mp3', 'flac', 'ogg', 'opus', 'aiff', 'wav'])(
    'tags that ffmpeg wrote into .%s',
    async (extension) => {
      const path = join(folder, `written.${extension}`)
      const meta = {
        title: 'Tïtle 夜',
        artist: 'Luna Vale',
        album: 'Salt',
        track: '3/12',
        date: '2026-05-13',
        copyright: 'LV',
      }
      const args = Object.entries(meta).flatMap(([key, value]) => ['-metadata', `${key}=${value}`])
      ffmpeg('-i', join(folder, 'silent.wav'), ...args, '-metadata', 'TSRC=USS1Z2600001', '-metadata', 'ISRC=USS1Z2600001', ...(extension === 'aiff' ? ['-write_id3v2', '1'] : []), path) // prettier-ignore
      const { tags, durationMs } = await read(path)
      expect(tags).toMatchObject({
        title: 'Tïtle 夜',
        artist: 'Luna Vale',
        album: 'Salt',
        trackNumber: 3,
        copyright: 'LV',
      })
      // ffmpeg writes a RIFF INFO list, which has no field for the code.
      expect(tags.isrcs.map(({ raw }) => raw)).toEqual(extension === 'wav' ? [] : ['USS1Z2600001'])
      expect(tags.date).toBe('2026-05-13')
      expect(Math.abs((durationMs ?? 0) - 200)).toBeLessThan(80)
    },
  )

  test.each([
    ['m4a', []],
    ['m4a', ['-c:a', 'alac']],
    ['m4a', ['-movflags', '+faststart']],
    ['mp3', ['-b:a', '96k']],
    ['flac', []],
    ['ogg', []],
    ['opus', []],
    ['aiff', []],
    ['wav', ['-c:a', 'pcm_u8']],
    ['wav', ['-c:a', 'pcm_s24le', '-af', 'pan=stereo|c0=c0|c1=c0']],
    ['wav', ['-c:a', 'pcm_alaw']],
    ['wav', ['-rf64', 'always']],
    ['wav', ['-c:a', 'pcm_f32le', '-ar', '96000']],
  ] as const)('.%s %j decodes to the sound that went in', async (extension, args) => {
    const source = join(folder, 'source.wav')
    const samples = synthMusic(5, 8)
    writeFileSync(source, wav({ samples }))
    const path = join(folder, `decoded.${extension}`)
    ffmpeg('-i', source, ...args, path)
    const { container, codec } = await read(path)
    const fd = openReadOnly(path, 'decoded')
    let energy = 0
    let count = 0
    let rate = 1
    await decodeSound(
      { fd, fileName: 'decoded', container, codec, audioAt: 0 },
      (part, sampleRate) => {
        for (const value of part) energy += value * value
        count += part.length
        rate = sampleRate
      },
      () => undefined,
    )
    const loudness = Math.sqrt(energy / count)
    const original = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length)
    expect(Math.abs(count / rate - 8)).toBeLessThan(0.15)
    expect(Math.abs(loudness / original - 1)).toBeLessThan(0.08)
    expect(statSync(path).size).toBeGreaterThan(0)
  })
})

test('hand-made BWF and ID3v2.2 AIFF: the codes come through without ffmpeg', async () => {
  let right = 0
  for (let n = 0; n < 100; n++) {
    const code = knownTags(n + 1).isrc
    for (const [name, bytes] of [
      ['bwf.wav', wav({ seconds: 0.01, chunks: [['axml', axml([code])]] })],
      ['old.aiff', aiff({ seconds: 0.01, chunks: [['ID3 ', id3v2(2, [['TRC', id3Text(code)]])]] })],
    ] as const) {
      const path = join(folder, name)
      writeFileSync(path, bytes)
      const { tags } = await read(path)
      if (tags.isrcs.length === 1 && tags.isrcs[0]?.raw === code) right += 1
    }
  }
  expect(right).toBe(200)
})
