import { type Code, i32, unsigned, vector } from './wasm-code.ts'

/** A function of a module: all parameters and the result are 32-bit integers. */
export interface ModuleFunction {
  readonly name: string
  readonly parameters: number
  /** Types of the locals, which are numbered on from the parameters. */
  readonly locals: readonly number[]
  readonly body: Code
}

const magicAndVersion = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/**
 * Encodes a module that exports functions and imports `host.memory` of at least `pages`; with `sharedPages` a second memory
 * as well, `host.names` of just so many, which other threads may have.
 */
export function encodeModule(
  pages: number,
  sharedPages: number | null,
  functions: readonly ModuleFunction[],
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...vector(Array.from({ length: parameters }, () => [i32.type])),
    ...vector([[i32.type]]),
  ])
  const memory = [...text('host'), ...text('memory'), 0x02, 0x00, ...unsigned(pages)]
  const names = (most: number) => [
    ...[...text('host'), ...text('names'), 0x02, 0x03],
    ...[...unsigned(most), ...unsigned(most)],
  ]
  const exported = functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)])
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, type])), ...body, 0x0b]
    return [...unsigned(code.length), ...code]
  })
  return Uint8Array.from([
    ...magicAndVersion,
    ...section(1, vector(types)),
    ...section(2, vector(sharedPages === null ? [memory] : [memory, names(sharedPages)])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(exported)),
    ...section(10, vector(bodies)),
  ])
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content]
}

function text(name: string): Code {
  return vector([...Buffer.from(name)].map((byte) => [byte]))
}
