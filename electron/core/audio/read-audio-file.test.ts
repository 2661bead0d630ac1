import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  aiff,
  apev2,
  axml,
  flac,
  flacPicture,
  id3Picture,
  id3Text,
  id3UserText,
  id3v1,
  id3v2,
  mp3,
  mp3Frames,
  riffInfo,
  tinyJpeg,
  wav,
} from '../../../test/support/audio-bytes.ts'
import { isRefrainError } from '../../../shared/errors.ts'
import { readAudioFile } from './read-audio-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'refrain-audio-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

let count = 0
function save(bytes: Buffer, name: string): string {
  const path = join(folder, `${String(count++)} ${name}`)
  writeFileSync(path, bytes)
  return path
}

const read = (bytes: Buffer, name: string) => readAudioFile(save(bytes, name), () => undefined)

async function failure(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (!isRefrainError(error)) throw error
    return error.code
  }
}

const comments = [
  ['TITLE', 'Tïtle 夜'],
  ['ARTIST', 'Luna Vale'],
  ['ALBUM', 'Salt and Copper'],
  ['ALBUMARTIST', 'Various'],
  ['TRACKNUMBER', '3'],
  ['TRACKTOTAL', '12'],
  ['DATE', '2026-05-13'],
  ['ISRC', 'USS1Z2600001'],
  ['ISRC', 'us-s1z-26-00002'],
  ['BARCODE', '190295810726'],
] as const

const frames = (ids: { title: string; artist: string; isrc: string; track: string }) =>
  [
    [ids.title, id3Text('Tïtle 夜')],
    [ids.artist, id3Text('Luna Vale')],
    [ids.isrc, id3Text('USS1Z2600001')],
    [ids.track, id3Text('3/12')],
  ] as const

