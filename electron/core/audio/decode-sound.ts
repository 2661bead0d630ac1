import decode, { type AudioData, type StreamDecoder } from 'audio-decode'
import { fstatSync } from 'node:fs'
import type { Container } from '../../../shared/domain/audio/container.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { blocks, mp4InOrder } from './mp4-order.ts'
import { findWavSound, wavMono, type WavSound } from './wav-sound.ts'

/** What must be known of a file to decode it. */
export interface SoundSource {
  readonly fd: number
  readonly fileName: string
  readonly container: Container
  /** Of an Ogg file, which codec it holds. */
  readonly codec: string
  /** Where the sound starts behind ID3v2 tags. */
  readonly audioAt: number
}

/** Small enough that the decoded piece of a hundredfold compressed file fits in memory. */
const blockBytes = 64 << 10
/** A day of sound; more is no recording but a file made to keep a reader busy. */
const longestSeconds = 86_400

/**
 * Decodes a file piece by piece and hands over mono 16-bit samples (the mean of all channels) with their rate in Hz.
 * Memory does not grow with the length of the file. `pause` is asked between pieces and may throw to stop.
 * @throws RefrainError FILE_DAMAGED when it cannot be decoded, FILE_TOO_LARGE over 24 hours.
 */
export async function decodeSound(
  source: SoundSource,
  take: (samples: Int16Array, sampleRate: number) => void,
  pause: () => void,
): Promise<void> {
  const { fd, container, audioAt } = source
  const uncompressed = container === 'wav' ? findWavSound(fd) : null
  if (uncompressed !== null) {
    handUncompressed(source, uncompressed, take, pause)
    return
  }
  const { size } = fstatSync(fd)
  const decoder = await startDecoder(source)
  let seconds = 0
  const hand = ({ channelData, sampleRate }: AudioData) => {
    const samples = channelData[0]?.length ?? 0
    if (samples === 0 || sampleRate <= 0) return
    seconds += samples / sampleRate
    if (seconds > longestSeconds) throw tooLong(source.fileName)
    take(toMono(channelData), sampleRate)
  }
  try {
    const pieces =
      container === 'mp4' ? mp4InOrder(fd, size, blockBytes) : blocks(fd, audioAt, size, blockBytes)
    for (const piece of pieces) {
      pause()
      hand(await decoding(source, decoder(piece)))
    }
    hand(await decoding(source, decoder()))
  } finally {
    decoder.free()
  }
  if (seconds === 0) throw undecodable(source.fileName, 'it holds no sound')
}

/** WAV is read here: decoders for it want all of it at once, or fail on samples that lie at odd places. */
function handUncompressed(
  { fd, fileName }: SoundSource,
  sound: WavSound,
  take: (samples: Int16Array, sampleRate: number) => void,
  pause: () => void,
): void {
  const seconds = sound.bytes / sound.frameBytes / sound.sampleRate
  if (seconds > longestSeconds) throw tooLong(fileName)
  if (seconds === 0) throw undecodable(fileName, 'it holds no sound')
  for (const samples of wavMono(fd, sound, 4 * blockBytes)) {
    pause()
    take(samples, sound.sampleRate)
  }
}

function startDecoder({ container, codec }: SoundSource): Promise<StreamDecoder> {
  if (container === 'ogg') return codec === 'Opus' ? decode.opus() : decode.oga()
  if (container === 'mp4') return decode.m4a()
  return decode[container]()
}

async function decoding(source: SoundSource, piece: Promise<AudioData>): Promise<AudioData> {
  try {
    return await piece
  } catch (error) {
    throw undecodable(source.fileName, error instanceof Error ? error.message.slice(0, 200) : 'unknown')
  }
}

function toMono(channels: readonly Float32Array[]): Int16Array {
  const [first] = channels
  const mono = new Int16Array(first?.length ?? 0)
  const scale = 32_767 / channels.length
  for (let at = 0; at < mono.length; at++) {
    let sum = 0
    for (const channel of channels) sum += channel[at] ?? 0
    mono[at] = Math.max(-32_768, Math.min(32_767, Math.round(sum * scale)))
  }
  return mono
}

function undecodable(fileName: string, why: string): RefrainError {
  return new RefrainError(
    'FILE_DAMAGED',
    `“${fileName}” could not be decoded (${why}), so it has no fingerprint. The file was not touched.`,
  )
}

function tooLong(fileName: string): RefrainError {
  return new RefrainError(
    'FILE_TOO_LARGE',
    `“${fileName}” is longer than 24 hours; recordings of that length are not fingerprinted.`,
  )
}
