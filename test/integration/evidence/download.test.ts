import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import { captureDownloadResult, captureJobResult } from '../../../shared/contract/captures.ts'
import { downloadRecord } from '../../../shared/domain/evidence/capture/download-record.ts'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { wav } from '../../support/audio-bytes.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { synthMusic } from '../../support/synth-music.ts'

const song = synthMusic(1, 40)
const copy = wav({ samples: song.subarray(5 * 44_100, 35 * 44_100) })
const sound = { 'content-type': 'audio/wav' } as const

let site: Site
let core: TestCore
beforeAll(async () => {
  site = await openSite({
    '/listing': ({ send }) =>
      send(
        200,
        html,
        `<title>Night Ferry</title><base href="/files/"><audio src="song.wav" preload="none"></audio>
         <a href="cut.mp3">cut</a> <a href="notes.mp3">notes</a> <a href="away.mp3">away</a>
         <a href="torn.mp3">torn</a> <a href="open.mp3">open</a>
         <a href="gone.mp3">gone</a> <a href="slow.mp3">slow</a> <a href="about.html">about</a>`,
      ),
    '/files/song.wav': ({ send }) => send(200, { ...sound, 'set-cookie': 'visitor=4711' }, copy),
    '/files/notes.mp3': ({ send }) => send(200, { 'content-type': 'audio/mpeg' }, 'no sound at all'),
    '/files/cut.mp3': ({ response }) => {
      response.writeHead(200, { ...sound, 'content-length': 5000 })
      response.write('abc')
      setTimeout(() => response.destroy(), 50)
    },
    '/files/torn.mp3': ({ response }) => {
      response.writeHead(200, sound)
      response.write('some of the chunks, and never the last')
      setTimeout(() => response.destroy(), 50)
    },
    '/files/open.mp3': ({ response }) => {
      // Neither a length nor chunks: HTTP/1.1 allows to end a body by closing the connection.
      response.socket?.end(
        'HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nConnection: close\r\n\r\nas far as it came',
      )
    },
    '/files/slow.mp3': ({ response }) => {
      response.writeHead(200, sound)
      response.write('abc')
    },
    '/files/away.mp3': ({ response, port }) => {
      response.writeHead(302, { location: `http://localhost:${String(port)}/files/song.wav` })
      response.end()
    },
  })
})
afterAll(() => site.close())
beforeEach(async () => {
  core = await openTestCore()
})
afterEach(() => core.dispose())

async function captureListing(): Promise<number> {
  const { jobId } = await core.call('capture.start', {
    urls: [site.url('/listing')],
    allowHosts: [site.host],
  })
  const { items } = captureJobResult.parse((await core.finished(jobId)).result)
  return items[0]!.capture!.id
}

async function download(captureId: number, name: string) {
  const { jobId } = await core.call('capture.download', { captureId, url: site.url(`/files/${name}`) })
  return core.finished(jobId)
}

/** Reads the song into the catalogue and waits for its fingerprint. */
async function ownSong(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'refrain-own-'))
  try {
    const album = join(folder, 'Salt and Copper')
    mkdirSync(album)
    writeFileSync(join(album, '01 - Luna Vale - Harbour Lights.wav'), wav({ samples: song }))
    const { scanId, jobId } = await core.call('audio.scan', { path: folder })
    await core.finished(jobId)
    await core.finished((await core.call('audio.commit', { scanId })).jobId)
    while ((await core.call('audio.fingerprintState', {})).computed === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a file the page offers is downloaded whole, sealed, and recognised as the artist’s own', async () => {
  await ownSong()
  const captureId = await captureListing()
  const before = await core.call('capture.audio', { captureId })
  expect(before.offers.map(({ url, from }) => [url, from])).toEqual([
    [site.url('/files/song.wav'), 'player'],
    ...['cut', 'notes', 'away', 'torn', 'open', 'gone', 'slow'].map((name) => [
      site.url(`/files/${name}.mp3`),
      'link',
    ]),
  ])
  const job = await download(captureId, 'song.wav')
  expect(job.error).toBeNull()
  const { downloadId } = captureDownloadResult.parse(job.result)
  const sha256 = createHash('sha256').update(copy).digest('hex')
  const [made] = (await core.call('capture.audio', { captureId })).downloads
  expect(made).toMatchObject({
    id: downloadId,
    fileName: 'song.wav',
    bytes: copy.byteLength,
    sha256,
    status: 200,
  })
  expect(made?.comparison).toMatchObject({ verdict: 'match', compared: 1 })
  expect(made?.comparison?.matches[0]).toMatchObject({ title: 'Harbour Lights' })

  const objects = join(core.folder, 'objects')
  const record = downloadRecord.parse(
    JSON.parse(readFileSync(objectPath(objects, made!.recordSha256), 'utf8')),
  )
  expect(record).toMatchObject({
    url: site.url('/files/song.wav'),
    redacted: ['set-cookie'],
    file: { sha256 },
  })
  expect(JSON.stringify(record)).not.toContain('4711')
  const { events } = await core.call('custody.list', { captureId })
  expect(events[0]).toMatchObject({
    action: 'capture.fileDownloaded',
    actor: 'artist',
    detail: { record: made?.recordSha256, file: sha256, verdict: 'match' },
  })
  expect(await core.call('custody.verify', {})).toMatchObject({ problems: [] })
  const out = join(core.folder, 'exports', 'copy.wav')
  mkdirSync(join(core.folder, 'exports'), { recursive: true })
  await core.call('capture.saveDownload', { downloadId, path: out })
  expect(readFileSync(out).equals(copy)).toBe(true)
})

