import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../../shared/contract/notices.ts'
import type { NoticeFormat } from '../../../shared/domain/notices/exports/formats.ts'
import { casesFor, completeCase, profile } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
let out: string

beforeEach(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
  out = join(core.folder, 'exports')
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

/** Two hundred items on five works, every one named in the letter. */
async function large(): Promise<{ notice: Notice; urls: readonly string[]; caseId: number }> {
  const works = Array.from({ length: 5 }, (_, at) => seed.recording(`Song & Co. <${at}>`))
  const urls = Array.from(
    { length: 200 },
    (_, at) => `https://youtube.com/watch?v=item${String(at).padStart(4, '0')}`,
  )
  const findingIds = urls.map((url, at) => seed.finding({ url, recordingId: works[at % 5] ?? 1 }))
  await core.call('findings.decide', { findingIds, decision: 'confirm' })
  const { caseIds } = await core.call('cases.group', {})
  const caseId = caseIds[0] ?? 0
  return { notice: await completeCase(core, caseId), urls, caseId }
}

async function exported(noticeId: number, format: NoticeFormat): Promise<Buffer> {
  const path = join(out, `notice.${format}`)
  await core.call('notices.export', { noticeId, format, path })
  return readFileSync(path)
}

/** Every member of a ZIP as text; the second reader is Info-ZIP. */
function zipText(bytes: Buffer): string {
  const path = join(core.folder, 'read.zip')
  writeFileSync(path, bytes)
  return execFileSync('unzip', ['-p', path], { encoding: 'utf8', maxBuffer: 1e9 })
}

interface Mail {
  readonly head: Readonly<Record<string, string>>
  readonly parts: readonly { readonly head: string; readonly bytes: Buffer }[]
}

/** Reads a MIME message by hand: headers unfolded, parts decoded. */
function readMail(bytes: Buffer): Mail {
  const text = bytes.toString('latin1')
  const [top = ''] = text.split('\r\n\r\n', 1)
  const head = Object.fromEntries(
    top
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
  )
  const boundary = /boundary="?([^";\s]+)/.exec(head['content-type'] ?? '')?.[1] ?? 'none'
  const parts = text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [partHead = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n')
      return { head: partHead, bytes: decoded(partHead, rest.join('\r\n\r\n')) }
    })
  return { head, parts }
}

function decoded(head: string, body: string): Buffer {
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64')
  if (!/transfer-encoding: quoted-printable/i.test(head)) return Buffer.from(body, 'latin1')
  const plain = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}

describe('two hundred items in one notice', () => {
  it('stand once each in every format, work by work', async () => {
    const { notice, urls } = await large()
    const missingIn = (text: string) => urls.filter((url) => !text.includes(url))
    const text = (await exported(notice.id, 'txt')).toString('utf8')
    expect(missingIn(text)).toEqual([])
    expect(text.match(/\n {2}\d\.\d+ {2}/g)).toHaveLength(200)

    const page = (await exported(notice.id, 'html')).toString('utf8')
    expect(missingIn(page)).toEqual([])
    expect(page.match(/<h3>/g)).toHaveLength(5)
    expect(page).toContain('Song &amp; Co. &lt;4&gt;')
    expect(page).not.toMatch(/<script|src=|href=/)

    const docx = zipText(await exported(notice.id, 'docx'))
    expect(missingIn(docx.replaceAll('&amp;', '&'))).toEqual([])
    expect(docx).toContain('w:tblHeader')

    const json = JSON.parse((await exported(notice.id, 'json')).toString('utf8')) as {
      works: { description: string; kind: string; infringing_urls: { url: string }[] }[]
      body: string
    }
    expect(json.works).toHaveLength(5)
    expect(json.works.flatMap((work) => work.infringing_urls.map(({ url }) => url)).sort()).toEqual(
      [...urls].sort(),
    )
    expect(json.body).toBe(text)

    const pdf = execFileSync('pdftotext', ['-raw', await pathOf(notice, 'pdf'), '-'], { encoding: 'utf8' })
    expect(missingIn(pdf.replaceAll(/\s+/g, ''))).toEqual([])
  })
})

async function pathOf(notice: Notice, format: NoticeFormat): Promise<string> {
  await exported(notice.id, format)
  return join(out, `notice.${format}`)
}

