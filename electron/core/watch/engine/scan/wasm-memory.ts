// What is used of the interface of WebAssembly, which the types of Node do not declare.

/** A memory of WebAssembly. */
export interface LinearMemory<Bytes extends ArrayBuffer | SharedArrayBuffer = ArrayBuffer> {
  readonly buffer: Bytes
}

interface MemorySize {
  readonly initial: number
  readonly maximum: number
  readonly shared: boolean
}

declare const WebAssembly: {
  readonly Memory: new (size: MemorySize) => LinearMemory & LinearMemory<SharedArrayBuffer>
  readonly Module: new (code: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: { readonly host: Readonly<Record<string, LinearMemory<ArrayBuffer | SharedArrayBuffer>>> },
  ) => { readonly exports: unknown }
}

export const pageBytes = 65_536

/** A memory of so many pages, which never grows; with `isShared` one that other threads can be sent. */
export function createMemory(pages: number, isShared: true): LinearMemory<SharedArrayBuffer>
export function createMemory(pages: number, isShared: false): LinearMemory
export function createMemory(
  pages: number,
  isShared: boolean,
): LinearMemory | LinearMemory<SharedArrayBuffer> {
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: isShared })
}

/** The functions that an encoded module exports when it is given its memories. */
export function instantiate(
  code: Uint8Array<ArrayBuffer>,
  memories: Readonly<Record<string, LinearMemory<ArrayBuffer | SharedArrayBuffer>>>,
): unknown {
  return new WebAssembly.Instance(new WebAssembly.Module(code), { host: memories }).exports
}