test('what is no sound is kept and said not to be comparable', async () => {
  const captureId = await captureListing()
  expect((await download(captureId, 'notes.mp3')).error).toBeNull()
  const { downloads } = await core.call('capture.audio', { captureId })
  expect(downloads).toMatchObject([{ fileName: 'notes.mp3', bytes: 15, comparison: null }])
  expect(downloads[0]?.notCompared).not.toBe('')
})

test('a file whose server states no end is kept, and it is said that its end cannot be known', async () => {
  const captureId = await captureListing()
  expect((await download(captureId, 'open.mp3')).error).toBeNull()
  expect((await download(captureId, 'notes.mp3')).error).toBeNull()
  const { downloads } = await core.call('capture.audio', { captureId })
  expect(downloads.map(({ fileName, bytes, framing }) => [fileName, bytes, framing])).toEqual([
    ['notes.mp3', 15, 'length'],
    ['open.mp3', 17, 'close'],
  ])
  const objects = join(core.folder, 'objects')
  const record = readFileSync(objectPath(objects, downloads[1]!.recordSha256), 'utf8')
  expect(downloadRecord.parse(JSON.parse(record)).framing).toBe('close')
})

test('nothing is kept of a file that is refused, broken off, cancelled or led elsewhere', async () => {
  const captureId = await captureListing()
  const start = (url: string) => core.call('capture.download', { captureId, url })
  await expect(start(site.url('/files/about.html'))).rejects.toMatchObject({ code: 'VALIDATION' })
  expect((await download(captureId, 'gone.mp3')).error).toMatchObject({ code: 'CAPTURE_FAILED' })
  expect((await download(captureId, 'cut.mp3')).error).toMatchObject({ code: 'CAPTURE_FAILED' })
  expect((await download(captureId, 'torn.mp3')).error).toMatchObject({ code: 'CAPTURE_FAILED' })
  expect((await download(captureId, 'away.mp3')).error).toMatchObject({ code: 'FORBIDDEN' })
  const { jobId } = await start(site.url('/files/slow.mp3'))
  while (!site.requests.includes('GET /files/slow.mp3'))
    await new Promise((resolve) => setTimeout(resolve, 20))
  await core.call('jobs.cancel', { jobId })
  expect((await core.finished(jobId)).state).toBe('cancelled')
  expect((await core.call('capture.audio', { captureId })).downloads).toEqual([])
  const { rows } = await core.call('outgoing.list', {})
  const path = (url: string) => new URL(url).pathname.split('/').at(-1)
  expect(
    rows.map(({ purpose, url, status, failure }) => [purpose, path(url), status, failure]).reverse(),
  ).toEqual([
    ['download', 'gone.mp3', 404, null],
    ['download', 'cut.mp3', 200, expect.stringContaining('broke off')],
    ['download', 'torn.mp3', 200, expect.stringContaining('broke off')],
    ['download', 'away.mp3', 302, null],
    ['download', 'slow.mp3', 200, 'stopped'],
  ])
  expect((await core.call('custody.list', { captureId })).total).toBe(1)
  const left = readdirSync(core.folder, { recursive: true }).filter((name) =>
    String(name).includes('download-'),
  )
  expect(left).toEqual([])
})
