import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aiff, axml, flac, id3Text, id3v2, mp3, wav } from '../../support/audio-bytes.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'

let core: TestCore
let music: string
beforeEach(async () => {
  music = mkdtempSync(join(tmpdir(), 'refrain-music-'))
  core = await openTestCore()
})
afterEach(async () => {
  await core.dispose()
  rmSync(music, { recursive: true, force: true })
})

function save(path: string, bytes: Buffer): string {
  const full = join(music, path)
  mkdirSync(join(full, '..'), { recursive: true })
  writeFileSync(full, bytes)
  return full
}

const album = (
  title: string,
  number: number,
  isrc: string,
  more: readonly (readonly [string, string])[] = [],
) =>
  flac({
    seconds: 100 + number,
    comments: [
      ['TITLE', title],
      ['ARTIST', 'Luna Vale'],
      ['ALBUM', 'Salt and Copper'],
      ['ALBUMARTIST', 'Luna Vale'],
      ['TRACKNUMBER', String(number)],
      ['DATE', '2026-05-13'],
      ['BARCODE', '190295810726'],
      ...(isrc === '' ? [] : ([['ISRC', isrc]] as const)),
      ...more,
    ],
  })

async function scan(path = music) {
  const { scanId, jobId } = await core.call('audio.scan', { path })
  const job = await core.finished(jobId)
  return { scanId, job, state: await core.call('audio.scanGet', { scanId }) }
}

async function commit(scanId: number): Promise<void> {
  const { jobId } = await core.call('audio.commit', { scanId })
  expect(await core.finished(jobId)).toMatchObject({ state: 'done' })
}

/** Hash of every file below the folder. */
function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  )
}

describe('reading a folder', () => {
  test('audio is read, hidden files and companions are passed over, others counted, bad ones named', async () => {
    save('album/01.flac', album('One', 1, 'USS1Z2600001'))
    save('album/02.mp3', mp3({ front: id3v2(3, [['TIT2', id3Text('Two')]]) }))
    save('album/cover.jpg', Buffer.from('not audio'))
    save('album/._01.flac', Buffer.from('companion'))
    save('.trash/gone.flac', album('Gone', 9, ''))
    save('broken/empty.wav', Buffer.alloc(0))
    save('broken/text.mp3', Buffer.from('no audio at all'))
    save('broken/old.wma', Buffer.from('x'))
    const before = hashes(music)
    const { scanId, job, state } = await scan()
    expect(job.state).toBe('done')
    expect(state).toMatchObject({
      state: 'scanned',
      counts: { files: 5, read: 2, unchanged: 0, rejected: 3, others: 1 },
    })
    const { rows } = await core.call('audio.files', { scanId, only: 'rejected' })
    expect(rows.map(({ path, code }) => [path.slice(music.length + 1), code])).toEqual([
      ['broken/empty.wav', 'FILE_EMPTY'],
      ['broken/old.wma', 'FILE_NOT_AUDIO'],
      ['broken/text.mp3', 'FILE_NOT_AUDIO'],
    ])
    for (const { problems } of rows) expect(problems[0]).toMatch(/\w/)
    expect(hashes(music)).toEqual(before)
  })

  test('a loop of links ends, a link to a folder is followed once, a dead link is named', async () => {
    save('album/01.flac', album('One', 1, ''))
    symlinkSync(music, join(music, 'album', 'up'))
    symlinkSync(join(music, 'album'), join(music, 'again'))
    symlinkSync(join(music, 'nowhere'), join(music, 'dead.flac'))
    const { state } = await scan()
    expect(state.counts).toMatchObject({ files: 2, read: 1, rejected: 1 })
  })

  test('a second scan reads only what changed', async () => {
    const changed = save('a/01.flac', album('One', 1, ''))
    save('a/02.flac', album('Two', 2, ''))
    cpSync(join(music, 'a'), join(music, 'b'), { recursive: true, preserveTimestamps: true })
    expect((await scan()).state.counts).toMatchObject({ read: 4, unchanged: 0 })
    expect((await scan()).state.counts).toMatchObject({ read: 0, unchanged: 4 })
    writeFileSync(changed, album('One more', 1, ''))
    utimesSync(changed, new Date(), new Date(Date.now() + 5000))
    expect((await scan()).state.counts).toMatchObject({ read: 1, unchanged: 3 })
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may not be read is named', async () => {
    save('shut/01.flac', album('One', 1, ''))
    chmodSync(join(music, 'shut'), 0)
    const { state } = await scan()
    expect(state.counts.rejected).toBe(1)
    chmodSync(join(music, 'shut'), 0o700)
  })

  test('a folder that is not there fails by name', async () => {
    const { job, state } = await scan(join(music, 'none'))
    expect(job).toMatchObject({ state: 'failed', error: { code: 'FILE_UNREADABLE' } })
    expect(state.state).toBe('failed')
  })

  test.skipIf(process.platform === 'win32')(
    'a pipe with the name of an audio file is named as one',
    async () => {
      save('a/1.flac', album('One', 1, 'USS1Z2600001'))
      execFileSync('mkfifo', [join(music, 'a', 'song.mp3'), join(music, 'a', 'notes.txt')])
      symlinkSync(join(music, 'a', 'song.mp3'), join(music, 'a', 'link.mp3'))
      const { scanId, state } = await scan()
      expect(state.counts).toMatchObject({ read: 1, rejected: 2 })
      const { rows } = await core.call('audio.files', { scanId, only: 'rejected' })
      expect(rows.map(({ code }) => code)).toEqual(['FILE_UNREADABLE', 'FILE_UNREADABLE'])
      expect(rows.map(({ problems }) => problems.join())).toEqual([
        expect.stringContaining('not a regular file'),
        expect.stringContaining('not a regular file'),
      ])
    },
  )

  test('cancelled, then resumed to the end', async () => {
    for (let n = 1; n <= 400; n++)
      save(`album/${String(n)}.mp3`, mp3({ front: id3v2(3, [['TIT2', id3Text(`Song ${String(n)}`)]]) }))
    const { scanId, jobId } = await core.call('audio.scan', { path: music })
    await until(async () => (await core.call('audio.scanGet', { scanId })).counts.read > 0)
    await core.call('jobs.cancel', { jobId })
    expect((await core.finished(jobId)).state).toBe('cancelled')
    const cut = await core.call('audio.scanGet', { scanId })
    expect(cut.state).toBe('cancelled')
    expect(cut.counts.read).toBeLessThan(400)
    await core.call('jobs.resume', { jobId })
    expect((await core.finished(jobId)).state).toBe('done')
    expect(await core.call('audio.scanGet', { scanId })).toMatchObject({
      state: 'scanned',
      counts: { read: 400 },
    })
  })
})

