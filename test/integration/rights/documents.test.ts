import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { refusal, storedRights } from './support.ts'

let core: TestCore
let folder: string
let recordingId: number
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-documents-'))
  core = await openTestCore()
  recordingId = (await core.call('recordings.create', { title: 'Harbour Lights', artist: 'Vela' }))
    .recordingId
})
afterEach(async () => {
  await core.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const recording = () => ({ type: 'recording' as const, id: recordingId })
const undo = async () => (await core.call('undo.undo', {})).label
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const objects = () =>
  readdirSync(join(core.folder, 'objects'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )

describe('documents', () => {
  it('are kept byte for byte, and leave as a checked copy', async () => {
    const content = Buffer.alloc(20 * 1024 * 1024, 'split sheet, signed. ')
    const path = file('split sheet.pdf', content)
    const { documentId } = await core.call('documents.add', {
      path,
      kind: 'split-sheet',
      signedBy: 'Vela, Orin',
      dated: '2026-03-01',
      subjects: [recording()],
    })
    rmSync(path)
    const [document] = (await core.call('rights.get', { subject: recording() })).documents
    expect(document).toMatchObject({
      id: documentId,
      fileName: 'split sheet.pdf',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      subjects: [{ type: 'recording', id: recordingId, title: 'Harbour Lights' }],
    })
    const copy = join(folder, 'copy.pdf')
    expect(await core.call('documents.export', { documentId, path: copy })).toEqual({
      path: copy,
      bytes: content.length,
    })
    expect(readFileSync(copy).equals(content)).toBe(true)
    expect(existsSync(`${copy}.part`)).toBe(false)
  })

  it('are one document however often the same file is added, and undo leaves the copy to be redone', async () => {
    const { documentId } = await core.call('documents.add', {
      path: file('a.pdf', 'deed'),
      kind: 'assignment',
    })
    const before = storedRights(core)
    const again = await core.call('documents.add', { path: file('b.pdf', 'deed'), subjects: [recording()] })
    expect(again).toEqual({ documentId, existed: true })
    expect((await core.call('documents.list', { search: 'a.pdf' })).rows[0]?.subjects).toHaveLength(1)
    expect(await undo()).toBe('Add document “b.pdf”')
    expect(storedRights(core)).toEqual(before)
    await undo()
    expect((await core.call('documents.list', {})).total).toBe(0)
    await core.call('undo.redo', {})
    const copy = join(folder, 'copy')
    await core.call('documents.export', { documentId, path: copy })
    expect(readFileSync(copy, 'utf8')).toBe('deed')
    expect(objects()).toHaveLength(1)
  })

  it('refuse files that prove nothing and subjects that are not there, and leave nothing behind', async () => {
    const add = (path: string, id = recordingId) =>
      core.call('documents.add', { path, subjects: [{ type: 'recording', id }] })
    expect((await refusal(add(file('empty.pdf', '')))).code).toBe('FILE_EMPTY')
    expect((await refusal(add(join(folder, 'gone.pdf')))).code).toBe('FILE_UNREADABLE')
    expect((await refusal(add(folder))).code).toBe('FILE_UNREADABLE')
    expect((await refusal(add(file('x.pdf', 'x'), 99))).code).toBe('NOT_FOUND')
    expect(objects()).toEqual([])
    expect(storedRights(core).document).toEqual([])
  })

  it('say so when the kept file was altered or is gone, and write no copy', async () => {
    const { documentId } = await core.call('documents.add', { path: file('a.pdf', 'deed') })
    const [blob] = objects()
    if (!blob) throw new Error('a blob expected')
    const kept = join(blob.parentPath, blob.name)
    const copy = join(folder, 'copy')
    writeFileSync(copy, 'what was there before')
    writeFileSync(kept, 'forged')
    expect((await refusal(core.call('documents.export', { documentId, path: copy }))).code).toBe(
      'CUSTODY_BROKEN',
    )
    rmSync(kept)
    expect((await refusal(core.call('documents.export', { documentId, path: copy }))).code).toBe(
      'CUSTODY_BROKEN',
    )
    expect(readFileSync(copy, 'utf8')).toBe('what was there before')
    expect(existsSync(`${copy}.part`)).toBe(false)
  })

  it('change, link, unlink and go; a split keeps its shares without the document; undo restores', async () => {
    const { documentId } = await core.call('documents.add', {
      path: file('a.pdf', 'deed'),
      subjects: [recording()],
    })
    const { partyId } = await core.call('parties.create', { name: 'Vela' })
    await core.call('splits.set', {
      subject: recording(),
      rightKind: 'master',
      state: 'agreed',
      documentId,
      shares: [{ party: { partyId }, share: 1_000_000 }],
    })
    await core.call('documents.link', { documentId, subjects: [{ type: 'party', id: partyId }, recording()] })
    await core.call('documents.update', {
      documentId,
      patch: { title: ' Deed ', kind: 'assignment', dated: '2026-01-31' },
    })
    const [document] = (await core.call('documents.list', { search: 'deed' })).rows
    expect(document).toMatchObject({ title: 'Deed', kind: 'assignment', dated: '2026-01-31' })
    expect(document?.subjects.map(({ title }) => title)).toEqual(['Harbour Lights', 'Vela'])
    const before = storedRights(core)
    await core.call('documents.unlink', { documentId, subject: recording() })
    expect((await core.call('rights.get', { subject: recording() })).documents).toEqual([])
    await core.call('documents.remove', { documentId })
    expect((await core.call('rights.get', { subject: recording() })).splits).toMatchObject([
      { documentId: null, sum: 1_000_000 },
    ])
    await undo()
    await undo()
    expect(storedRights(core)).toEqual(before)
  })
})
