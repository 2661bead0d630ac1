import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { exported, seedFullCatalogue, startExport } from './full-catalogue.ts'
import { useExportCore } from './export-core.ts'

const given = useExportCore()

const pdftotext = spawnSync('pdftotext', ['-v']).status === 0
const textOf = (name: string) =>
  execFileSync('pdftotext', ['-layout', given.out.file(name), '-']).toString('utf8')

it('holds every fact of a complete release and no mark of a draft', async ({ skip }) => {
  if (!pdftotext) skip('needs pdftotext (poppler-utils)')
  const { release } = seedFullCatalogue(given.seed)
  const selection = { releaseIds: [release], recordingIds: [] }
  await exported(given.core, { format: 'label-copy', path: given.out.file('lc.pdf'), selection })
  const text = textOf('lc.pdf')
  for (const fact of [
    'Harbour Lights', 'Luna Vale', 'Vale Records', 'VR-001', '190295810726', '2026-03-06', '℗ 2026 Vale Records',
    '© 2026 Vale Records', 'US-S1Z-26-00001', '3:01', 'Written by', 'Double bass', 'The "Tide" & Co', 'T-034.524.680-1',
    'Harbour Lights (Night Remix)', '7:01',
  ]) expect(text, fact).toContain(fact) // prettier-ignore
  expect(text).not.toMatch(/DRAFT|Missing/)
  await exported(given.core, { format: 'label-copy', path: given.out.file('again.pdf'), selection })
  expect(readFileSync(given.out.file('again.pdf')).equals(readFileSync(given.out.file('lc.pdf')))).toBe(true)
})

it('marks what is missing and itself as a draft', async ({ skip }) => {
  if (!pdftotext) skip('needs pdftotext (poppler-utils)')
  const release = given.seed.release('Bare “Release” & <co>')
  for (let index = 0; index < 40; index++) {
    given.seed.insert('track', {
      release_id: release,
      recording_id: given.seed.recording(`Track ${index}`),
      number: index + 1,
    })
  }
  const result = await exported(given.core, { format: 'label-copy', path: given.out.file('lc.pdf') })
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
  given.seed.release('بحر الليل')
  const job = await startExport(given.core, { format: 'label-copy', path: given.out.path })
  expect(job.error).toMatchObject({
    code: 'VALIDATION',
    message: expect.stringMatching(/label copy of “بحر الليل”/) as string,
  })
  expect(given.out.names()).toEqual([])
})
