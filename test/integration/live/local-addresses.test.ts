import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'

// Folders and torrent files of this computer, given as paths as people have them, through the whole program.

let core: TestCore
let files: string
beforeEach(async () => {
  files = mkdtempSync(join(tmpdir(), 'refrain leaks #1 '))
  core = await openTestCore({ resumeJobs: false })
  await core.call('recordings.create', { title: 'Harbour Lights', artist: 'Luna Vale' })
})
afterEach(async () => {
  await core.dispose()
  rmSync(files, { recursive: true, force: true })
})

async function look(value: string, sourceId: string) {
  expect(await core.call('live.addAddresses', { addresses: [{ value }] })).toMatchObject({ refused: [] })
  const { jobId } = await core.call('live.run', { sourceId })
  expect((await core.finished(jobId)).error).toBeNull()
  const { addresses } = await core.call('live.addresses', {})
  return addresses.find((address) => address.value === value)
}

test('a list of magnet links in a torrent file is read', async () => {
  const list = join(files, 'leaks.torrent')
  writeFileSync(list, `magnet:?xt=urn:btih:${'0a'.repeat(20)}&dn=Luna+Vale+-+Harbour+Lights\n`)
  expect(await look(list, 'torrents')).toMatchObject({ problem: null, listings: 1 })
  expect((await core.call('findings.list', {})).rows).toMatchObject([{ recordingTitle: 'Harbour Lights' }])
})

test('a list is read to its end, however long it is', async () => {
  const list = join(files, 'long.torrent')
  const line = (n: number, name: string) => `magnet:?xt=urn:btih:${String(n).padStart(40, '0')}&dn=${name}\n`
  const others = Array.from({ length: 1_500 }, (_, n) => line(n, `Nobody+-+Song+${String(n)}`))
  writeFileSync(list, [...others, line(9_999, 'Luna+Vale+-+Harbour+Lights')].join(''))
  expect(await look(list, 'torrents')).toMatchObject({ listings: 1 })
})

test('a watched folder is gone through, and one that is not there is told as such', async () => {
  const folder = join(files, 'watched')
  mkdirSync(folder)
  writeFileSync(join(folder, 'table.csv'), 'title,artist\nHarbour Lights,Luna Vale\n')
  const looked = await look(folder, 'folder')
  expect(looked).toMatchObject({ problem: null })
  expect(looked?.lastLookedAt).not.toBeNull()
  expect(await look(join(files, 'nowhere'), 'folder')).toMatchObject({ problem: { kind: 'not-found' } })
})
