import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RefrainError } from '../../../shared/errors.ts'
import { clearIncoming, objectPath, putBytes, putFile, readObject, settlePending } from './objects.ts'

let folder: string
let objects: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-objects-'))
  objects = join(folder, 'objects')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const noTick = () => undefined
function contentOf(blob: { sha256: string; bytes: number }): Buffer {
  const chunks: Buffer[] = []
  for (const chunk of readObject(objects, blob.sha256)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof RefrainError) return error.code
    throw error
  }
  return 'nothing thrown'
}

function leftovers(): string[] {
  return readdirSync(objects, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

describe('putting', () => {
  test('bytes lie under their hash and come back the same', () => {
    const blob = putBytes(objects, Buffer.from('hello'))
    expect(blob).toEqual({ sha256: sha256(Buffer.from('hello')), bytes: 5 })
    expect(objectPath(objects, blob.sha256)).toBe(
      join(objects, blob.sha256.slice(0, 2), blob.sha256.slice(2)),
    )
    expect(contentOf(blob).toString()).toBe('hello')
  })

  test('a file larger than a chunk is copied whole, and its time of change is kept', () => {
    const content = Buffer.alloc(2_500_000, 'abc')
    const path = join(folder, 'song.wav')
    writeFileSync(path, content)
    const seen: number[] = []
    const blob = putFile(objects, path, (bytes) => seen.push(bytes))
    expect(blob).toMatchObject({ sha256: sha256(content), bytes: content.length })
    expect(Date.parse(blob.modifiedAt)).not.toBeNaN()
    expect(seen.at(-1)).toBe(content.length)
    expect(contentOf(blob).equals(content)).toBe(true)
  })

  test('the same content twice is one file, and a damaged one is mended', () => {
    const blob = putBytes(objects, Buffer.from('twice'))
    putBytes(objects, Buffer.from('twice'))
    const place = objectPath(objects, blob.sha256)
    expect(leftovers().filter((name) => !name.endsWith('.pending'))).toHaveLength(1)
    writeFileSync(place, 'damaged')
    putBytes(objects, Buffer.from('twice'))
    expect(readFileSync(place, 'utf8')).toBe('twice')
  })

  test('what is stopped or fails leaves nothing behind', () => {
    const path = join(folder, 'a.bin')
    writeFileSync(path, 'x')
    const stop = () => {
      throw new RefrainError('CANCELLED', 'stop')
    }
    expect(codeOf(() => putFile(objects, path, stop))).toBe('CANCELLED')
    const growing = () => {
      appendFileSync(path, 'y')
    }
    writeFileSync(path, Buffer.alloc(1_500_000))
    let calls = 0
    expect(codeOf(() => putFile(objects, path, () => (calls++ === 0 ? growing() : undefined)))).toBe(
      'FILE_CHANGED',
    )
    expect(leftovers()).toEqual([])
  })

  test('an empty file, a folder and nothing at all are refused by name', () => {
    writeFileSync(join(folder, 'empty.png'), '')
    mkdirSync(join(folder, 'dir'))
    expect(codeOf(() => putFile(objects, join(folder, 'empty.png'), noTick))).toBe('FILE_EMPTY')
    expect(codeOf(() => putFile(objects, join(folder, 'dir'), noTick))).toBe('FILE_UNREADABLE')
    expect(() => putFile(objects, join(folder, 'gone.png'), noTick)).toThrow(/“gone\.png” cannot be read/)
  })
})

describe('reading', () => {
  test('a lost blob is named', () => {
    const blob = putBytes(objects, Buffer.from('hello'))
    rmSync(objectPath(objects, blob.sha256))
    expect(codeOf(() => contentOf(blob))).toBe('CUSTODY_BROKEN')
  })
})

describe('after a crash', () => {
  test('a blob without its row goes, one with its row stays, half-written ones go', () => {
    const kept = putBytes(objects, Buffer.from('kept'))
    const orphan = putBytes(objects, Buffer.from('orphan'))
    writeFileSync(join(objects, 'incoming', 'x.part'), 'half')
    clearIncoming(objects)
    settlePending(objects, (hash) => hash === kept.sha256)
    expect(existsSync(objectPath(objects, kept.sha256))).toBe(true)
    expect(existsSync(objectPath(objects, orphan.sha256))).toBe(false)
    expect(readdirSync(join(objects, 'incoming'))).toEqual([])
  })

  test('a blob that was there before is never taken for an orphan', () => {
    const early = putBytes(objects, Buffer.from('early'))
    settlePending(objects, () => true)
    putBytes(objects, Buffer.from('early'))
    settlePending(objects, () => false)
    expect(existsSync(objectPath(objects, early.sha256))).toBe(true)
  })

  test('an empty store needs nothing', () => {
    expect(() => {
      clearIncoming(objects)
      settlePending(objects, () => false)
    }).not.toThrow()
  })
})
