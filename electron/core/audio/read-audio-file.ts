import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import {
  type Container,
  nameFits,
  sniffBytes,
  sniffContainer,
} from '../../../shared/domain/audio/container.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { type AudioFacts, readFacts } from './audio-facts.ts'

/** One audio file as found on disk: what it is, byte for byte, and what it says about itself. */
export interface AudioFile extends AudioFacts {
  readonly path: string
  readonly fileName: string
  readonly bytes: number
  readonly modifiedMs: number
  readonly sha256: string
}

const blockBytes = 1 << 20

/**
 * Reads one audio file: SHA-256 over all its bytes, technical facts and tags. The file is opened for reading only.
 * `pause` is asked between blocks and may throw to stop.
 *
 * @throws RefrainError FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_AUDIO, FILE_DAMAGED (no sound could be found in it) or
 * FILE_CHANGED (it was written to meanwhile). Tags that cannot be read are no failure but `problems`.
 */
export async function readAudioFile(path: string, pause: () => void): Promise<AudioFile> {
  const fileName = basename(path)
  const fd = openReadOnly(path, fileName)
  try {
    const before = fstatSync(fd)
    if (!before.isFile()) throw unreadable(fileName, 'is not a file')
    if (before.size === 0) throw new RefrainError('FILE_EMPTY', `“${fileName}” is empty: it has no bytes.`)
    const { container, audioAt } = containerOf(fd, fileName)
    const facts = await readFacts(fd, { fileName, container, audioAt, bytes: before.size })
    const problems = nameFits(fileName, container)
      ? facts.problems
      : [otherName(container), ...facts.problems]
    const sha256 = hashOf(fd, pause)
    const after = fstatSync(fd)
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(fileName)
    const { size: bytes, mtimeMs: modifiedMs } = before
    return { ...facts, problems, path, fileName, bytes, modifiedMs, sha256 }
  } finally {
    closeSync(fd)
  }
}

/** Opens a file so that it cannot be written to, and so that a pipe without a writer does not block. */
export function openReadOnly(path: string, fileName: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT') throw unreadable(fileName, 'is not there any more')
    if (code === 'EACCES' || code === 'EPERM') throw unreadable(fileName, 'may not be read with your rights')
    throw unreadable(fileName, 'could not be opened')
  }
}

/** What the content is, and where it starts behind an ID3v2 tag. */
export function containerOf(
  fd: number,
  fileName: string,
): { readonly container: Container; readonly audioAt: number } {
  const head = new Uint8Array(sniffBytes)
  let audioAt = 0
  // A second tag behind the first happens; a chain of them does not.
  for (let looks = 0; looks < 3; looks++) {
    const found = sniffContainer(head.subarray(0, readSync(fd, head, 0, head.length, audioAt)))
    if (found === null) break
    if ('container' in found) return { container: found.container, audioAt }
    audioAt += found.skip
  }
  // Behind a tag padding may follow before the first frame.
  if (audioAt > 0) return { container: 'mp3', audioAt }
  throw new RefrainError(
    'FILE_NOT_AUDIO',
    `“${fileName}” is not an audio file of a kind Refrain reads (MP3, FLAC, Ogg, Opus, M4A, WAV, AIFF), whatever its name says.`,
  )
}

function hashOf(fd: number, pause: () => void): string {
  const hash = createHash('sha256')
  const block = Buffer.allocUnsafe(blockBytes)
  for (let position = 0; ;) {
    pause()
    const got = readSync(fd, block, 0, block.length, position)
    if (got === 0) return hash.digest('hex')
    hash.update(block.subarray(0, got))
    position += got
  }
}

const kindNames: Readonly<Record<Container, string>> = {
  mp3: 'an MP3',
  flac: 'a FLAC',
  ogg: 'an Ogg',
  mp4: 'an MPEG-4 (M4A)',
  wav: 'a WAV',
  aiff: 'an AIFF',
}

function otherName(container: Container) {
  const message = `By its content this is ${kindNames[container]} file; its name says otherwise.`
  return { field: 'file name', code: 'other-kind', message }
}

function unreadable(fileName: string, why: string): RefrainError {
  return new RefrainError('FILE_UNREADABLE', `“${fileName}” ${why}.`)
}

function changed(fileName: string): RefrainError {
  return new RefrainError(
    'FILE_CHANGED',
    `“${fileName}” was written to while it was read. Try again when the program that writes it is done.`,
  )
}
