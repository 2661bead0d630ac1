import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/**
 * Builds a folder elsewhere and moves it into place in one step, so that an interrupted build is never
 * mistaken for a complete one, and two builds at once cannot mix: the first one to finish wins.
 * @param {string} target
 * @param {(folder: string) => Promise<void>} build Fills the empty folder it is given.
 */
export async function buildFolder(target, build) {
  await removeLeftovers(target)
  const unfinished = `${target}.${os.hostname()}-${process.pid}.part`
  await mkdir(unfinished, { recursive: true })
  try {
    await build(unfinished)
    await rm(target, { recursive: true, force: true })
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    const lostTheRace = error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY'
    if (!(lostTheRace && existsSync(target))) throw error
  }
}

/**
 * Removes what interrupted builds of the same folder left, `TARGET.HOST-PID.part`: those of processes of this machine
 * that have ended.
 * @param {string} target
 */
export async function removeLeftovers(target) {
  const parent = path.dirname(target)
  const prefix = `${path.basename(target)}.${os.hostname()}-`
  const names = existsSync(parent) ? await readdir(parent) : []
  for (const name of names) {
    const owner = name.startsWith(prefix) ? /^(\d+)\.part$/.exec(name.slice(prefix.length))?.[1] : undefined
    if (owner !== undefined && !isRunning(Number(owner))) {
      await rm(path.join(parent, name), { recursive: true, force: true })
    }
  }
}

/** @param {number} pid @returns {boolean} whether a process of this machine has that number */
export function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Replaces a file in one step.
 * @param {string} file
 * @param {string} content
 */
export async function writeFileAtomically(file, content) {
  await mkdir(path.dirname(file), { recursive: true })
  const unfinished = `${file}.${randomUUID()}.part`
  await writeFile(unfinished, content)
  await rename(unfinished, file)
}

/**
 * @param {string} file
 * @returns {Promise<unknown>} The parsed JSON, or undefined when the file is missing or not JSON.
 */
export async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
