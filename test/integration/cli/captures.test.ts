import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wav } from '../../support/audio-bytes.ts'
import { synthMusic } from '../../support/synth-music.ts'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { useCli } from './cli-run.ts'

const song = wav({ samples: synthMusic(3, 20) })
const { refrain, json, folder, file } = useCli()

let site: Site
beforeAll(async () => {
  site = await openSite({
    '/listing': ({ send }) =>
      send(200, html, '<title>Night Ferry</title><h1>for sale</h1><a href="/song.wav">Download</a>'),
    '/song.wav': ({ send }) => send(200, { 'content-type': 'audio/wav' }, song),
  })
})
afterAll(() => site.close())

test('captures pages of findings, takes a file whole, and tells who is behind an address', async () => {
  await refrain('init')
  await json(
    0,
    'recording',
    'add',
    '--set',
    'title=Night Ferry',
    '--set',
    'artist=Harbour Lights',
    '--set',
    'isrc=USS1Z9900001',
  )
  const listings = file(
    'listings.csv',
    `title,artist,isrc,url\nNight Ferry,Harbour Lights,USS1Z9900001,${site.url('/listing')}\n`,
  )
  await refrain('sweep', listings)
  const refused = await refrain('capture', 'findings', '1')
  expect(refused.code).toBe(3)
  expect(refused.err).toContain('allow its host')
  expect(await json(0, 'capture', 'findings', '1', '--allow-host', site.host)).toMatchObject({
    items: [{ capture: { id: 1, outcome: 'page', complete: true } }],
    skipped: [],
  })
  const words = join(folder(), 'words.txt')
  await json(0, 'capture', 'file', '1', 'text.txt', '--out', words)
  expect(readFileSync(words, 'utf8')).toContain('for sale')

  const url = site.url('/song.wav')
  expect((await refrain('capture', 'audio', '1')).out).toContain(`offered     ${url}`)
  const copy = join(folder(), 'song.wav')
  const sha256 = createHash('sha256').update(song).digest('hex')
  expect(await json(0, 'capture', 'download', '1', url, '--out', copy)).toMatchObject({
    downloads: [{ url, sha256, comparison: { verdict: 'none' } }],
  })
  expect(readFileSync(copy).equals(song)).toBe(true)
  expect((await refrain('capture', 'download', '1', site.url('/listing'))).code).toBe(3)

  expect((await refrain('capture', 'provider', '1')).out).toContain('Not looked up')
  const answers = join(folder(), 'answers.json')
  expect(await json(0, 'capture', 'provider', '1', '--ask', '--answers', answers)).toMatchObject({
    providers: [{ captureId: 1, facts: { host: '127.0.0.1', domain: null, address: null } }],
  })
  expect(JSON.parse(readFileSync(answers, 'utf8'))).toMatchObject({
    format: 'refrain-provider/1',
    requests: [],
  })
  expect(await json(0, 'custody', 'verify')).toMatchObject({ problems: [] })
})
