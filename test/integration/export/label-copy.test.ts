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

const scripts = {
  Japanese: '夜明けの街で（リミックス）「雨」',
  Chinese: '北京爱与梦 臺灣',
  Korean: '한국어 노래 밤',
  Cyrillic: 'Москва не спит',
  Greek: 'Αθήνα Ώρα',
  Hebrew: 'שיר של לילה',
  Arabic: 'بحر الليل أغنية',
  mixed: 'Night 夜 밤 Ночь',
} as const

it.each(Object.entries(scripts))('holds titles in %s as text', async (_script, title) => {
  if (!pdftotext) return
  seedRelease(title)
  await exported(given.core, { format: 'label-copy', path: given.out.file('lc.pdf') })
  const text = textOf('lc.pdf').replace(/[\u202a-\u202e]/g, '')
  // Of the release and of its track.
  expect(text.split(title)).toHaveLength(3)
  const fonts = execFileSync('pdffonts', [given.out.file('lc.pdf')]).toString()
  const lines = fonts.trim().split('\n').slice(2)
  // Each is embedded, as a subset, with a map back to text.
  for (const line of lines) expect(line).toMatch(/^[A-Z]{6}\+.* yes yes yes /)
})

it.each([
  ['夜明けの街', 'NotoSansJP'],
  ['夜明 (한국어)', 'NotoSansKR'],
  ['北京爱', 'NotoSansSC'],
])('sets the Han characters of “%s” in the forms of its language', async (title, font) => {
  if (!pdftotext) return
  seedRelease(title)
  await exported(given.core, { format: 'label-copy', path: given.out.file('lc.pdf') })
  const fonts = execFileSync('pdffonts', [given.out.file('lc.pdf')]).toString()
  expect(fonts.match(/NotoSans\w\w/g)).toEqual(expect.arrayContaining([font]))
  expect(new Set(fonts.match(/NotoSans\w\w/g)).size).toBe(1)
})

it('draws a title from right to left: its first word is the one at the right', async () => {
  if (!pdftotext) return
  seedRelease('שיר Vale לילה')
  await exported(given.core, { format: 'label-copy', path: given.out.file('lc.pdf') })
  const boxes = execFileSync('pdftotext', ['-bbox', given.out.file('lc.pdf'), '-']).toString('utf8')
  const leftOf = (word: string) =>
    Number(
      new RegExp(`xMin="([\\d.]+)"[^>]*>[^<\\w]*(?:${word}|${[...word].reverse().join('')})`).exec(
        boxes,
      )?.[1] ?? Number.NaN,
    )
  expect(boxes).toContain('>Vale<')
  expect(leftOf('שיר')).toBeGreaterThan(leftOf('Vale'))
  expect(leftOf('Vale')).toBeGreaterThan(leftOf('לילה'))
})

it('names before the export what no font can set, leaves that release out and writes the others', async () => {
  seedRelease('Harbour')
  seedRelease('ทะเล')
  const withCredit = seedRelease('Tide', 'กลางคืน')
  given.seed.db.prepare("UPDATE release SET p_line = '2026 \u2067Vale' WHERE id = ?").run(withCredit)
  const check = await given.core.call('exports.check', { format: 'label-copy' })
  expect(check).toMatchObject({ subjects: 1, files: 1, leftOut: 2 })
  const needed = check.problems.filter(({ severity }) => severity === 'needed')
  expect(needed.map(({ subject, field }) => `${subject.type} ${subject.title}: ${field}`)).toEqual([
    'release ทะเล: title',
    'recording ทะเล: title',
    'release Tide: ℗ line',
    'recording กลางคืน: title',
  ])
  expect(needed[0]?.message).toMatch(/cannot set ท/)
  expect(needed[2]?.message).toMatch(/U\+2067/)
  const result = await exported(given.core, { format: 'label-copy', path: given.out.path })
  expect(result).toMatchObject({ fileCount: 1, leftOut: 2 })
  expect(given.out.names()).toEqual(['Harbour.pdf'])
})

it('that could be made of no release says why and writes nothing', async () => {
  given.seed.release('ทะเล')
  const job = await startExport(given.core, { format: 'label-copy', path: given.out.path })
  expect(job.error).toMatchObject({
    code: 'VALIDATION',
    message: expect.stringMatching(/for “ทะเล”: The PDF's fonts cannot set/) as string,
  })
  expect(given.out.names()).toEqual([])
})

it('takes the longest names of other scripts that a file system takes', async () => {
  seedRelease('夜'.repeat(300))
  await exported(given.core, { format: 'label-copy', path: given.out.path })
  const [name = ''] = given.out.names()
  expect(name).toMatch(/夜\.pdf$/)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
})

function seedRelease(title: string, trackTitle = title): number {
  const release = given.seed.release(title)
  given.seed.insert('track', {
    release_id: release,
    recording_id: given.seed.recording(trackTitle),
    number: 1,
  })
  return release
}
