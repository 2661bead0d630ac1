import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'
import { commit, preview } from '../catalog/support.ts'
import { canMount, mountSmallDisk, needsMounts, type SmallDisk } from '../full-disk/small-disk.ts'
import { expectSound, refusal } from '../full-disk/sound-store.ts'

const mounts = canMount()
const url = 'https://files.tunevault.example/d/1/song.mp3'
let disk: SmallDisk
let folder: string
let core: TestCore

beforeEach(async ({ skip }) => {
  if (!mounts) skip(needsMounts)
  disk = mountSmallDisk(4)
  folder = join(disk.folder, 'stick')
  mkdirSync(folder)
  core = await openTestCore()
})
afterEach(async () => {
  if (!mounts) return
  try {
    await core.dispose()
  } finally {
    disk.remove()
  }
})

describe('files on a read-only disk', () => {
  it('are imported, swept and attached as from any other', async () => {
    const header = 'isrc,title,artist,url\n'
    writeFileSync(join(folder, 'catalogue.csv'), `${header}QZABC2600001,Harbour Lights,Luna Vale,\n`)
    writeFileSync(join(folder, 'dump.csv'), `${header}QZABC2600001,Harbour Lights,Luna Vale,${url}\n`)
    writeFileSync(join(folder, 'proof.png'), 'proof')
    const view = disk.readOnly(folder)
    const { importId } = await preview(core, join(view, 'catalogue.csv'))
    expect(await commit(core, importId)).toMatchObject({ state: 'done' })
    const { jobId } = await core.call('sweeps.start', { paths: [join(view, 'dump.csv')] })
    expect(await core.finished(jobId)).toMatchObject({ state: 'done', result: { findings: 1 } })
    const { rows } = await core.call('findings.list', { limit: 10 })
    const findingId = rows[0]!.id
    await core.call('evidence.attach', { findingId, path: join(view, 'proof.png') })
    expect((await core.call('findings.get', { findingId })).evidence).toHaveLength(2)
    await expectSound(core)
  })
})

describe('exports to a read-only disk', () => {
  let caseId: number
  let noticeId: number
  beforeEach(async () => {
    if (!mounts) return
    const seed = openSeed(core.folder)
    const [detail] = await casesFor(core, seed, [url]).finally(() => {
      seed.close()
    })
    caseId = detail!.id
    noticeId = (await completeCase(core, caseId)).id
  })
  const events = async () => (await core.call('custody.list', { limit: 500 })).events.length

  it.each(['txt', 'pdf'] as const)(
    'of a notice as %s are refused by name, and not recorded',
    async (format) => {
      const before = await events()
      const path = join(disk.readOnly(folder), `notice.${format}`)
      const error = await refusal(() => core.call('notices.export', { noticeId, format, path }))
      expect(error).toMatchObject({ code: 'READ_ONLY' })
      expect(error?.message).toMatch(
        new RegExp(`“notice\\.${format}” .*the disk is read-only.*Choose another place`),
      )
      expect(readdirSync(folder)).toEqual([])
      expect(await events()).toBe(before)
      await core.call('notices.export', { noticeId, format, path: join(folder, `notice.${format}`) })
      expect(readdirSync(folder)).toEqual([`notice.${format}`])
    },
  )

  it('of a bundle are refused by name before they begin', async () => {
    const view = disk.readOnly(folder)
    const error = await refusal(() => core.call('bundle.export', { caseId, folder: view }))
    expect(error).toMatchObject({ code: 'READ_ONLY' })
    expect(error?.message).toContain(`“${basename(view)}” cannot be written`)
    expect((await core.call('jobs.list', {})).jobs.filter(({ kind }) => kind === 'bundle.export')).toEqual([])
    const { jobId } = await core.call('bundle.export', { caseId, folder })
    expect(await core.finished(jobId)).toMatchObject({ state: 'done' })
  })
})
