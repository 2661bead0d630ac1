import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { BrokenStream } from './broken-stream.ts'
import type { ByteSource } from './byte-source.ts'
import type { UnpackStep } from './unpack/steps.ts'
import type { FromUnpacker, UnpackOrder, UnpackState } from './unpack/unpack-thread.ts'

const slotBytes = 1 << 20
/** Enough that neither side waits for the other while both have work. */
const slotCount = 6

/** The decoder's own buffers are outside the heap; the heap itself holds next to nothing. */
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 }

/**
 * What the steps make of an open file, from its beginning, unpacked by another thread that runs `script`. Behaves like
 * `unpackingSource`.
 */
export function threadedSource(
  script: string,
  fd: number,
  steps: readonly UnpackStep[],
  blockBytes: number,
): ByteSource {
  const slots = Array.from({ length: slotCount }, () => new Uint8Array(new SharedArrayBuffer(slotBytes)))
  const { port1: port, port2 } = new MessageChannel()
  const worker = new Worker(script, {
    workerData: { fd, steps, slots, port: port2 } satisfies UnpackOrder,
    transferList: [port2],
    execArgv: [],
    name: 'unpack',
    resourceLimits,
  })
  const messages = new MessageQueue(port, worker)
  let state: UnpackState = { position: 0, ignoredTail: false, refusal: null }
  let filled: { readonly slot: number; readonly length: number; at: number } | null = null
  let end: Exclude<FromUnpacker, { kind: 'filled' }> | null = null

  return {
    get position() {
      return state.position
    },
    get ignoredTail() {
      return state.ignoredTail
    },
    get refusal() {
      return state.refusal
    },
    async read(into, at) {
      while (filled === null && end === null) {
        const message = await messages.next()
        state = message.state
        if (message.kind === 'filled') filled = { slot: message.slot, length: message.length, at: 0 }
        else end = message
      }
      if (filled === null) return atEnd(end)
      const part = Math.min(blockBytes, into.length - at, filled.length - filled.at)
      const slot = slots[filled.slot]
      if (slot !== undefined) into.set(slot.subarray(filled.at, filled.at + part), at)
      filled.at += part
      if (filled.at === filled.length) {
        port.postMessage(filled.slot)
        filled = null
      }
      return part
    },
    async close() {
      messages.close()
      await worker.terminate()
    },
  }
}

function atEnd(end: Exclude<FromUnpacker, { kind: 'filled' }> | null): number {
  if (end?.kind === 'broken') throw new BrokenStream(end.as)
  if (end?.kind === 'failed') throw Object.assign(new Error(end.message), end.facts)
  return 0
}

/** Messages of a worker, taken without a turn of this thread where they are there already. */
class MessageQueue {
  readonly #port: MessagePort
  readonly #waiting: FromUnpacker[] = []
  #failure: Error | null = null
  #wake: () => void = () => undefined

  constructor(port: MessagePort, worker: Worker) {
    this.#port = port
    port.on('message', (message: FromUnpacker) => {
      this.#waiting.push(message)
      this.#wake()
    })
    const fail = (error: Error) => {
      this.#failure ??= error
      this.#wake()
    }
    worker.on('error', fail)
    worker.on('exit', () => {
      fail(new Error('the thread that unpacks ended unexpectedly'))
    })
  }

  async next(): Promise<FromUnpacker> {
    for (;;) {
      const message = this.#waiting.shift() ?? this.#receive()
      if (message !== null) return message
      if (this.#failure !== null) throw this.#failure
      const { promise, resolve } = Promise.withResolvers<undefined>()
      this.#wake = () => {
        resolve(undefined)
      }
      await promise
    }
  }

  close(): void {
    this.#port.close()
  }

  #receive(): FromUnpacker | null {
    const received = receiveMessageOnPort(this.#port) as { readonly message: FromUnpacker } | undefined
    return received?.message ?? null
  }
}
