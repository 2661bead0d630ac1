import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import type { BundleFile } from './bundle-folder.ts'
import { writeStoredZip } from './stored-zip.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-zip-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const onBytes = () => undefined

function file(path: string, content: Uint8Array): BundleFile {
  mkdirSync(dirname(join(folder, 'root', path)), { recursive: true })
  writeFileSync(join(folder, 'root', path), content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { path, sha256, bytes: content.byteLength, crc32: crc32(content) }
}

test('another reader finds names, contents, fixed dates and attributes', async () => {
  const contents = new Map([
    ['a.txt', Buffer.from('hello')],
    ['data/empty.bin', Buffer.alloc(0)],
    ['data/large.bin', Buffer.alloc(2_500_000, 'abc')],
  ])
  const files = [...contents].map(([path, content]) => file(path, content))
  const target = join(folder, 'out.zip')
  const written = writeStoredZip(target, { root: join(folder, 'root'), top: 'top', files }, onBytes)
  const bytes = readFileSync(target)
  expect(written).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length })
  const zip = await fromBufferPromise(bytes)
  const names: string[] = []
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName)
    const local = await zip.readLocalFileHeaderPromise(entry)
    expect(local).toMatchObject({
      crc32: entry.crc32,
      compressedSize: entry.compressedSize,
      generalPurposeBitFlag: 0,
    })
    expect([entry.lastModFileDate, entry.lastModFileTime, entry.extraFields]).toEqual([0x21, 0, []])
    expect(entry.externalFileAttributes >>> 16).toBe(0o100644)
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry))
      chunks.push(Buffer.from(chunk as Uint8Array))
    expect(Buffer.concat(chunks).equals(contents.get(entry.fileName.slice('top/'.length))!)).toBe(true)
  }
  expect(names).toEqual(['top/a.txt', 'top/data/empty.bin', 'top/data/large.bin'])
})

test('more than 65,535 files are listed in the 64-bit form', async () => {
  file('one', Buffer.from('x'))
  const one = { ...file('one', Buffer.from('x')), path: 'one' }
  // Names differ only by their number of leading dots and slashes, so that one file on disk serves for all.
  const files = Array.from({ length: 66_000 }, (_, index) => ({
    ...one,
    path: `${'./'.repeat(index % 7)}one`,
  }))
  const target = join(folder, 'many.zip')
  writeStoredZip(target, { root: join(folder, 'root'), top: 'top', files }, onBytes)
  const zip = await fromBufferPromise(readFileSync(target))
  expect(zip.entryCount).toBe(66_000)
  let entries = 0
  for await (const entry of zip.eachEntry()) entries += entry.uncompressedSize
  expect(entries).toBe(66_000)
  expect(execFileSync('unzip', ['-Zt', target], { encoding: 'utf8' })).toMatch(/^66000 files/)
})

test('a file that changed since it was hashed stops the zip', () => {
  const listed = file('a.txt', Buffer.from('hello'))
  writeFileSync(join(folder, 'root', 'a.txt'), 'hello, longer')
  const source = { root: join(folder, 'root'), top: 'top', files: [listed] }
  expect(() => writeStoredZip(join(folder, 'out.zip'), source, onBytes)).toThrow(
    /changed while it was zipped/,
  )
})
