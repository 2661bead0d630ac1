import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import {
  type CatalogueSeed,
  exported,
  exportFolder,
  openCatalogueSeed,
  seedFullCatalogue,
  startExport,
} from './full-catalogue.ts'

let core: TestCore
let seed: CatalogueSeed
let out: ReturnType<typeof exportFolder>

beforeEach(async () => {
  core = await openTestCore()
  seed = openCatalogueSeed(core.folder)
  out = exportFolder()
})
afterEach(async () => {
  seed.close()
  await core.dispose()
  out.remove()
})

const pdftotext = spawnSync('pdftotext', ['-v']).status === 0
const textOf = (name: string) => execFileSync('pdftotext', ['-layout', out.file(name), '-']).toString('utf8')

it('holds every fact of a complete release and no mark of a draft', async ({ skip }) => {
  if (!pdftotext) skip('needs pdftotext (poppler-utils)')
  const { release } = seedFullCatalogue(seed)
  const selection = { releaseIds: [release], recordingIds: [] }
  await exported(core, { format: 'label-copy', path: out.file('lc.pdf'), selection })
  const text = textOf('lc.pdf')
  for (const fact of [
    'Harbour Lights', 'Luna Vale', 'Vale Records', 'VR-001', '190295810726', '2026-03-06', '℗ 2026 Vale Records',
    '© 2026 Vale Records', 'US-S1Z-26-00001', '3:01', 'Written by', 'Double bass', 'The "Tide" & Co', 'T-034.524.680-1',
    'Harbour Lights (Night Remix)', '7:01',
  ]) expect(text, fact).toContain(fact) // prettier-ignore
  expect(text).not.toMatch(/DRAFT|Missing/)
  await exported(core, { format: 'label-copy', path: out.file('again.pdf'), selection })
  expect(readFileSync(out.file('again.pdf')).equals(readFileSync(out.file('lc.pdf')))).toBe(true)
})

it('marks what is missing and itself as a draft', async ({ skip }) => {
  if (!pdftotext) skip('needs pdftotext (poppler-utils)')
  const release = seed.release('Bare “Release” & <co>')
  for (let index = 0; index < 40; index++) {
    seed.insert('track', {
      release_id: release,
      recording_id: seed.recording(`Track ${index}`),
      number: index + 1,
    })
  }
  const result = await exported(core, { format: 'label-copy', path: out.file('lc.pdf') })
  expect(result).toMatchObject({ needed: 0, fileCount: 1 })
  expect(result.problems.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['barcode', 'label', 'ISRC', 'writers']),
  )
  const text = textOf('lc.pdf')
  expect(text).toContain('DRAFT: facts are missing')
  expect(text.match(/Track \d+/g)).toHaveLength(40)
  expect(text).toMatch(/Page 2 of \d/)
})

it('of a title in a script that the fonts cannot set is refused by name', async () => {
  seed.release('بحر الليل')
  const job = await startExport(core, { format: 'label-copy', path: out.path })
  expect(job.error).toMatchObject({
    code: 'VALIDATION',
    message: expect.stringMatching(/label copy of “بحر الليل”/) as string,
  })
  expect(out.names()).toEqual([])
})
