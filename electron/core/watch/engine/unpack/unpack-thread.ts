import type { MessagePort } from 'node:worker_threads'
import { fstatSync } from 'node:fs'
import { BrokenStream } from '../broken-stream.ts'
import type { ByteSource } from '../byte-source.ts'
import type { ReadPosition } from './byte-feed.ts'
import { takeStepsFrom, type UnpackStep } from './steps.ts'
import type { UnpackNotes } from './unpack.ts'
import { ZstdSource } from './zstd-source.ts'
import { createZstdStepper } from './zstd-stepper.ts'

// Unpacking in a thread of its own, so that neither it nor the collection of its buffers holds up who sweeps. What is
// unpacked goes into slots of shared memory, which are told of and given back by messages.

/** What a thread that unpacks is started with. */
export interface UnpackOrder {
  readonly fd: number
  readonly steps: readonly UnpackStep[]
  readonly slots: readonly Uint8Array<SharedArrayBuffer>[]
  readonly port: MessagePort
}

/** How far unpacking has come. */
export interface UnpackState extends UnpackNotes {
  readonly position: number
}

export type FromUnpacker =
  /** So many bytes stand in a slot, which is the reader's until it is given back. */
  | { readonly kind: 'filled'; readonly slot: number; readonly length: number; readonly state: UnpackState }
  | { readonly kind: 'ended'; readonly state: UnpackState }
  | { readonly kind: 'broken'; readonly as: BrokenStream['kind']; readonly state: UnpackState }
  | { readonly kind: 'failed'; readonly message: string; readonly facts: object; readonly state: UnpackState }

/** Packed files below this size are unpacked sooner than a thread is started. */
export const worthThread = 4 << 20

/** True when unpacking the open file is worth a thread. */
export function isWorthThread(fd: number, steps: readonly UnpackStep[]): boolean {
  const { size } = fstatSync(fd)
  const [first] = steps
  const bytes = first?.kind === 'slice' ? Math.min(first.length, size - first.start) : size
  return bytes >= worthThread
}

/** Unpacks as ordered, as far as there are free slots, to the end of the data. Never rejects: how it ends is told. */
export async function unpackIntoSlots({ fd, steps, slots, port }: UnpackOrder): Promise<void> {
  const notes: UnpackNotes = { ignoredTail: false, refusal: null }
  const progress = { position: 0 }
  const state = (): UnpackState => ({ ...notes, position: progress.position })
  const tell = (message: FromUnpacker) => {
    port.postMessage(message)
  }
  const filler = new SlotFiller(slots, port, (slot, length) => {
    tell({ kind: 'filled', slot, length, state: state() })
  })
  try {
    try {
      const source = steppedSource(fd, steps)
      if (source !== null) await filler.addAll(source, progress, notes)
      else for await (const chunk of takeStepsFrom(fd, steps, notes, progress)) await filler.add(chunk)
    } finally {
      filler.flush()
    }
    tell({ kind: 'ended', state: state() })
  } catch (error) {
    if (error instanceof BrokenStream) tell({ kind: 'broken', as: error.kind, state: state() })
    else {
      // A copy of an error in another thread keeps nothing but its message: what else it says travels beside it.
      const message = error instanceof Error ? error.message : String(error)
      tell({ kind: 'failed', message, facts: { ...(error instanceof Error ? error : {}) }, state: state() })
    }
  } finally {
    port.close()
  }
}

/** What the steps make of an open file; null for steps that are not taken in this thread without waiting. */
function steppedSource(fd: number, steps: readonly UnpackStep[]): ZstdSource | null {
  const [first, ...others] = steps
  const [only, ...more] = first?.kind === 'slice' ? others : steps
  if (only?.kind !== 'zstd' || more.length > 0) return null
  const { start, length } = first?.kind === 'slice' ? first : { start: 0, length: Number.POSITIVE_INFINITY }
  const stepper = createZstdStepper()
  return stepper && new ZstdSource(fd, { start, end: start + length }, Number.POSITIVE_INFINITY, stepper)
}

class SlotFiller {
  readonly #slots: UnpackOrder['slots']
  readonly #filled: (slot: number, length: number) => void
  readonly #free: number[]
  #wake: () => void = () => undefined
  #current = -1
  #length = 0

  constructor(
    slots: UnpackOrder['slots'],
    port: MessagePort,
    filled: (slot: number, length: number) => void,
  ) {
    this.#slots = slots
    this.#filled = filled
    this.#free = [...slots.keys()]
    port.on('message', (slot: number) => {
      this.#free.push(slot)
      this.#wake()
    })
  }

  async add(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      if (this.#current < 0) this.#current = await this.#freeSlot()
      const slot = this.#slots[this.#current]
      if (slot === undefined) throw new RangeError('no such slot')
      const part = Math.min(chunk.length - at, slot.length - this.#length)
      slot.set(chunk.subarray(at, at + part), this.#length)
      this.#length += part
      at += part
      if (this.#length === slot.length) this.flush()
    }
  }

  /** Has a source fill one slot after the other, to its end. */
  async addAll(source: ByteSource, progress: ReadPosition, notes: UnpackNotes): Promise<void> {
    try {
      for (;;) {
        const index = await this.#freeSlot()
        const slot = this.#slots[index]
        if (slot === undefined) throw new RangeError('no such slot')
        const got = await source.read(slot, 0)
        progress.position = source.position
        if (got === 0) return
        this.#filled(index, got)
      }
    } finally {
      notes.ignoredTail = source.ignoredTail
      notes.refusal = source.refusal
      await source.close()
    }
  }

  /** Hands on what stands in the slot that is being filled. */
  flush(): void {
    if (this.#length > 0) this.#filled(this.#current, this.#length)
    this.#current = -1
    this.#length = 0
  }

  async #freeSlot(): Promise<number> {
    for (;;) {
      const slot = this.#free.shift()
      if (slot !== undefined) return slot
      const { promise, resolve } = Promise.withResolvers<undefined>()
      this.#wake = () => {
        resolve(undefined)
      }
      await promise
    }
  }
}
