import { createWriteStream } from 'node:fs'
import { access, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import yazl from 'yazl'
import { extractTarMember, extractZip } from '../../../scripts/setup/archive.mjs'

let folder: string
let archive: string
let target: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'refrain-archive-'))
  archive = path.join(folder, 'archive')
  target = path.join(folder, 'target')
})
afterEach(() => rm(folder, { recursive: true }))

/** One member of a ustar archive, with the fields the reader looks at. */
function tarMember(name: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write(content.length.toString(8).padStart(11, '0'), 124)
  header.write('ustar', 257)
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)])
}

const endOfTar = Buffer.alloc(1024)

describe('extractTarMember', () => {
  test('copies the member, whatever its size and its neighbours', async () => {
    const bytes = fc.nat(200_000).map((size) => Buffer.alloc(size, 'some words, over and over; '))
    const property = fc.asyncProperty(bytes, bytes, bytes, async (before, wanted, after) => {
      const tar = [
        tarMember('package/a', before),
        tarMember('package/b', wanted),
        tarMember('package/c', after),
      ]
      await writeFile(archive, gzipSync(Buffer.concat([...tar, endOfTar]), { level: 1 }))
      await extractTarMember(archive, 'package/b', target)
      expect((await readFile(target)).equals(wanted)).toBe(true)
    })
    await fc.assert(property, { numRuns: 25 })
  })

  test('throws when the archive has no such member', async () => {
    await writeFile(archive, gzipSync(Buffer.concat([tarMember('package/a', Buffer.from('x')), endOfTar])))
    await expect(extractTarMember(archive, 'package/b', target)).rejects.toThrow('package/b')
  })

  test('throws when the archive ends within the member', async () => {
    const whole = tarMember('package/a', Buffer.alloc(10_000, 1))
    await writeFile(archive, gzipSync(whole.subarray(0, 4000)))
    await expect(extractTarMember(archive, 'package/a', target)).rejects.toThrow('no complete package/a')
  })

  test('throws when the compressed file was cut off', async () => {
    const whole = gzipSync(
      tarMember('package/a', Buffer.from(Array.from({ length: 9000 }, (_, i) => i % 251))),
    )
    await writeFile(archive, whole.subarray(0, whole.length - 40))
    await expect(extractTarMember(archive, 'package/a', target)).rejects.toThrow()
  })
})

describe('extractZip', () => {
  async function writeZip(entries: Readonly<Record<string, { content: string; mode: number }>>) {
    const zip = new yazl.ZipFile()
    for (const [name, { content, mode }] of Object.entries(entries)) {
      zip.addBuffer(Buffer.from(content), name, { mode: 0o100000 | mode })
    }
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(archive))
  }

  test('places the entries where told, leaves the others out, and keeps executable bits', async () => {
    await writeZip({
      'App/App': { content: 'binary', mode: 0o755 },
      'App/locales/en.pak': { content: 'words', mode: 0o644 },
      'App/resources/app/main.js': { content: 'not this', mode: 0o644 },
    })
    const places = new Map([
      ['App/App', 'program'],
      ['App/locales/en.pak', 'locales/en.pak'],
    ])
    await extractZip(archive, target, (name) => places.get(name) ?? null)

    expect(await readFile(path.join(target, 'program'), 'utf8')).toBe('binary')
    expect((await stat(path.join(target, 'program'))).mode & 0o777).toBe(0o755)
    expect(await readFile(path.join(target, 'locales', 'en.pak'), 'utf8')).toBe('words')
    await expect(access(path.join(target, 'resources'))).rejects.toThrow('ENOENT')
  })

  test('refuses a place outside the folder', async () => {
    await writeZip({ 'App/App': { content: 'binary', mode: 0o755 } })
    await expect(extractZip(archive, target, () => '../outside')).rejects.toThrow('outside')
    await expect(access(path.join(folder, 'outside'))).rejects.toThrow('ENOENT')
  })

  test('throws on a file that is not a zip', async () => {
    await writeFile(archive, 'no archive at all, only some words that go on for a while')
    await expect(extractZip(archive, target, (name) => name)).rejects.toThrow()
  })
})
