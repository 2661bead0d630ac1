import { createHash } from 'node:crypto'
import { read as readCallback, readSync } from 'node:fs'
import { promisify } from 'node:util'

const readAsync = promisify(readCallback)

/** SHA-256 of the first `bytes` bytes of an open file, in one go; `pause` is asked before each block and may throw to stop. */
export function hashFile(fd: number, bytes: number, blockBytes: number, pause: () => void): string {
  const hash = createHash('sha256')
  const block = Buffer.allocUnsafeSlow(blockBytes)
  for (let position = 0; ;) {
    pause()
    const got = readSync(fd, block, 0, Math.min(block.length, bytes - position), position)
    if (got === 0) return hash.digest('hex')
    hash.update(block.subarray(0, got))
    position += got
  }
}

const sliceBytes = 256 * 1024

/** SHA-256 of the first `bytes` bytes of an open file, a slice at a time: for small files, in a thread that has other things to do. */
export async function hashFileInSlices(fd: number, bytes: number, pause: () => void): Promise<string> {
  const hash = createHash('sha256')
  const slice = Buffer.allocUnsafe(sliceBytes)
  for (let position = 0; ;) {
    pause()
    const { bytesRead } = await readAsync(fd, slice, 0, Math.min(slice.length, bytes - position), position)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(slice.subarray(0, bytesRead))
    position += bytesRead
  }
}
