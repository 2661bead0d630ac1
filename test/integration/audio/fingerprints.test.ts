import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AudioComparison, audioComparison } from '../../../shared/contract/audio.ts'
import { id3Text, id3v2, mp3, wav } from '../../support/audio-bytes.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { generator, synthMusic } from '../../support/synth-music.ts'

const rate = 44_100
let core: TestCore
let music: string
let other: string
const song = synthMusic(1, 60)

beforeAll(async () => {
  music = mkdtempSync(join(tmpdir(), 'refrain-music-'))
  other = mkdtempSync(join(tmpdir(), 'refrain-found-'))
  core = await openTestCore()
  for (const [name, samples] of [
    ['Luna Vale - One', song],
    ['Luna Vale - Two', synthMusic(2, 60)],
    ['Luna Vale - Three', synthMusic(3, 40)],
    ['Luna Vale - Silence', new Int16Array(30 * rate)],
  ] as const)
    writeFileSync(join(music, `${name}.wav`), wav({ samples }))
  writeFileSync(
    join(music, 'Luna Vale - Blip.mp3'),
    mp3({ front: id3v2(3, [['TIT2', id3Text('Blip')]]), frames: 20 }),
  )
  const { scanId, jobId } = await core.call('audio.scan', { path: music })
  await core.finished(jobId)
  await core.finished((await core.call('audio.commit', { scanId })).jobId)
  const { jobId: second } = await core.call('audio.fingerprint', {})
  await core.finished(second)
})
afterAll(async () => {
  await core.dispose()
  rmSync(music, { recursive: true })
  rmSync(other, { recursive: true })
})

async function compare(samples: Int16Array): Promise<AudioComparison> {
  const path = join(other, 'found.wav')
  writeFileSync(path, wav({ samples }))
  const { jobId } = await core.call('audio.compare', { path })
  const job = await core.finished(jobId)
  expect(job.error).toBeNull()
  return audioComparison.parse(job.result)
}

/** Plays a sound `factor` times as fast, pitch and all. */
function faster(samples: Int16Array, factor: number): Int16Array {
  return Int16Array.from({ length: Math.floor(samples.length / factor) }, (_, at) => {
    const from = Math.floor(at * factor)
    const part = at * factor - from
    return Math.round((samples[from] ?? 0) * (1 - part) + (samples[from + 1] ?? 0) * part)
  })
}

test('every file gets its fingerprint or the reason why not', async () => {
  expect(await core.call('audio.fingerprintState', {})).toEqual({ computed: 4, waiting: 0, failed: 1 })
  const { rows } = await core.call('recordings.list', { search: 'Blip' })
  const { assets } = await core.call('audio.assets', { recordingId: rows[0]!.id })
  expect(assets[0]).toMatchObject({
    fingerprint: 'failed',
    fingerprintProblem: expect.stringContaining('too short') as string,
  })
})

describe('compare', () => {
  test('the same sound, from beginning to end', async () => {
    const result = await compare(song)
    expect(result).toMatchObject({
      verdict: 'match',
      compared: 4,
      withoutFingerprint: 1,
      speedsSearched: false,
    })
    expect(result.matches).toHaveLength(1)
    const [match] = result.matches
    expect(match).toMatchObject({ title: 'One', artist: 'Luna Vale', bitErrorRate: 0, faster: 0 })
    expect(match?.compared.fromMs).toBe(0)
    expect(Math.abs((match?.compared.toMs ?? 0) - 60_000)).toBeLessThan(1000)
  })

  test('an excerpt with noise over it behind other sound, placed in both', async () => {
    const random = generator(9)
    const excerpt = song.slice(20 * rate, 45 * rate).map((value) => value * 0.6 + (random() - 0.5) * 1500)
    const found = Int16Array.from([...synthMusic(77, 10), ...excerpt])
    const { verdict, matches } = await compare(found)
    expect(verdict).toBe('match')
    const [match] = matches
    expect(match?.title).toBe('One')
    expect(match?.bitErrorRate).toBeLessThan(0.15)
    expect(Math.abs((match?.compared.fromMs ?? 0) - 10_000)).toBeLessThan(3000)
    expect(Math.abs((match?.catalogue.fromMs ?? 0) - 20_000)).toBeLessThan(3000)
    expect(Math.abs((match?.catalogue.toMs ?? 0) - 45_000)).toBeLessThan(3000)
  })

  test.each([1.0075, 0.953, 1.058, 0.94, 1.06])('played %f times as fast', async (factor) => {
    const { verdict, matches, speedsSearched } = await compare(faster(song, factor))
    expect(speedsSearched).toBe(true)
    expect(verdict).toBe('match')
    expect(matches[0]?.title).toBe('One')
    expect(Math.abs((matches[0]?.faster ?? 0) - (factor - 1))).toBeLessThan(0.0015)
    expect(Math.abs((matches[0]?.compared.toMs ?? 0) - 60_000 / factor)).toBeLessThan(2500)
  })

  test('another song', async () => {
    expect(await compare(synthMusic(40, 50))).toMatchObject({
      verdict: 'none',
      matches: [],
      speedsSearched: true,
    })
  })

  test('noise', async () => {
    const random = generator(5)
    expect(
      (await compare(Int16Array.from({ length: 30 * rate }, () => (random() - 0.5) * 20_000))).verdict,
    ).toBe('none')
  })

  test('a file that is no audio, and one too short, fail by name', async () => {
    for (const [bytes, code] of [
      [Buffer.from('no audio'), 'FILE_NOT_AUDIO'],
      [mp3({ frames: 100 }), 'VALIDATION'],
    ] as const) {
      const path = join(other, 'bad.mp3')
      writeFileSync(path, bytes)
      const { jobId } = await core.call('audio.compare', { path })
      expect(await core.finished(jobId)).toMatchObject({ state: 'failed', error: { code } })
    }
  })
})
