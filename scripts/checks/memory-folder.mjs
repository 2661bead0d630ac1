import { mkdir, rm, statfs } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { removeLeftovers } from '../lib/files.mjs'

/** The disk in memory that Linux has, and what must be free of it and of the memory for tests to fill some of it. */
const linuxMemory = { disk: '/dev/shm', freeBytes: 8 * 1024 ** 3 }

/**
 * Runs tests with their temporary files in memory where there is ample room: each of their thousands of stores waits
 * for the disk at every commit otherwise. Elsewhere the files lie where the system has them.
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work is given what to add to the environment of the tests
 * @param {{ disk: string, freeBytes: number }} [memory]
 * @returns {Promise<T>}
 */
export async function withMemoryFolder(work, { disk, freeBytes } = linuxMemory) {
  const target = path.join(disk, 'refrain-tests')
  if (!(await hasRoom(disk, freeBytes))) return work({})
  await removeLeftovers(target)
  const folder = `${target}.${os.hostname()}-${process.pid}.part`
  await mkdir(folder, { recursive: true })
  try {
    return await work({ TMPDIR: folder })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** @param {string} disk @param {number} freeBytes */
async function hasRoom(disk, freeBytes) {
  if (process.platform !== 'linux' || os.freemem() < freeBytes) return false
  const { bavail, bsize } = await statfs(disk).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize >= freeBytes
}