describe('tags', () => {
  test.each([
    [2, { title: 'TT2', artist: 'TP1', isrc: 'TRC', track: 'TRK' }],
    [3, { title: 'TIT2', artist: 'TPE1', isrc: 'TSRC', track: 'TRCK' }],
    [4, { title: 'TIT2', artist: 'TPE1', isrc: 'TSRC', track: 'TRCK' }],
  ] as const)('ID3v2.%i in MP3 and in AIFF', async (version, ids) => {
    const tag = id3v2(version, frames(ids))
    for (const file of [
      await read(mp3({ front: tag }), 'a.mp3'),
      await read(aiff({ chunks: [['ID3 ', tag]] }), 'a.aiff'),
    ]) {
      const { tags } = file
      expect(tags).toMatchObject({ title: 'Tïtle 夜', artist: 'Luna Vale', trackNumber: 3, trackTotal: 12 })
      expect(tags.isrcs).toEqual([{ raw: 'USS1Z2600001', source: `ID3v2.${String(version)} ${ids.isrc}` }])
      expect(file.problems).toEqual([])
    }
  })

  test('FLAC comments, art and technical facts', async () => {
    const file = await read(flac({ comments, picture: flacPicture('image/png', tinyJpeg) }), 'a.flac')
    expect(file).toMatchObject({
      container: 'flac',
      lossless: true,
      sampleRate: 44_100,
      bits: 16,
      channels: 2,
      durationMs: 2000,
      art: {
        type: 'image/jpeg',
        bytes: tinyJpeg.length,
        sha256: createHash('sha256').update(tinyJpeg).digest('hex'),
      },
    })
    expect(file.tags).toMatchObject({
      title: 'Tïtle 夜',
      album: 'Salt and Copper',
      albumArtist: 'Various',
      trackNumber: 3,
      trackTotal: 12,
      date: '2026-05-13',
      barcode: '190295810726',
    })
    expect(file.tags.isrcs.map(({ raw }) => raw)).toEqual(['USS1Z2600001', 'us-s1z-26-00002'])
  })

  test('BWF axml beside RIFF INFO and ID3', async () => {
    const bytes = wav({
      chunks: [
        ['axml', axml(['USS1Z2600001', 'GBAYE0000351'])],
        ['LIST', riffInfo({ INAM: 'Tïtle', IART: 'Luna Vale', ISRC: 'Sony tape', ICRD: '2026' })],
        ['id3 ', id3v2(3, [['TALB', id3Text('Salt and Copper')]])],
      ],
    })
    const file = await read(bytes, 'a.wav')
    expect(file).toMatchObject({ codec: 'PCM', lossless: true, channels: 1, bits: 16, durationMs: 1000 })
    expect(file.tags).toMatchObject({
      title: 'Tïtle',
      artist: 'Luna Vale',
      album: 'Salt and Copper',
      date: '2026',
    })
    expect(file.tags.isrcs).toEqual([
      { raw: 'USS1Z2600001', source: 'BWF axml ISRC' },
      { raw: 'GBAYE0000351', source: 'BWF axml ISRC' },
    ])
  })

  test('RF64 is read like WAV', async () => {
    const file = await read(wav({ rf64: true, chunks: [['axml', axml(['USS1Z2600001'])]] }), 'a.wav')
    expect(file).toMatchObject({ durationMs: 1000, sampleRate: 44_100, lossless: true, problems: [] })
    expect(file.tags.isrcs).toHaveLength(1)
  })

  test('AIFF text chunks', async () => {
    const { tags } = await read(
      aiff({ chunks: [['NAME', Buffer.from('Tïtle')], ['AUTH', Buffer.from([0x4d, 0x9f, 0x72])]] }),
      'a.aif',
    ) // prettier-ignore
    expect(tags).toMatchObject({ title: 'Tïtle', artist: 'Mür' })
  })

  test('APEv2 and ID3v1 behind an MP3', async () => {
    const back = Buffer.concat([
      apev2({
        Title: 'A title that is longer than thirty characters',
        ISRC: 'USS1Z2600001',
        UPC: '190295810726',
      }),
      id3v1({
        title: 'A title that is longer than th',
        artist: 'Luna Vale',
        album: 'Salt',
        year: '2026',
        track: 4,
      }),
    ])
    const { tags } = await read(mp3({ back }), 'a.mp3')
    expect(tags).toMatchObject({
      title: 'A title that is longer than thirty characters',
      artist: 'Luna Vale',
      barcode: '190295810726',
      trackNumber: 4,
      date: '2026',
    })
    expect(tags.isrcs.map(({ raw }) => raw)).toEqual(['USS1Z2600001'])
  })

  test('user text frames', async () => {
    const front = id3v2(3, [
      ['TXXX', id3UserText('ISRC', 'GBAYE0000351')],
      ['TXXX', id3UserText('Barcode', '190295810726')],
      ['TXXX', id3UserText('CATALOGNUMBER', 'LV 001')],
      ['APIC', id3Picture('image/jpeg', tinyJpeg)],
    ])
    const { tags, art } = await read(mp3({ front }), 'a.mp3')
    expect(tags).toMatchObject({ barcode: '190295810726', catalogueNumber: 'LV 001' })
    expect(tags.isrcs).toEqual([{ raw: 'GBAYE0000351', source: 'ID3v2.3 TXXX:ISRC' }])
    expect(art?.bytes).toBe(tinyJpeg.length)
  })
})

describe('the file itself', () => {
  test('hash, size and time are its own, and it is left as it was', async () => {
    const bytes = mp3()
    const path = save(bytes, 'a.mp3')
    const before = statSync(path)
    const file = await readAudioFile(path, () => undefined)
    expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(file).toMatchObject({ bytes: bytes.length, modifiedMs: before.mtimeMs })
    expect(statSync(path)).toMatchObject({ mtimeMs: before.mtimeMs, size: before.size })
  })

  test('what it is shows by its content; a wrong name is said', async () => {
    const file = await read(flac({ comments }), 'a.mp3')
    expect(file.container).toBe('flac')
    expect(file.tags.title).toBe('Tïtle 夜')
    expect(file.problems).toMatchObject([{ code: 'other-kind' }])
  })

  test('a cut copy is taken with a warning', async () => {
    const whole = wav({ seconds: 2 })
    const file = await read(whole.subarray(0, whole.length / 2), 'a.wav')
    expect(file.problems).toMatchObject([{ code: 'truncated' }])
    expect(file.durationMs).toBe(1000)
  })
})

