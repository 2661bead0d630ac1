import type { Container } from '../../../shared/domain/audio/container.ts'
import type { NativeTag } from '../../../shared/domain/audio/read-tags.ts'
import type { FileProblem } from './audio-facts.ts'
import { largestAxml, readAxmlIsrcs } from './axml-isrc.ts'
import { type Chunk, readChunk } from './chunks.ts'

export interface OwnTags {
  readonly tags: readonly NativeTag[]
  readonly problems: readonly FileProblem[]
}

const largestText = 64 << 10
const nothing: OwnTags = { tags: [], problems: [] }

/** What music-metadata does not read: ISRCs in BWF `axml`, and AIFF text chunks that are not plain ASCII. */
export function readOwnTags(fd: number, container: Container, chunks: readonly Chunk[]): OwnTags {
  if (container === 'wav') return readAxml(fd, chunks)
  return container === 'aiff' ? readAiffTexts(fd, chunks) : nothing
}

function readAxml(fd: number, chunks: readonly Chunk[]): OwnTags {
  const chunk = chunks.find(({ id }) => id === 'axml')
  if (chunk === undefined) return nothing
  const content = readChunk(fd, chunk, largestAxml)
  if (content === null) {
    const message = `The axml chunk is larger than ${largestAxml >> 20} MB and was not read.`
    return { tags: [], problems: [{ field: 'isrc', code: 'too-large', message }] }
  }
  const { isrcs, problem } = readAxmlIsrcs(content.toString('utf8'))
  return {
    tags: isrcs.map((value) => ({ format: 'BWF axml', id: 'ISRC', value })),
    problems:
      problem === null
        ? []
        : [
            {
              field: 'isrc',
              code: 'axml-unreadable',
              message: `The axml chunk could not be read: ${problem.slice(0, 200)}.`,
            },
          ],
  }
}

/** The text chunks of AIFF 1.3 are ASCII on paper and UTF-8 or Mac Roman in fact. */
function readAiffTexts(fd: number, chunks: readonly Chunk[]): OwnTags {
  const tags = chunks
    .filter(({ id }) => id === 'NAME' || id === 'AUTH' || id === '(c) ')
    .flatMap((chunk) => {
      const content = readChunk(fd, chunk, largestText)
      return content === null ? [] : [{ format: 'AIFF', id: chunk.id, value: decode(content) }]
    })
  return { tags, problems: [] }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('macintosh').decode(bytes)
  }
}

const pcmFormats: Readonly<Record<number, string>> = { 1: 'PCM', 3: 'IEEE_FLOAT', 6: 'ALAW', 7: 'MULAW' }

/** Format and duration (seconds) of a WAV file from its own chunks; covers RF64 and BW64 (EBU Tech 3306). */
export function readWavFormat(
  fd: number,
  chunks: readonly Chunk[],
): {
  readonly codec?: string
  readonly lossless?: boolean
  readonly sampleRate?: number
  readonly bitsPerSample?: number
  readonly numberOfChannels?: number
  readonly duration?: number
} {
  const fmt = chunks.find(({ id }) => id === 'fmt ')
  const data = chunks.find(({ id }) => id === 'data')
  const content = fmt === undefined ? null : readChunk(fd, fmt, 1024)
  if (content === null || content.length < 16) return {}
  const stated = content.readUInt16LE(0)
  // WAVE_FORMAT_EXTENSIBLE: the real format starts the sub-format GUID.
  const format = stated === 0xfffe && content.length >= 26 ? content.readUInt16LE(24) : stated
  const bytesPerSecond = content.readUInt32LE(8)
  return {
    codec: pcmFormats[format] ?? `WAVE format ${format}`,
    lossless: format === 1 || format === 3,
    sampleRate: content.readUInt32LE(4),
    bitsPerSample: content.readUInt16LE(14),
    numberOfChannels: content.readUInt16LE(2),
    ...(data === undefined || bytesPerSecond === 0 ? {} : { duration: data.bytes / bytesPerSecond }),
  }
}
