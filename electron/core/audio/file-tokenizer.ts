import { fstatSync, readSync } from 'node:fs'
import { AbstractTokenizer, EndOfStreamError } from 'strtok3'

/** The largest piece of a file that is taken into memory at once: room for any cover, none for a claim of 1 GB. */
export const largestPiece = 64 << 20

const windowBytes = 64 << 10

interface ReadOptions {
  readonly length?: number
  readonly position?: number
  readonly mayBeLess?: boolean
}

/**
 * Random access to an open file for the tag parsers: reads through one window, so that thousands of small reads cost
 * few system calls, and refuses pieces over `largestPiece` before it makes room for them.
 */
export class FileTokenizer extends AbstractTokenizer {
  readonly fileInfo: { readonly size: number; readonly mimeType: string }
  private readonly fd: number
  private readonly window = new Uint8Array(windowBytes)
  private windowAt = 0
  private windowLength = 0

  constructor(fd: number, mimeType: string) {
    super({ maxBufferSize: largestPiece })
    this.fd = fd
    this.fileInfo = { size: fstatSync(fd).size, mimeType }
  }

  override supportsRandomAccess(): boolean {
    return true
  }

  setPosition(position: number): void {
    this.position = position
  }

  override readBuffer(target: Uint8Array, options: ReadOptions = {}): Promise<number> {
    return this.attempt(() => {
      const position = options.position ?? this.position
      const got = this.fill(target, options.length ?? target.length, position, options.mayBeLess ?? false)
      this.position = position + got
      return got
    })
  }

  override peekBuffer(target: Uint8Array, options: ReadOptions = {}): Promise<number> {
    return this.attempt(() =>
      this.fill(
        target,
        options.length ?? target.length,
        options.position ?? this.position,
        options.mayBeLess ?? false,
      ),
    )
  }

  private attempt(work: () => number): Promise<number> {
    try {
      return Promise.resolve(work())
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)))
    }
  }

  private fill(target: Uint8Array, length: number, position: number, mayBeLess: boolean): number {
    let got = 0
    while (got < length) {
      const at = position + got
      if (at < this.windowAt || at >= this.windowAt + this.windowLength) {
        if (length - got >= windowBytes) {
          const read = readSync(this.fd, target, got, length - got, at)
          if (read === 0) break
          got += read
          continue
        }
        this.windowAt = at
        this.windowLength = readSync(this.fd, this.window, 0, windowBytes, at)
        if (this.windowLength === 0) break
      }
      const from = at - this.windowAt
      const part = this.window.subarray(from, Math.min(this.windowLength, from + length - got))
      target.set(part, got)
      got += part.length
    }
    if (got < length && !mayBeLess) throw new EndOfStreamError()
    return got
  }
}
