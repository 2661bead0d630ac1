import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../../electron/core/evidence/index.ts'
import { exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import { casesFor, completeCase } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
let out: string

beforeEach(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
  out = mkdtempSync(join(tmpdir(), 'refrain-answers-'))
})
afterEach(async () => {
  seed.close()
  await core.dispose()
  rmSync(out, { recursive: true, force: true })
})

describe('a bundle of a case that was answered', () => {
  test('holds the answers byte for byte, and says which event kept them', async () => {
    const [detail] = await casesFor(core, seed, ['https://files.tunevault.example/d/1'])
    const caseId = detail?.id ?? 0
    await completeCase(core, caseId)
    await core.call('cases.recordSent', { caseId, at: '2026-01-02T10:00:00.000Z', channel: 'E-mail' })
    const mail = join(out, 'reply <1>.eml')
    writeFileSync(mail, 'Subject: Ticket 5\r\n\r\nWe got it.\r\n')
    const page = join(out, 'counter.html')
    writeFileSync(page, '<script>alert(1)</script>')
    const move = { caseId, happenedOn: '2026-01-05' }
    await core.call('cases.move', { ...move, state: 'acknowledged', path: mail })
    await core.call('cases.move', { ...move, state: 'rejected', reason: 'other', text: 'We will not act.' })
    await core.call('cases.move', { ...move, state: 'acknowledged', path: page })
    const { jobId } = await core.call('bundle.export', { caseId, folder: out })
    const { folder } = exportResult.parse((await core.finished(jobId)).result)

    const told = JSON.parse(readFileSync(join(folder, 'data/case.json'), 'utf8')) as {
      history: { answer: { sha256: string; file: string } | null }[]
    }
    const answers = told.history.map(({ answer }) => answer)
    expect(answers.map((answer) => answer?.file.split('.').at(-1))).toEqual(['eml', 'txt', 'bin'])
    const contents = answers.map((answer) => readFileSync(join(folder, answer?.file ?? '')))
    expect(contents.map(String)).toEqual([
      'Subject: Ticket 5\r\n\r\nWe got it.\r\n',
      'We will not act.\n',
      '<script>alert(1)</script>',
    ])
    for (const [at, bytes] of contents.entries())
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(answers[at]?.sha256)
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain(`href="${answers[0]?.file ?? ''}"`)
    expect((await verifyBundle(folder)).integrity).toBe('intact')
    writeFileSync(join(folder, answers[1]?.file ?? ''), 'We will act.\n')
    expect((await verifyBundle(folder)).integrity).not.toBe('intact')
  })
})