describe('into the catalogue', () => {
  test('preview, commit, again, undo, redo', async () => {
    save('album/01 One.flac', album('One', 1, 'US-S1Z-26-00001'))
    save(
      'album/02 Two.flac',
      album('Two', 2, 'USS1Z2600002', [
        ['ISRC', 'GBAYE0000351'],
        ['ISRC', 'US-S1Z-2'],
      ]),
    )
    save(
      'mp3/02 Two.mp3',
      mp3({
        frames: 3905,
        front: id3v2(3, [
          ['TIT2', id3Text('Two')],
          ['TPE1', id3Text('Luna Vale')],
          ['TSRC', id3Text('USS1Z2600002')],
        ]),
      }),
    )
    const { scanId } = await scan()
    const preview = await core.call('audio.preview', { scanId })
    expect(preview.counts).toEqual({
      releases: 1,
      newReleases: 1,
      tracks: 3,
      create: 2,
      link: 1,
      unchanged: 0,
      rejected: 0,
    })
    expect(preview.rows[0]).toMatchObject({
      title: 'Salt and Copper',
      artist: 'Luna Vale',
      gtin: '190295810726',
      date: '2026-05-13',
      create: 2,
      releaseId: null,
      isRelease: true,
    })
    expect((await core.call('recordings.list', {})).total).toBe(0)

    await commit(scanId)
    const { rows } = await core.call('recordings.list', {})
    expect(
      rows.map(({ title, isrc, year, trackNumber, releaseTitle, durationMs }) => [
        title,
        isrc,
        year,
        trackNumber,
        releaseTitle,
        durationMs,
      ]),
    ).toEqual([
      ['One', 'USS1Z2600001', 2026, 1, 'Salt and Copper', 101_000],
      ['Two', 'USS1Z2600002', 2026, 2, 'Salt and Copper', 102_000],
    ])
    const two = await core.call('recordings.get', { recordingId: rows[1]!.id })
    expect(two.identifiers.map(({ value, state }) => [value, state])).toEqual([
      ['GBAYE0000351', 'alias'],
      ['US-S1Z-2', 'erroneous'],
    ])
    const { assets } = await core.call('audio.assets', { recordingId: two.id })
    expect(assets.map(({ container, role }) => [container, role])).toEqual([
      ['flac', 'master'],
      ['mp3', 'export'],
    ])
    await expect(core.call('audio.commit', { scanId })).rejects.toMatchObject({ code: 'CONFLICT' })

    const again = await scan()
    expect((await core.call('audio.preview', { scanId: again.scanId })).counts).toMatchObject({
      newReleases: 0,
      create: 0,
      link: 0,
      unchanged: 3,
    })

    await core.call('undo.undo', {})
    expect((await core.call('recordings.list', {})).total).toBe(0)
    expect((await core.call('releases.list', {})).total).toBe(0)
    expect((await core.call('audio.scanGet', { scanId })).state).toBe('scanned')
    await core.call('undo.redo', {})
    expect((await core.call('recordings.list', {})).total).toBe(2)
    expect((await core.call('audio.assets', { recordingId: two.id })).assets).toHaveLength(2)
  })

  test('a recording of the catalogue is found by code, by barcode and position, by title, artist and length', async () => {
    const byCode = await core.call('recordings.create', {
      title: 'One (Radio Edit)',
      artist: 'L. Vale',
      isrc: 'USS1Z2600001',
    })
    const { releaseId } = await core.call('releases.create', {
      title: 'Salt & Copper',
      gtin: '0190295810726',
    })
    await core.call('recordings.create', { title: 'Unrelated', artist: 'x', releaseId })
    const byPlace = await core.call('recordings.create', { title: 'Two', artist: 'Someone else', releaseId })
    const byName = await core.call('recordings.create', {
      title: 'THREE!',
      artist: 'The Luna Vale',
      durationMs: 104_500,
    })
    const other = await core.call('recordings.create', {
      title: 'Four',
      artist: 'Luna Vale',
      durationMs: 300_000,
    })
    save('a/1.flac', album('One', 1, 'USS1Z2600001'))
    save('a/2.flac', album('Two', 2, ''))
    save('a/3.flac', album('Three', 3, ''))
    save('a/4.flac', album('Four', 4, ''))
    const { scanId } = await scan()
    const { rows } = await core.call('audio.previewTracks', { scanId })
    expect(
      rows.map(({ title, action, recordingId, matchedBy }) => [title, action, recordingId, matchedBy]),
    ).toEqual([
      ['One', 'link', byCode.recordingId, 'isrc'],
      ['Two', 'link', byPlace.recordingId, 'gtin-position'],
      ['Three', 'link', byName.recordingId, 'title-artist-duration'],
      ['Four', 'create', null, null],
    ])
    expect(rows[3]?.problems.join()).toContain('another recording')
    await commit(scanId)
    expect(await core.call('recordings.get', { recordingId: byCode.recordingId })).toMatchObject({
      title: 'One (Radio Edit)',
      artist: 'L. Vale',
      durationMs: 101_000,
      year: 2026,
    })
    expect((await core.call('releases.list', {})).total).toBe(1)
    expect((await core.call('recordings.list', {})).total).toBe(6)
    expect(other.recordingId).toBeGreaterThan(0)
  })

  test('a code of another song is kept as a conflict, a code on two songs of the folder too', async () => {
    await core.call('recordings.create', {
      title: 'Quite different',
      artist: 'Luna Vale',
      isrc: 'USS1Z2600001',
    })
    save('a/1.flac', album('One', 1, 'USS1Z2600001'))
    save('a/2.flac', album('Two', 2, 'USS1Z2600002'))
    save('a/3.flac', album('Three', 3, 'USS1Z2600002'))
    const { scanId } = await scan()
    const { rows } = await core.call('audio.previewTracks', { scanId })
    expect(rows.map(({ title, isrc, action, problems }) => [title, isrc, action, problems.length])).toEqual([
      ['One', null, 'create', 1],
      ['Two', 'USS1Z2600002', 'create', 0],
      ['Three', null, 'create', 1],
    ])
    await commit(scanId)
    expect((await core.call('recordings.list', {})).total).toBe(4)
  })

  test('files without a name for the artist are rejected in the preview and left out', async () => {
    save('a/song.wav', wav({ chunks: [['axml', axml(['USS1Z2600001'])]] }))
    save(
      'b/x.aiff',
      aiff({
        chunks: [
          ['NAME', Buffer.from('Named')],
          ['AUTH', Buffer.from('Luna Vale')],
        ],
      }),
    )
    const { scanId } = await scan()
    expect((await core.call('audio.preview', { scanId })).counts).toMatchObject({ create: 1, rejected: 1 })
    await commit(scanId)
    expect((await core.call('recordings.list', {})).rows.map(({ title }) => title)).toEqual(['Named'])
  })

  test('undo after the fingerprint was made keeps the file and its fingerprint', async () => {
    const path = save('a/1.flac', album('One', 1, 'USS1Z2600001'))
    const { scanId } = await scan()
    await commit(scanId)
    const seed = openSeed(core.folder)
    seed.db.prepare("UPDATE asset SET fingerprint = x'00010203' WHERE path = ?").run(path)
    await core.call('undo.undo', {})
    expect(seed.db.prepare('SELECT recording_id, length(fingerprint) AS n FROM asset').get()).toEqual({
      recording_id: null,
      n: 4,
    })
    seed.close()
    expect(statSync(path).size).toBeGreaterThan(0)
  })
})

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 2))
}
