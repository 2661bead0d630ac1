import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { parseFile } from 'music-metadata'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import {
  at,
  type CatalogueSeed,
  exported,
  exportFolder,
  openCatalogueSeed,
  seedFullCatalogue,
  sha256,
  startExport,
} from './full-catalogue.ts'

let core: TestCore
let seed: CatalogueSeed
let out: ReturnType<typeof exportFolder>
let music: ReturnType<typeof exportFolder>

beforeEach(async () => {
  core = await openTestCore()
  seed = openCatalogueSeed(core.folder)
  out = exportFolder()
  music = exportFolder()
})
afterEach(async () => {
  seed.close()
  await core.dispose()
  out.remove()
  music.remove()
})

const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0

/** A second of silence in the format of the name. */
function makeAudio(name: string): string {
  const path = music.file(name)
  const made = spawnSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'anullsrc=r=48000:cl=stereo',
    '-t',
    '1',
    '-metadata',
    'comment=kept',
    path,
  ])
  if (made.status !== 0) throw new Error(`ffmpeg could not make ${name}: ${String(made.stderr)}`)
  return path
}

function addAsset(recordingId: number, path: string, role = 'master'): void {
  const bytes = readFileSync(path)
  seed.insert('asset', {
    recording_id: recordingId,
    role,
    sha256: sha256(bytes),
    path,
    file_name: path.split('/').at(-1)!,
    bytes: bytes.length,
    modified_ms: 0,
    duration_ms: 1000,
    added_at: at,
  })
}

