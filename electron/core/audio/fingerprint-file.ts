import { closeSync, fstatSync } from 'node:fs'
import { basename } from 'node:path'
import type { Fingerprint } from '../../../shared/domain/audio/fingerprint.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { readFacts } from './audio-facts.ts'
import type { Chromaprint, FingerprintMaker } from './chromaprint.ts'
import { decodeSound } from './decode-sound.ts'
import { containerOf, openReadOnly } from './read-audio-file.ts'

export interface FileFingerprint {
  readonly items: Fingerprint
  /** Of the sound as decoded, milliseconds. */
  readonly durationMs: number
}

/** A stretch of decoded sound, kept to be fingerprinted again at other speeds. */
export interface SoundStretch {
  readonly samples: Int16Array
  readonly sampleRate: number
  /** Where it starts in the file, milliseconds. */
  readonly startMs: number
}

/**
 * Fingerprints a whole file.
 * @throws RefrainError FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_AUDIO, FILE_DAMAGED, FILE_TOO_LARGE.
 */
export async function fingerprintFile(
  path: string,
  chromaprint: Chromaprint,
  pause: () => void,
): Promise<FileFingerprint> {
  const { fingerprint } = await listen(path, chromaprint, pause, 0)
  return fingerprint
}

/** Fingerprints a whole file and keeps `keptSeconds` from its middle. Same failures as `fingerprintFile`. */
export async function fingerprintAndKeep(
  path: string,
  chromaprint: Chromaprint,
  pause: () => void,
  keptSeconds: number,
): Promise<{ readonly fingerprint: FileFingerprint; readonly stretch: SoundStretch }> {
  return listen(path, chromaprint, pause, keptSeconds)
}

/** The fingerprint a stretch would have if it were played `speed` times as fast. */
export function fingerprintAtSpeed(
  stretch: SoundStretch,
  chromaprint: Chromaprint,
  speed: number,
): Fingerprint {
  const maker = chromaprint.start(stretch.sampleRate * speed)
  maker.feed(stretch.samples)
  return maker.finish()
}

async function listen(path: string, chromaprint: Chromaprint, pause: () => void, keptSeconds: number) {
  const fileName = basename(path)
  const fd = openReadOnly(path, fileName)
  let maker: FingerprintMaker | null = null
  try {
    const { size } = fstatSync(fd)
    if (size === 0) throw new RefrainError('FILE_EMPTY', `“${fileName}” is empty: it has no bytes.`)
    const { container, audioAt } = containerOf(fd, fileName)
    const { codec, durationMs } = await readFacts(fd, { fileName, container, audioAt, bytes: size })
    const keeper = createKeeper(keptSeconds, (durationMs ?? 0) / 1000)
    let samplesSoFar = 0
    let rate = 0
    await decodeSound(
      { fd, fileName, container, codec, audioAt },
      (samples, sampleRate) => {
        if (maker === null) {
          rate = sampleRate
          maker = chromaprint.start(sampleRate)
        }
        // A chain of streams may change its rate; Chromaprint cannot.
        if (sampleRate !== rate) return
        maker.feed(samples)
        keeper.take(samples, samplesSoFar, rate)
        samplesSoFar += samples.length
      },
      pause,
    )
    const items = finish(maker)
    maker = null
    const fingerprint = { items, durationMs: rate === 0 ? 0 : Math.round((samplesSoFar / rate) * 1000) }
    return { fingerprint, stretch: keeper.stretch(rate) }
  } finally {
    drop(maker)
    closeSync(fd)
  }
}

function finish(maker: FingerprintMaker | null): Fingerprint {
  return maker === null ? new Uint32Array(0) : maker.finish()
}

function drop(maker: FingerprintMaker | null): void {
  maker?.drop()
}

/** Keeps the middle of a sound of about `fileSeconds`; all of it when it is shorter. */
function createKeeper(keptSeconds: number, fileSeconds: number) {
  const parts: Int16Array[] = []
  const fromSeconds = Math.max(0, (fileSeconds - keptSeconds) / 2)
  let startMs: number | null = null
  let kept = 0
  return {
    take(samples: Int16Array, position: number, rate: number): void {
      const from = Math.round(fromSeconds * rate)
      const to = from + Math.round(keptSeconds * rate)
      const part = samples.subarray(Math.max(0, from - position), Math.max(0, to - position))
      if (part.length === 0 || kept >= to - from) return
      startMs ??= (Math.max(from, position) / rate) * 1000
      parts.push(part)
      kept += part.length
    },
    stretch(sampleRate: number): SoundStretch {
      const samples = new Int16Array(kept)
      let at = 0
      for (const part of parts) {
        samples.set(part, at)
        at += part.length
      }
      return { samples, sampleRate, startMs: startMs ?? 0 }
    },
  }
}