describe('bad input', () => {
  test.each([
    ['FILE_EMPTY', Buffer.alloc(0), 'a.mp3'],
    ['FILE_NOT_AUDIO', Buffer.from('title,artist\nx,y\n'), 'a.mp3'],
    ['FILE_NOT_AUDIO', Buffer.alloc(4096), 'a.wav'],
    ['FILE_DAMAGED', Buffer.from('fLaC'), 'a.flac'],
    ['FILE_DAMAGED', Buffer.from('OggS\0\0\0\0'), 'a.ogg'],
    [
      'FILE_DAMAGED',
      Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypM4A \0\0\0\0M4A mp42')]),
      'a.m4a',
    ],
    ['FILE_DAMAGED', id3v2(3, [['TIT2', id3Text('only a tag')]]), 'a.mp3'],
  ])('%s', async (code, bytes, name) => {
    expect(await failure(read(bytes, name))).toBe(code)
  })

  test('a file that is not there, and a folder', async () => {
    expect(await failure(readAudioFile(join(folder, 'gone.mp3'), () => undefined))).toBe('FILE_UNREADABLE')
    expect(await failure(readAudioFile(folder, () => undefined))).toBe('FILE_UNREADABLE')
  })

  test('tags of 100 MB: left out with the reason, the file is taken', async () => {
    const front = id3v2(3, [
      ['TIT2', id3Text('Title')],
      ['APIC', Buffer.alloc(100 << 20)],
    ])
    const file = await read(mp3({ front }), 'a.mp3')
    expect(file.problems).toMatchObject([{ field: 'tags', code: 'too-large' }])
    expect(file.durationMs).toBeGreaterThan(900)
    expect(file.bytes).toBeGreaterThan(100 << 20)
  })

  test('art that claims a gigabyte takes no room', async () => {
    const file = await read(
      flac({ comments, picture: flacPicture('image/png', tinyJpeg, 1 << 30) }),
      'a.flac',
    )
    expect(file.tags.title).toBe('Tïtle 夜')
    expect(file.art?.bytes ?? 0).toBeLessThanOrEqual(tinyJpeg.length)
  })

  test('a tag that claims more than the file has', async () => {
    const front = id3v2(3, [['TIT2', id3Text('Title')]], 200 << 20)
    expect(await failure(read(mp3({ front }), 'a.mp3'))).toBe('FILE_DAMAGED')
  })

  test('an axml chunk with a document type', async () => {
    const bomb = Buffer.from('<!DOCTYPE a [<!ENTITY b "ISRC:USS1Z2600001">]><a>&b;</a>')
    const file = await read(wav({ chunks: [['axml', bomb]] }), 'a.wav')
    expect(file.tags.isrcs).toEqual([])
    expect(file.problems).toMatchObject([{ code: 'axml-unreadable' }])
  })

  test('mutations of sound files are read or refused by name', async () => {
    const samples: readonly (readonly [Buffer, string])[] = [
      [mp3({ front: id3v2(3, frames({ title: 'TIT2', artist: 'TPE1', isrc: 'TSRC', track: 'TRCK' })) }), 'f.mp3'],
      [mp3({ front: id3v2(2, frames({ title: 'TT2', artist: 'TP1', isrc: 'TRC', track: 'TRK' })), back: apev2({ ISRC: 'x' }) }), 'f.mp3'],
      [flac({ comments, picture: flacPicture('image/png', tinyJpeg) }), 'f.flac'],
      [wav({ seconds: 0.05, chunks: [['axml', axml(['USS1Z2600001'])], ['LIST', riffInfo({ INAM: 'x' })]] }), 'f.wav'],
      [aiff({ seconds: 0.05, chunks: [['ID3 ', id3v2(4, [['TIT2', id3Text('x')]])]] }), 'f.aiff'],
      [mp3Frames(3), 'f.mp3'],
    ] // prettier-ignore
    const random = seeded(20_261_122)
    const codes = new Set<string>()
    for (let round = 0; round < 600; round++) {
      const [sound, name] = samples[round % samples.length]!
      codes.add(await failure(read(mutated(sound, random), name)))
    }
    for (const code of codes) {
      expect(['none', 'FILE_EMPTY', 'FILE_NOT_AUDIO', 'FILE_DAMAGED']).toContain(code)
    }
    expect(codes).toContain('none')
    expect(codes).toContain('FILE_DAMAGED')
  })
})

function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function mutated(sound: Buffer, random: () => number): Buffer {
  const bytes = Buffer.from(sound)
  const head = Math.min(bytes.length, 1000)
  for (let n = 1 + Math.floor(random() * 8); n > 0; n--) {
    const at = Math.floor(random() * head)
    bytes[at] = random() < 0.4 ? 0xff : Math.floor(random() * 256)
  }
  const kind = random()
  if (kind < 0.25) return bytes.subarray(0, Math.floor(random() * bytes.length))
  return kind < 0.35 ? Buffer.concat([bytes, bytes.subarray(Math.floor(random() * head))]) : bytes
}
