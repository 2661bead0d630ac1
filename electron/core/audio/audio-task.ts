import type { AudioComparison, AudioPlanCounts } from '../../../shared/contract/audio.ts'
import type { ErrorShape } from '../../../shared/errors.ts'
import type { AudioFile } from './read-audio-file.ts'

/** What every audio worker is started with. */
export interface AudioWorkerSetup {
  readonly cancelFlag: Int32Array<SharedArrayBuffer>
  /** Content of chromaprint.wasm, or null for workers that make no fingerprints. */
  readonly wasm: Uint8Array | null
  readonly sqliteBinding: string | null
}

export type AudioTask =
  | { readonly kind: 'read'; readonly paths: readonly string[] }
  | { readonly kind: 'fingerprint'; readonly path: string }
  | { readonly kind: 'compare'; readonly path: string; readonly database: string }
  | {
      readonly kind: 'commit'
      readonly scanId: number
      readonly database: string
      /** Stamps what is written, ISO 8601. */
      readonly at: string
      /** Who adds the files, as the history of a record names them. */
      readonly actor: 'window' | 'command line'
    }

export type ReadOutcome =
  { readonly path: string; readonly file: AudioFile } | { readonly path: string; readonly error: ErrorShape }

export interface FingerprintAnswer {
  /** Stored form: little-endian 32-bit items. */
  readonly bytes: Uint8Array
  readonly durationMs: number
}

export interface AudioAnswers {
  readonly read: readonly ReadOutcome[]
  readonly fingerprint: FingerprintAnswer
  readonly compare: AudioComparison
  readonly commit: AudioPlanCounts
}

export interface TaskProgress {
  readonly done: number
  readonly total: number
  readonly note: string
}

export interface ToAudioWorker {
  readonly id: number
  readonly task: AudioTask
}

export type FromAudioWorker =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: AudioAnswers[keyof AudioAnswers] }
  | { readonly id: number; readonly kind: 'error'; readonly error: ErrorShape }
  | { readonly id: number; readonly kind: 'defect'; readonly defect: unknown }
