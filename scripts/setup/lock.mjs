import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isRunning } from '../lib/files.mjs'
import { logDetail } from '../lib/log.mjs'
import { machineCache } from '../lib/paths.mjs'

/**
 * Lets one setup at a time work on this machine: `npm start` and `npm test` in two terminals would otherwise
 * install over each other. The lock of a process that has ended does not count.
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function withSetupLock(work, file = path.join(machineCache(), 'setup.lock')) {
  await mkdir(path.dirname(file), { recursive: true })
  for (let attempt = 0; !(await tryLock(file)); attempt++) {
    const owner = await readOwner(file)
    if (owner.hasEnded) await rm(file, { force: true })
    else {
      if (attempt === 0) {
        logDetail(`waiting for another setup (${owner.description}); if there is none, delete ${file}`)
      }
      await wait(300)
    }
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

/**
 * A hard link appears with its content in one step, and only where no file is: an atomic claim.
 * @param {string} file
 * @returns {Promise<boolean>}
 */
async function tryLock(file) {
  const claim = `${file}.${randomUUID()}`
  await writeFile(claim, `${os.hostname()} ${process.pid}\n`)
  try {
    await link(claim, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(claim, { force: true })
  }
}

/**
 * @param {string} file
 * @returns {Promise<{ description: string, hasEnded: boolean }>}
 */
async function readOwner(file) {
  const [host, pid] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ')
  if (pid === undefined) return { description: 'which just ended', hasEnded: false }
  // Of a cache shared between machines: a process elsewhere cannot be asked, so its lock stands.
  const isHere = host === os.hostname()
  return { description: `process ${pid} on ${host}`, hasEnded: isHere && !isRunning(Number(pid)) }
}
