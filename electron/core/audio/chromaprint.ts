import create, { type MainModule } from '@unimusic/chromaprint/dist/chromaprint.js'
import type { Fingerprint } from '../../../shared/domain/audio/fingerprint.ts'

/** Algorithm 1 ("test2"), the one AcoustID and `fpcalc` use. */
const algorithm = 1
const feedSamples = 1 << 15

/** Makes fingerprints with Chromaprint compiled to WebAssembly. */
export interface Chromaprint {
  /** Starts a fingerprint of mono sound at `sampleRate` Hz; a false rate gives that of the sound at another speed. */
  start(sampleRate: number): FingerprintMaker
}

/** One fingerprint in the making. `finish` or `drop` must be called, once. */
export interface FingerprintMaker {
  /** Signed 16-bit mono samples. */
  feed(samples: Int16Array): void
  finish(): Fingerprint
  drop(): void
}

/** Loads the WebAssembly build; `wasm` is the content of chromaprint.wasm. */
export async function loadChromaprint(wasm: Uint8Array): Promise<Chromaprint> {
  const module = await instantiate(wasm)
  return {
    start(sampleRate) {
      const handle = module._chromaprint_new(algorithm)
      const buffer = module._malloc(feedSamples * 2)
      const drop = () => {
        module._free(buffer)
        module._chromaprint_free(handle)
      }
      check(module._chromaprint_start(handle, Math.round(sampleRate), 1), 'start')
      return {
        feed(samples) {
          for (let from = 0; from < samples.length; from += feedSamples) {
            const part = samples.subarray(from, from + feedSamples)
            // The heap is looked up anew each time: it moves when the module's memory grows.
            new Int16Array(heapOf(module), buffer, part.length).set(part)
            check(module._chromaprint_feed(handle, buffer, part.length), 'feed')
          }
        },
        finish() {
          try {
            check(module._chromaprint_finish(handle), 'finish')
            return takeItems(module, handle)
          } finally {
            drop()
          }
        },
        drop,
      }
    },
  }
}

/** The build insists on a browser's `window` while it starts; nothing of it is used. */
async function instantiate(wasm: Uint8Array): Promise<MainModule> {
  const scope: object & { window?: unknown } = globalThis
  const had = 'window' in scope
  if (!had) scope.window = globalThis
  try {
    return await create({ wasmBinary: wasm })
  } finally {
    if (!had) delete scope.window
  }
}

function takeItems(module: MainModule, handle: number): Fingerprint {
  const out = module._malloc(8)
  try {
    check(module._chromaprint_get_raw_fingerprint(handle, out, out + 4), 'read')
    const [items = 0, count = 0] = new Int32Array(heapOf(module), out, 2)
    return count === 0 ? new Uint32Array(0) : new Uint32Array(heapOf(module).slice(items, items + count * 4))
  } finally {
    module._free(out)
  }
}

function heapOf(module: MainModule): ArrayBuffer {
  const heap: unknown = module.HEAP16
  if (heap instanceof Int16Array && heap.buffer instanceof ArrayBuffer) return heap.buffer
  throw new Error('the fingerprint module has no memory')
}

function check(result: number, step: string): void {
  if (result !== 1) throw new Error(`the fingerprint module failed to ${step}`)
}
