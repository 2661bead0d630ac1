import { fstatSync } from 'node:fs'
import { listChunks, readChunk } from './chunks.ts'
import { blocks } from './mp4-order.ts'

/** Uncompressed sound of a WAV file: where it lies and how its samples are written. */
export interface WavSound {
  readonly offset: number
  readonly bytes: number
  readonly sampleRate: number
  readonly channels: number
  /** Bytes of one sample of all channels. */
  readonly frameBytes: number
  /** The sample at `at` as a number from -1 to 1. */
  readonly sample: (data: DataView, at: number) => number
  readonly sampleBytes: number
}

const integers = 1
const floats = 3
const extensible = 0xfffe

/** Reads where the sound of a WAV, RF64 or BW64 file lies, or null when it is compressed or makes no sense. */
export function findWavSound(fd: number): WavSound | null {
  const chunks = listChunks(fd, fstatSync(fd).size)
  const fmt = chunks.find(({ id }) => id === 'fmt ')
  const data = chunks.find(({ id }) => id === 'data')
  const content = fmt === undefined ? null : readChunk(fd, fmt, 1024)
  if (data === undefined || content === null || content.length < 16) return null
  const stated = content.readUInt16LE(0)
  const format = stated === extensible && content.length >= 26 ? content.readUInt16LE(24) : stated
  const channels = content.readUInt16LE(2)
  const sampleRate = content.readUInt32LE(4)
  const sampleBytes = Math.ceil(content.readUInt16LE(14) / 8)
  const sample = readerOf(format, sampleBytes)
  if (sample === null || channels === 0 || sampleRate === 0) return null
  const { offset, bytes } = data
  return { offset, bytes, sampleRate, channels, frameBytes: channels * sampleBytes, sample, sampleBytes }
}

/** The mean of all channels as 16-bit samples, piece by piece. */
export function* wavMono(fd: number, sound: WavSound, blockBytes: number): Generator<Int16Array> {
  const { offset, bytes, channels, frameBytes, sample, sampleBytes } = sound
  const whole = Math.max(frameBytes, blockBytes - (blockBytes % frameBytes))
  for (const block of blocks(fd, offset, offset + bytes, whole)) {
    const data = new DataView(block.buffer, block.byteOffset, block.byteLength)
    const mono = new Int16Array(Math.floor(block.length / frameBytes))
    for (let frame = 0; frame < mono.length; frame++) {
      let sum = 0
      for (let channel = 0; channel < channels; channel++)
        sum += sample(data, frame * frameBytes + channel * sampleBytes)
      mono[frame] = Math.max(-32_768, Math.min(32_767, Math.round((sum / channels) * 32_768)))
    }
    yield mono
  }
}

function readerOf(format: number, sampleBytes: number): WavSound['sample'] | null {
  if (format === floats) {
    if (sampleBytes === 4) return (data, at) => finite(data.getFloat32(at, true))
    return sampleBytes === 8 ? (data, at) => finite(data.getFloat64(at, true)) : null
  }
  if (format !== integers) return null
  switch (sampleBytes) {
    case 1:
      return (data, at) => (data.getUint8(at) - 128) / 128
    case 2:
      return (data, at) => data.getInt16(at, true) / 32_768
    case 3:
      return (data, at) => (data.getUint16(at, true) + data.getInt8(at + 2) * 65_536) / 8_388_608
    case 4:
      return (data, at) => data.getInt32(at, true) / 2_147_483_648
    default:
      return null
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0
}
