import BetterSqlite from 'better-sqlite3'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadChromaprint } from '../../electron/core/audio/chromaprint.ts'
import { fingerprintFile } from '../../electron/core/audio/fingerprint-file.ts'
import { testResources } from '../support/resources.ts'
import { encodeFingerprint } from '../../shared/domain/audio/fingerprint.ts'
import { audioComparison } from '../../shared/contract/audio.ts'
import { flac, wav } from '../support/audio-bytes.ts'
import { openTestCore } from '../support/core.ts'
import { ffmpeg, hasFfmpeg, runs } from '../support/ffmpeg.ts'
import { generator, synthMusic } from '../support/synth-music.ts'
import { median } from './support/statistics.ts'

// Reading a folder of audio beside sha256sum over the same files; fingerprints beside fpcalc on the same file, each on
// one core; comparing one file with 10,000 fingerprints.

const releases = 40
const perRelease = 10
const fileBytes = 1 << 20
const rounds = 2
const catalogueSize = 10_000
const songSeconds = 60

const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))

function makeFolder(): string {
  const music = join(folder, 'music')
  const sound = Buffer.alloc(fileBytes, 0x5a)
  for (let release = 0; release < releases; release++) {
    mkdirSync(join(music, String(release)), { recursive: true })
    for (let number = 1; number <= perRelease; number++) {
      const tags = [
        ['TITLE', `Song ${release}-${number}`],
        ['ARTIST', 'Luna Vale'],
        ['ALBUM', `Album ${release}`],
        ['TRACKNUMBER', String(number)],
      ] as const
      const path = join(music, String(release), `${number}.flac`)
      writeFileSync(path, Buffer.concat([flac({ seconds: 200, comments: tags }), sound]))
    }
  }
  return music
}

/** Milliseconds of reading the folder, and of sha256sum over it. */
async function scanRound(music: string): Promise<{ readonly own: number; readonly peer: number }> {
  const core = await openTestCore()
  try {
    let began = performance.now()
    const { jobId } = await core.call('audio.scan', { path: music })
    const job = await core.finished(jobId)
    const own = performance.now() - began
    if (job.state !== 'done') throw new Error(job.error?.message ?? job.state)
    const files = readdirSync(music, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    began = performance.now()
    execFileSync('sha256sum', files, { stdio: 'ignore' })
    return { own, peer: performance.now() - began }
  } finally {
    await core.dispose()
  }
}

/** How many times as fast as it plays a file is fingerprinted, here and by fpcalc. */
async function fingerprintRates(path: string, wasm: Buffer) {
  const chromaprint = await loadChromaprint(wasm)
  await fingerprintFile(path, chromaprint, () => undefined)
  const own: number[] = []
  const peer: number[] = []
  const hasPeer = runs('fpcalc', '-version')
  for (let round = 0; round < rounds; round++) {
    let began = performance.now()
    await fingerprintFile(path, chromaprint, () => undefined)
    own.push((songSeconds * 1000) / (performance.now() - began))
    if (!hasPeer) continue
    began = performance.now()
    // It exits with 3 though it gave its answer, so its status says nothing.
    spawnSync('fpcalc', ['-raw', '-length', '0', path], { stdio: 'ignore' })
    peer.push((songSeconds * 1000) / (performance.now() - began))
  }
  return {
    timesRealTime: Math.round(median(own)),
    fpcalcTimesRealTime: hasPeer ? Math.round(median(peer)) : 'fpcalc is not installed',
  }
}

/** Seconds to compare a file that is in the catalogue, and one that is not and so is searched at every speed. */
async function compareSeconds(ours: string, other: string, wasm: Buffer) {
  const core = await openTestCore()
  try {
    const chromaprint = await loadChromaprint(wasm)
    const { items } = await fingerprintFile(ours, chromaprint, () => undefined)
    fillCatalogue(join(core.folder, 'refrain.sqlite3'), items)
    const timed = async (path: string) => {
      const began = performance.now()
      const { jobId } = await core.call('audio.compare', { path })
      const { verdict, compared } = audioComparison.parse((await core.finished(jobId)).result)
      return { seconds: Number(((performance.now() - began) / 1000).toFixed(2)), verdict, compared }
    }
    return { known: await timed(ours), unknown: await timed(other) }
  } finally {
    await core.dispose()
  }
}

/** Fingerprints like those of real songs in size; one of them is the given one. */
function fillCatalogue(database: string, one: Uint32Array): void {
  const db = new BetterSqlite(database)
  const insert = db.prepare(
    `INSERT INTO asset (sha256, path, file_name, bytes, modified_ms, fingerprint, added_at)
     VALUES (?, ?, ?, 1, 0, ?, '2026-11-22T10:00:00.000Z')`,
  )
  const random = generator(1)
  // Four minutes of sound, as a song has.
  const noise = new Uint32Array(1900)
  db.transaction(() => {
    for (let n = 0; n < catalogueSize; n++) {
      const items = n === catalogueSize / 2 ? one : noise.map((value) => value ^ (random() * 2 ** 32))
      insert.run(String(n).padStart(64, '0'), `/music/${n}`, String(n), encodeFingerprint(items))
    }
  })()
  db.close()
}

try {
  const music = makeFolder()
  const scans = []
  for (let round = 0; round < rounds; round++) scans.push(await scanRound(music))
  const ours = join(folder, 'ours.wav')
  const other = join(folder, 'other.wav')
  writeFileSync(ours, wav({ samples: synthMusic(1, songSeconds) }))
  writeFileSync(other, wav({ samples: synthMusic(2, songSeconds) }))
  const wasm = readFileSync(testResources().chromaprint)
  const fingerprints: Record<string, unknown> = { wav: await fingerprintRates(ours, wasm) }
  for (const extension of hasFfmpeg ? ['mp3', 'flac', 'ogg', 'opus', 'm4a'] : []) {
    const path = join(folder, `ours.${extension}`)
    ffmpeg('-i', ours, '-ac', '2', path)
    fingerprints[extension] = await fingerprintRates(path, wasm)
  }
  const perSecond = (ms: number) => Math.round((releases * perRelease * 1000) / ms)
  console.log(
    JSON.stringify({
      bench: 'audio',
      files: releases * perRelease,
      megabytesEach: fileBytes >> 20,
      rounds,
      scanFilesPerSecond: perSecond(median(scans.map(({ own }) => own))),
      sha256sumFilesPerSecond: perSecond(median(scans.map(({ peer }) => peer))),
      fingerprints,
      compareWith10000: await compareSeconds(ours, other, wasm),
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
