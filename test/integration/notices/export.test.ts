import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type NoticeFormat, noticeFormats } from '../../../shared/domain/notices/exports/formats.ts'
import { casesFor, completeCase, openElements, profile } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
let caseId: number
let out: string

const long = `https://files.tunevault.example/d/${'a-very-long-folder-name/'.repeat(12)}song%20(1).mp3?token=${'0123456789abcdef'.repeat(8)}`

beforeEach(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
  out = join(core.folder, 'exports')
  const urls = ['https://files.tunevault.example/d/1/song.mp3', long]
  const [detail] = await casesFor(core, seed, urls)
  caseId = detail?.id ?? 0
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const has = (tool: string) => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    try {
      execFileSync(tool, ['-v'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
}
const pdfToText = has('pdftotext')
const qpdf = has('qpdf')

async function exported(noticeId: number, format: NoticeFormat, name: string): Promise<Buffer> {
  const path = join(out, name)
  const result = await core.call('notices.export', { noticeId, format, path })
  const bytes = readFileSync(path)
  expect(result).toEqual({ path, bytes: bytes.length, sha256: sha256(bytes) })
  return bytes
}

describe('exporting a notice', () => {
  it('is refused while anything is missing, naming every gap, and writes nothing', async () => {
    const { id } = await core.call('notices.draft', { caseId })
    const path = join(out, 'notice.txt')
    const failure: unknown = await core
      .call('notices.export', { noticeId: id, format: 'txt', path })
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'NOTICE_INCOMPLETE' })
    const { message, details } = failure as { message: string; details: { missing: { code: string }[] } }
    expect(details.missing.map(({ code }) => code)).toEqual(
      openElements(await core.call('notices.draft', { caseId })),
    )
    expect(message).toContain('6 things are still open')
    expect(message).toContain('Fill in your profile')
    expect(existsSync(path)).toBe(false)
    expect(seed.db.prepare('SELECT count(*) FROM notice_export').pluck().get()).toBe(0)
  })

  it('as text gives the very text shown, in UTF-8 with line feeds', async () => {
    const { id, text } = await completeCase(core, caseId)
    const bytes = await exported(id, 'txt', 'notice.txt')
    expect(bytes.toString('utf8')).toBe(text)
    expect(text).toContain(long)
    expect(text).not.toContain('\r')
    expect(await core.call('notices.draft', { caseId })).toMatchObject({ status: 'exported' })
  })

  it.each(noticeFormats)('as %s gives the same bytes each time, kept and logged', async (format) => {
    const { id } = await completeCase(core, caseId)
    const first = await exported(id, format, `a.${format}`)
    const second = await exported(id, format, `b.${format}`)
    expect(second.equals(first)).toBe(true)
    const stored = seed.db.prepare('SELECT sha256, bytes FROM object').all()
    expect(stored).toEqual([{ sha256: sha256(first), bytes: first.length }])
    const { events } = await core.call('custody.list', {})
    const event = events.find(({ action }) => action === 'notice.exported')
    expect(event?.detail).toEqual({ format, sha256: sha256(first), bytes: first.length })
  })

  it('replaces an older file as a whole and leaves nothing beside it', async () => {
    const { id } = await completeCase(core, caseId)
    writeFileSync(join(out, 'notice.txt'), 'older')
    await exported(id, 'txt', 'notice.txt')
    expect(readdirSync(out)).toEqual(['notice.txt'])
  })

  it('into a place that cannot be written says so and records nothing', async () => {
    const { id } = await completeCase(core, caseId)
    mkdirSync(join(out, 'folder.txt'))
    const attempt = (path: string) => core.call('notices.export', { noticeId: id, format: 'txt', path })
    await expect(attempt(join(out, 'absent', 'notice.txt'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(attempt(join(out, 'folder.txt'))).rejects.toMatchObject({ code: 'VALIDATION' })
    if (process.getuid?.() !== 0 && process.platform !== 'win32') {
      chmodSync(join(out, 'folder.txt'), 0o500)
      await expect(attempt(join(out, 'folder.txt', 'notice.txt'))).rejects.toMatchObject({
        code: 'READ_ONLY',
      })
    }
    expect(seed.db.prepare('SELECT count(*) FROM notice_export').pluck().get()).toBe(0)
    expect(await core.call('notices.draft', { caseId })).toMatchObject({ status: 'complete' })
  })

  it('as PDF refuses a title its fonts cannot set, and points to the text', async () => {
    seed.db.prepare("UPDATE recording SET title = 'ทะเล' WHERE id = 1").run()
    const { id } = await completeCase(core, caseId)
    const path = join(out, 'notice.pdf')
    await expect(core.call('notices.export', { noticeId: id, format: 'pdf', path })).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { characters: 'ทะเล' },
    })
    expect(existsSync(path)).toBe(false)
    expect((await exported(id, 'txt', 'notice.txt')).toString('utf8')).toContain('ทะเล')
  })

  it('after sending gives what was sent', async () => {
    const { id } = await completeCase(core, caseId)
    const before = await exported(id, 'pdf', 'before.pdf')
    await core.call('cases.recordSent', { caseId, at: new Date().toISOString(), channel: 'form' })
    await core.call('profile.save', { ...profile, legalName: 'Someone Else', country: 'United States' })
    expect((await exported(id, 'pdf', 'after.pdf')).equals(before)).toBe(true)
    expect((await core.call('cases.get', { caseId })).state).toBe('sent')
  })
})

describe('the PDF, judged by others', () => {
  // Needs poppler's pdftotext; without it there is no second reader of the PDF.
  it.skipIf(!pdfToText)(
    'holds the whole letter as selectable text, addresses unbroken but for line ends',
    async () => {
      seed.db
        .prepare(
          "UPDATE recording SET title = 'Étude № 3: Großer Łódź Ωmega Жар', version = 'Live' WHERE id = 1",
        )
        .run()
      const { id, text } = await completeCase(core, caseId)
      await exported(id, 'pdf', 'notice.pdf')
      const read = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', join(out, 'notice.pdf'), '-'], {
        encoding: 'utf8',
      })
      const packed = read.replace(/\s+/g, '')
      expect(packed).toContain(long)
      expect(packed).toContain('Étude№3:GroßerŁódźΩmegaЖар(Live)')
      const words = text.split(/\s+/).filter((word) => /^[A-Za-z]{4,}$/.test(word))
      const lower = packed.toLowerCase()
      for (const word of words) expect(lower).toContain(word.toLowerCase())
      expect(read).toMatch(/1 \/ \d/)
    },
  )

  // Needs poppler's pdftotext.
  it.skipIf(!pdfToText)('is set on the paper of the sender’s country', async () => {
    const { id } = await completeCase(core, caseId)
    await exported(id, 'pdf', 'a4.pdf')
    await core.call('profile.save', { ...profile, country: 'United States' })
    await core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
    await exported(id, 'pdf', 'letter.pdf')
    const size = (name: string) => execFileSync('pdfinfo', [join(out, name)], { encoding: 'utf8' })
    expect(size('a4.pdf')).toMatch(/Page size:\s+595\.\d+ x 841\.\d+/)
    expect(size('letter.pdf')).toMatch(/Page size:\s+612 x 792/)
  })

  // Needs qpdf.
  it.skipIf(!qpdf)('is well formed', async () => {
    const { id } = await completeCase(core, caseId)
    await exported(id, 'pdf', 'notice.pdf')
    const report = execFileSync('qpdf', ['--check', join(out, 'notice.pdf')], { encoding: 'utf8' })
    expect(report).toContain('No syntax or stream encoding errors found')
  })
})
