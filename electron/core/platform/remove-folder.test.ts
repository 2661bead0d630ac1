import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { removeFolder } from './remove-folder.ts'

const folders = 20
const files = 200

/** Removes the files one by one, the last first. */
const remover = `
  const { workerData: { folder, begun, folders, files } } = require('node:worker_threads')
  const { unlinkSync } = require('node:fs')
  Atomics.store(begun, 0, 1)
  Atomics.notify(begun, 0)
  for (let at = 0; at < folders; at++)
    for (let file = files - 1; file >= 0; file--)
      try { unlinkSync(folder + '/' + at + '/' + file) } catch {}
`

function fullFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'refrain-remove-'))
  for (let at = 0; at < folders; at++) {
    mkdirSync(join(folder, String(at)))
    for (let file = 0; file < files; file++) writeFileSync(join(folder, String(at), String(file)), '')
  }
  return folder
}

it('leaves nothing of a folder in which somebody else removes files at the same time', async () => {
  for (let round = 0; round < 5; round++) {
    const folder = fullFolder()
    const begun = new Int32Array(new SharedArrayBuffer(4))
    const worker = new Worker(remover, { eval: true, workerData: { folder, begun, folders, files } })
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    Atomics.wait(begun, 0, 0)
    removeFolder(folder)
    expect(existsSync(folder), `round ${String(round)}`).toBe(false)
    await ended
  }
})

it('has nothing to do where there is no folder', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'refrain-remove-')), 'none')
  removeFolder(folder)
  expect(existsSync(folder)).toBe(false)
})