describe('odd names', () => {
  it('leave every document readable, and put nothing into headers or markup', async () => {
    const legalName = 'Ana\u0001 Valera\r\nRuiz\uffff'
    const artistName = 'Luna\r\nBcc: x@thief.example\r\n\r\n<b>Vale'
    const title = '=1+1 <img src=x onerror=1>\u202e\u0007 & "quoted"'
    seed.db.prepare('UPDATE recording SET title = ? WHERE id = 1').run(title)
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1'])
    const { id } = await completeCase(core, detail?.id ?? 0)
    seed.db.prepare('UPDATE profile SET legal_name = ?, artist_name = ?').run(legalName, artistName)
    await core.call('notices.update', { noticeId: id, patch: { signature: legalName } })
    const docx = zipText(await exported(id, 'docx'))
    expect(docx).not.toMatch(/[\u0001-\u0008\u202e\ufffe\uffff]/)
    const { head, parts } = readMail(await exported(id, 'eml'))
    expect(Object.keys(head)).not.toContain('bcc')
    expect(parts[2]?.bytes.toString('utf8').split('\r\n')[1]).toMatch(/^"'=1\+1/)
    const page = (await exported(id, 'html')).toString('utf8')
    expect(page).not.toMatch(/<img|<b>/)
    await exported(id, 'pdf')
  })
})

describe('the mail', () => {
  it('opens as an unsent draft to the agent, with the letter and its tables attached', async () => {
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1', 'https://youtu.be/2'])
    const notice = await completeCase(core, detail?.id ?? 0)
    const { head, parts } = readMail(await exported(notice.id, 'eml'))
    expect(head).toMatchObject({
      'x-unsent': '1',
      to: 'copyright@youtube.com',
      from: 'Ana Valera Ruiz <rights@lunavale.example>',
    })
    expect(head.subject).toContain('Luna Vale')
    expect(parts).toHaveLength(3)
    const [body, letter, table] = parts
    expect(body?.bytes.toString('utf8').replaceAll('\r\n', '\n').trim()).toBe(notice.text.trim())
    expect(letter?.head).toContain('notice.pdf')
    expect(letter?.bytes.equals(await exported(notice.id, 'pdf'))).toBe(true)
    expect(table?.bytes.toString('utf8').split('\r\n')[1]).toContain('"https://youtu.be/1"')
  })

  it('attaches a document where the PDF cannot set the title', async () => {
    seed.db.prepare("UPDATE recording SET title = 'ทะเล' WHERE id = 1").run()
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1'])
    const notice = await completeCase(core, detail?.id ?? 0)
    const { parts } = readMail(await exported(notice.id, 'eml'))
    expect(parts[0]?.bytes.toString('utf8')).toContain('ทะเล')
    expect(parts[1]?.head).toContain('notice.docx')
    expect(zipText(parts[1]?.bytes ?? Buffer.alloc(0))).toContain('ทะเล')
  })
})

describe('the fields for a web form', () => {
  it('are those of the letter, and none of an incomplete one', async () => {
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1'])
    const caseId = detail?.id ?? 0
    const { id } = await core.call('notices.draft', { caseId })
    await expect(core.call('notices.fields', { noticeId: id })).rejects.toMatchObject({
      code: 'NOTICE_INCOMPLETE',
    })
    await completeCase(core, caseId)
    const { form, fields } = await core.call('notices.fields', { noticeId: id })
    expect(form).toBe('https://www.youtube.com/copyright_complaint_page')
    const value = (wanted: string) => fields.find((field) => field.id === wanted)?.value
    expect(value('addresses')).toBe('https://youtu.be/1')
    expect(value('name')).toBe(profile.legalName)
    expect(value('authority')).toContain('Under penalty of perjury')
  })

  it('under Art. 16 DSA hold neither address nor telephone number', async () => {
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1'])
    const caseId = detail?.id ?? 0
    await core.call('notices.draft', { caseId, regime: 'eu-dsa-16' })
    const { id } = await completeCase(core, caseId)
    await core.call('notices.update', { noticeId: id, patch: { accurateAndComplete: true } })
    const { fields } = await core.call('notices.fields', { noticeId: id })
    const ids = fields.map((field) => field.id)
    expect(ids).toContain('complete')
    expect(ids).not.toContain('phone')
    expect(ids).not.toContain('address')
    expect(ids).not.toContain('authority')
    const json = (await exported(id, 'json')).toString('utf8')
    expect(json).not.toContain('Quay Street')
    expect(JSON.parse(json)).toMatchObject({ type: 'Other', jurisdictions: ['EU'], language: 'en' })
  })
})

describe('a notice sent by the first version of the program', () => {
  it('reads word for word as it was sent, and gives files of every format', async () => {
    const [detail] = await casesFor(core, seed, ['https://youtu.be/1', 'https://youtu.be/2'])
    const caseId = detail?.id ?? 0
    const { id } = await completeCase(core, caseId)
    await core.call('cases.recordSent', { caseId, at: new Date().toISOString(), channel: 'form' })
    const old = readFileSync('test/fixtures/notices/sent-by-first-version.txt', 'utf8')
    const input = JSON.parse(
      readFileSync('test/fixtures/notices/sent-by-first-version.json', 'utf8'),
    ) as unknown
    const sha = plantObject(old)
    seed.db
      .prepare('UPDATE notice SET sent_input = ?, sent_letter = NULL WHERE id = ?')
      .run(JSON.stringify(input), id)
    seed.db.prepare("UPDATE notice_export SET sha256 = ? WHERE notice_id = ? AND format = 'txt'").run(sha, id)
    const { notice } = await core.call('cases.get', { caseId })
    expect(notice?.text).toBe(old)
    expect(notice).toMatchObject({ complete: true, status: 'sent', regime: 'us-512c' })
    const works = notice?.letter.blocks.flatMap((block) => (block.kind === 'works' ? block.works : [])) ?? []
    expect(works.map(({ materials }) => materials.map(({ number }) => number))).toEqual([['1.1'], ['2.1']])
    expect((await exported(id, 'txt')).toString('utf8')).toBe(old)
    const words = old.split(/\s+/).filter((word) => /^[A-Za-z]{4,}$/.test(word))
    const docx = zipText(await exported(id, 'docx')).toLowerCase()
    for (const word of words) expect(docx).toContain(word.toLowerCase())
    for (const format of ['pdf', 'eml', 'html', 'json'] as const)
      expect((await exported(id, format)).length).toBeGreaterThan(1000)
    writeFileSync(join(core.folder, 'objects', sha.slice(0, 2), sha.slice(2)), 'altered')
    await expect(core.call('cases.get', { caseId })).rejects.toMatchObject({ code: 'CUSTODY_BROKEN' })
  })
})

/** Puts a text among the objects as an export would, and returns its hash. */
function plantObject(text: string): string {
  const path = join(core.folder, 'planted.txt')
  writeFileSync(path, text)
  const sha = execFileSync('sha256sum', [path], { encoding: 'utf8' }).slice(0, 64)
  const folder = join(core.folder, 'objects', sha.slice(0, 2))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, sha.slice(2)), text)
  return sha
}
