import { type IAudioMetadata, type ITag, parseFromTokenizer } from 'music-metadata'
import { BufferSizeError } from 'strtok3'
import type { Container } from '../../../shared/domain/audio/container.ts'
import { type NativeTag, readTags } from '../../../shared/domain/audio/read-tags.ts'
import type { AudioTags } from '../../../shared/domain/audio/tags.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { listChunks } from './chunks.ts'
import { type EmbeddedArt, findArt } from './embedded-art.ts'
import { FileTokenizer, largestPiece } from './file-tokenizer.ts'
import { readOwnTags, readWavFormat } from './own-readers.ts'

/** Something in a file that could not be used as it stands; the rest of the file could. */
export interface FileProblem {
  readonly field: string
  readonly code: string
  readonly message: string
}

export interface AudioFacts {
  readonly container: Container
  /** As its parser names it, e.g. `MPEG 1 Layer 3`, `FLAC`, `PCM`, `ALAC`. */
  readonly codec: string
  readonly lossless: boolean
  /** Hertz. */
  readonly sampleRate: number | null
  readonly bits: number | null
  readonly channels: number | null
  readonly durationMs: number | null
  readonly tags: AudioTags
  readonly art: EmbeddedArt | null
  readonly problems: readonly FileProblem[]
}

export interface FactsRequest {
  readonly fileName: string
  readonly container: Container
  /** Where the sound starts behind ID3v2 tags. */
  readonly audioAt: number
  readonly bytes: number
}

const mimeTypes: Readonly<Record<Container, string>> = {
  mp3: 'audio/mpeg',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  mp4: 'audio/mp4',
  wav: 'audio/wav',
  aiff: 'audio/aiff',
}

/**
 * Technical facts and tags of an open file. Tags that are damaged or over the limit become problems, and what was read
 * before them is kept.
 * @throws RefrainError FILE_DAMAGED when no sound can be found.
 */
export async function readFacts(fd: number, request: FactsRequest): Promise<AudioFacts> {
  const { fileName, container, bytes } = request
  const chunks = container === 'wav' || container === 'aiff' ? listChunks(fd, bytes) : []
  const parsed = await parse(fd, request)
  const own = readOwnTags(fd, container, chunks)
  // AIFF's own text chunks are decoded better here than as the ASCII that music-metadata takes them for.
  const native = parsed.native.filter(({ format }) => format !== 'AIFF')
  const { tags, problems: tagProblems } = readTags([...own.tags, ...native])
  const problems = [...parsed.problems, ...own.problems, ...tagProblems, ...cutData(chunks)]
  const format =
    container === 'wav' ? { ...readWavFormat(fd, chunks), ...defined(parsed.format) } : parsed.format
  const seconds = format.duration
  const durationMs =
    seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null
  if (durationMs === null && !parsed.overLimit) throw damaged(fileName, problems)
  return {
    container,
    codec: (format.codec ?? '').slice(0, 100),
    lossless: format.lossless === true,
    sampleRate: positive(format.sampleRate),
    bits: positive(format.bitsPerSample),
    channels: positive(format.numberOfChannels),
    durationMs: positive(durationMs ?? undefined),
    tags,
    art: findArt(parsed.native),
    problems,
  }
}

type Format = Partial<
  Pick<
    IAudioMetadata['format'],
    'codec' | 'lossless' | 'sampleRate' | 'bitsPerSample' | 'numberOfChannels' | 'duration'
  >
>

interface Parsed {
  readonly format: Format
  readonly native: readonly NativeTag[]
  readonly problems: readonly FileProblem[]
  readonly overLimit: boolean
}

async function parse(fd: number, { container, audioAt }: FactsRequest): Promise<Parsed> {
  const first = await attempt(fd, container, 0)
  if (!first.overLimit || audioAt === 0) return first
  // A tag in front too large to be read: the sound behind it still says how long it is.
  const behind = await attempt(fd, container, audioAt)
  return { ...behind, problems: [...first.problems, ...behind.problems] }
}

async function attempt(fd: number, container: Container, position: number): Promise<Parsed> {
  const tokenizer = new FileTokenizer(fd, mimeTypes[container])
  tokenizer.setPosition(position)
  // Filled as the file is read, so that what stood before a mistake is not lost.
  const collected: { metadata: unknown } = { metadata: null }
  try {
    const { format, native } = await parseFromTokenizer(tokenizer, {
      duration: true,
      observer: ({ metadata }) => {
        collected.metadata = metadata
      },
    })
    return { format, native: flat(native), problems: [], overLimit: false }
  } catch (error) {
    const overLimit = error instanceof BufferSizeError
    return {
      ...partOf(collected.metadata),
      problems: [overLimit ? tooLarge(error) : broken(error)],
      overLimit,
    }
  }
}

function partOf(metadata: unknown): Pick<Parsed, 'format' | 'native'> {
  const part: { format?: Format; native?: Record<string, ITag[]> } =
    typeof metadata === 'object' && metadata !== null ? metadata : {}
  return { format: part.format ?? {}, native: flat(part.native ?? {}) }
}

function flat(native: Readonly<Record<string, readonly ITag[]>>): readonly NativeTag[] {
  return Object.entries(native).flatMap(([format, tags]) =>
    tags.map(({ id, value }) => ({ format, id, value })),
  )
}

/** Parsers also set fields to undefined, which must not hide what is known otherwise. */
function defined(format: Format): Format {
  const entries: (readonly [string, unknown])[] = Object.entries(format)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function positive(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value >= 1 ? Math.round(value) : null
}

/** A copy that broke off shows by chunks that reach beyond the end of the file. */
function cutData(chunks: ReturnType<typeof listChunks>): readonly FileProblem[] {
  const cut = chunks.find(({ id, bytes, claimed }) => claimed > bytes && (id === 'data' || id === 'SSND'))
  if (cut === undefined || cut.claimed >= 0xffff_f000) return []
  const missing = (cut.claimed - cut.bytes).toLocaleString('en')
  return [
    {
      field: 'audio',
      code: 'truncated',
      message: `The file breaks off: ${missing} bytes of sound are missing.`,
    },
  ]
}

function tooLarge(error: BufferSizeError): FileProblem {
  const message = `The tags hold one piece of ${megabytes(error.requestedSize)}; at most ${megabytes(largestPiece)} are read. The tags were left out, the file itself is taken as it is.`
  return { field: 'tags', code: 'too-large', message }
}

function broken(error: unknown): FileProblem {
  const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
  const message = `The file is damaged or breaks off (${reason}). What could be read before that is kept.`
  return { field: 'file', code: 'damaged', message }
}

function damaged(fileName: string, problems: readonly FileProblem[]): RefrainError {
  return new RefrainError(
    'FILE_DAMAGED',
    `“${fileName}” is damaged: no sound could be found in it. ${problems[0]?.message ?? ''}`.trim(),
    { problems },
  )
}

function megabytes(bytes: number): string {
  return `${(bytes / (1 << 20)).toLocaleString('en', { maximumFractionDigits: 0 })} MB`
}
