import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { flac, wav } from '../../support/audio-bytes.ts'
import { synthMusic } from '../../support/synth-music.ts'
import { useCli } from './cli-run.ts'

const { refrain, folder } = useCli()
beforeEach(() => {
  mkdirSync(join(folder(), 'music'))
})

const song = flac({ comments: [['TITLE', 'Tidal'], ['ARTIST', 'Luna Vale'], ['ALBUM', 'Salt'], ['ISRC', 'USS1Z2600001']] }) // prettier-ignore

test('tags need no workspace; a bad file exits 3 by name', async () => {
  const path = join(folder(), 'music', 'tidal.flac')
  writeFileSync(path, song)
  const shown = await refrain('audio', 'tags', path)
  expect(shown.code).toBe(0)
  expect(shown.out).toContain('USS1Z2600001 (vorbis ISRC)')
  expect(JSON.parse((await refrain('audio', 'tags', path, '--json')).out)).toMatchObject({
    tags: { title: 'Tidal' },
  })
  writeFileSync(path, '')
  const empty = await refrain('audio', 'tags', path)
  expect([empty.code, empty.err]).toEqual([3, expect.stringContaining('is empty')])
})

test('scan: dry run writes nothing, then the folder goes in, then it is known', async () => {
  writeFileSync(join(folder(), 'music', 'tidal.flac'), song)
  writeFileSync(join(folder(), 'music', 'bad.mp3'), 'x')
  await refrain('init')
  const dry = await refrain('audio', 'scan', join(folder(), 'music'), '--dry-run')
  expect(dry.code).toBe(1)
  expect(dry.out).toContain('1 recordings and 1 releases would be added')
  expect(dry.out).toContain('bad.mp3, rejected')
  expect((await refrain('catalog', 'list')).out).toBe('')
  const done = await refrain('audio', 'scan', join(folder(), 'music'), '--json')
  expect(JSON.parse(done.out)).toMatchObject({ dryRun: false, plan: { create: 1 }, scan: { rejected: 1 } })
  expect((await refrain('catalog', 'list')).out).toContain('Tidal')
  expect((await refrain('audio', 'scan', join(folder(), 'music'))).out).toContain('1 unchanged')
  const files = await refrain('recording', 'files', '1')
  expect(files.out).toMatch(/^ID .*\n1 +flac +\S+ +\w+ +[0-9a-f]{12} +.*tidal\.flac\n$/i)
  expect((await refrain('recording', 'files', '9')).code).toBe(3)
})

test('compare exits 1 for one of ours and 0 for another', async () => {
  writeFileSync(join(folder(), 'music', 'Luna Vale - One.wav'), wav({ samples: synthMusic(1, 30) }))
  await refrain('init')
  const scanned = await refrain('audio', 'scan', join(folder(), 'music'), '--fingerprint')
  expect(scanned.out).toContain('Fingerprints: 1 computed, 0 waiting, 0 not possible')
  const copy = join(folder(), 'copy.wav')
  writeFileSync(copy, wav({ samples: synthMusic(1, 30).subarray(44_100 * 4) }))
  const ours = await refrain('audio', 'compare', copy)
  expect(ours.code).toBe(1)
  expect(ours.out).toContain('One · Luna Vale')
  writeFileSync(copy, wav({ samples: synthMusic(30, 30) }))
  const other = await refrain('audio', 'compare', copy, '--json')
  expect([other.code, (JSON.parse(other.out) as { verdict: string }).verdict]).toEqual([0, 'none'])
})