describe('tagged copies', () => {
  const formats = ['mp3', 'flac', 'ogg', 'opus', 'm4a', 'wav', 'aiff']

  it.for(formats)(
    'of %s carry the catalogue’s facts; the master keeps every byte',
    async (extension, { skip }) => {
      if (!ffmpeg) skip('needs ffmpeg')
      const { first, release } = seedFullCatalogue(seed)
      seed.db.prepare('DELETE FROM asset').run()
      const master = makeAudio(`master.${extension}`)
      chmodSync(master, 0o444)
      addAsset(first, master)
      const before = { bytes: readFileSync(master), stat: statSync(master) }
      const selection = { releaseIds: [release], recordingIds: [] }
      const result = await exported(core, { format: 'tags', path: out.path, selection })
      const name = `Luna Vale - Harbour Lights - 01 - Harbour Lights.${extension}`
      expect(out.names()).toEqual([name])
      expect(readFileSync(master).equals(before.bytes)).toBe(true)
      expect(statSync(master).mtimeMs).toBe(before.stat.mtimeMs)
      const copy = readFileSync(out.file(name))
      expect(result.files).toEqual([{ path: out.file(name), bytes: copy.length, sha256: sha256(copy) }])
      const { common } = await parseFile(out.file(name))
      expect(common).toMatchObject({
        title: 'Harbour Lights',
        artist: 'Luna Vale',
        album: 'Harbour Lights',
        albumartist: 'Luna Vale',
        track: { no: 1, of: 2 },
        disk: { no: 1, of: 1 },
        isrc: ['USS1Z2600001'],
        composer: ['Luna Vale'],
        copyright: '2026 Luna Vale',
        genre: ['Folk'],
        year: 2026,
      })
      const recorded = seed.db.prepare('SELECT role, sha256, recording_id, tags FROM asset ORDER BY id').all()
      expect(recorded).toMatchObject([
        { role: 'master', sha256: sha256(before.bytes), recording_id: first },
        { role: 'export', sha256: sha256(copy), recording_id: first },
      ])
      expect(JSON.parse((recorded[1] as { tags: string }).tags)).toMatchObject({
        isrcs: [{ raw: 'USS1Z2600001' }],
        label: 'Vale Records',
      })
    },
  )

  it('are made of a lossy file that was found in a folder when there is no master', async ({ skip }) => {
    if (!ffmpeg) skip('needs ffmpeg')
    const { first, release } = seedFullCatalogue(seed)
    seed.db.prepare('DELETE FROM asset').run()
    const own = makeAudio('only.mp3')
    addAsset(first, own, 'export')
    const asset = seed.db.prepare('SELECT id, bytes FROM asset').get() as { id: number; bytes: number }
    seed.insert('asset_path', { path: own, asset_id: asset.id, bytes: asset.bytes, modified_ms: 0 })
    const before = readFileSync(own)
    const selection = { releaseIds: [release], recordingIds: [] }
    const check = await core.call('exports.check', { format: 'tags', selection })
    expect(check.problems.filter(({ subject }) => subject.id === first)).toEqual([])
    await exported(core, { format: 'tags', path: out.path, selection })
    expect(out.names()).toEqual(['Luna Vale - Harbour Lights - 01 - Harbour Lights.mp3'])
    expect(readFileSync(own).equals(before)).toBe(true)

    // The copy that was written is no source of further copies.
    seed.db.prepare('DELETE FROM asset WHERE id = ?').run(asset.id)
    const again = await core.call('exports.check', { format: 'tags', selection })
    expect(again.subjects).toBe(0)
  })

  it('keep the sound and what the tags said otherwise', async ({ skip }) => {
    if (!ffmpeg) skip('needs ffmpeg')
    const { first } = seedFullCatalogue(seed)
    seed.db.prepare('DELETE FROM asset').run()
    const master = makeAudio('master.flac')
    addAsset(first, master)
    await exported(core, { format: 'tags', path: out.path })
    const sound = (path: string) =>
      spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'md5', '-']).stdout.toString()
    const copy = out.file(out.names()[0]!)
    expect(sound(copy)).toBe(sound(master))
    expect((await parseFile(copy)).common.comment?.[0]?.text).toBe('kept')
    expect((await parseFile(copy)).common).toMatchObject({ label: ['Vale Records'], date: '2026-03-06' })
  })

  it('are made of given files that the catalogue knows, and of no others', async ({ skip }) => {
    if (!ffmpeg) skip('needs ffmpeg')
    const { remix } = seedFullCatalogue(seed)
    const known = makeAudio('known.mp3')
    addAsset(remix, known)
    const moved = music.file('moved.mp3')
    copyFileSync(known, moved)
    rmSync(known)
    const result = await exported(core, { format: 'tags', path: out.path, options: { audioPaths: [moved] } })
    expect(result.files.map(({ path }) => extname(path))).toEqual(['.mp3'])
    expect((await parseFile(result.files[0]!.path)).common).toMatchObject({
      isrc: ['USS1Z2600002'],
      title: 'Harbour Lights (Night Remix)',
    })
    writeFileSync(music.file('other.mp3'), 'not known')
    const job = await startExport(core, {
      format: 'tags',
      path: out.path,
      options: { audioPaths: [music.file('other.mp3')] },
    })
    expect(job.error).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('what cannot be tagged', () => {
  it('is said per recording, and nothing is left behind', async () => {
    const { first } = seedFullCatalogue(seed)
    const check = await core.call('exports.check', { format: 'tags' })
    expect(check).toMatchObject({ subjects: 0 })
    expect(check.problems.find(({ subject }) => subject.id === first)?.message).toMatch(/is not at its place/)
    const job = await startExport(core, { format: 'tags', path: out.path })
    expect(job.error).toMatchObject({ code: 'VALIDATION' })
    expect(out.names()).toEqual([])
  })

  it('a file that changed since it was added, or is damaged, stops it; no copy stays', async ({ skip }) => {
    if (!ffmpeg) skip('needs ffmpeg')
    const { first, remix } = seedFullCatalogue(seed)
    seed.db.prepare('DELETE FROM asset').run()
    addAsset(remix, makeAudio('fine.mp3'))
    const master = makeAudio('master.flac')
    addAsset(first, master)
    writeFileSync(master, 'fLaC nothing of the kind')
    const run = () => startExport(core, { format: 'tags', path: out.path })
    expect((await run()).error).toMatchObject({ code: 'FILE_CHANGED' })
    expect(out.names()).toEqual([])
    seed.db.prepare('UPDATE asset SET sha256 = ? WHERE path = ?').run(sha256(readFileSync(master)), master)
    expect((await run()).error).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(/master\.flac/) as string,
    })
    expect(out.names()).toEqual([])
    expect(readdirSync(music.path).sort()).toEqual(['fine.mp3', 'master.flac'])
    expect(seed.db.prepare("SELECT count(*) FROM asset WHERE role = 'export'").pluck().get()).toBe(0)
  })
})
