import { rmSync, statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { preview, temporaryFolder } from './support.ts'

let core: TestCore
let folder: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  core = await openTestCore()
  folder = temporaryFolder()
})
afterEach(async () => {
  await core.dispose()
  folder.remove()
})

const header = 'Title,Artist,ISRC,Duration,Album\n'
const count = 30_000

/** Every thousandth row has no title, every other thousandth two codes, one opens a quotation mark for good. */
function row(n: number): string {
  const code = `QZABC${String(n).padStart(7, '0')}`
  if (n % 1000 === 0) return `,Vela,${code},3:10,Album ${String(n)}\n`
  if (n % 1000 === 500)
    return `Song ${String(n)},Vela,${code}; QZABD${String(n).padStart(7, '0')},3:10,Album\n`
  if (n === 20_001) return `"Song ${String(n)},Vela,${code},3:10,Album\n`
  return `Söng ${String(n)},Vela & Co.,${code},3:10,Album ${String(n)}\n`
}

describe('a file large enough for a thread that checks its rows', () => {
  const write = () =>
    folder.file('large.csv', header + Array.from({ length: count }, (_, at) => row(at + 1)).join(''))

  it('comes in as a small one does: faulty rows named by number, every code kept, letters as they are', async () => {
    const path = write()
    expect(statSync(path).size).toBeGreaterThan(1024 * 1024)
    const { importId } = await preview(core, path)
    const { counts } = await core.call('imports.get', { importId })
    expect(counts).toMatchObject({ rows: count, create: count - 31, rejected: 31, warnings: 30, update: 0 })
    const { rows: rejected } = await core.call('imports.rows', { importId, only: 'rejected', limit: 100 })
    expect(rejected.map(({ row: number }) => number - 1)).toEqual(
      [...Array.from({ length: 30 }, (_, at) => (at + 1) * 1000), 20_001].toSorted((a, b) => a - b),
    )
    expect(rejected.find(({ row: number }) => number === 20_002)?.problems[0]?.code).toBe('open-quote')
    await core.finished((await core.call('imports.commit', { importId })).jobId)
    const found = async (search: string) => (await core.call('recordings.list', { search, limit: 2 })).total
    expect(await found('song 29999')).toBe(1)
    expect(await found('QZABD0000500')).toBe(1)
    expect(await found('vela and co. qzabc0029999')).toBe(1)
  })

  it('that is gone when it is read again is named, and nothing of it comes in', async () => {
    const path = write()
    const { inspection, importId } = await preview(core, path)
    rmSync(path)
    const { jobId } = await core.call('imports.commit', { importId })
    expect(await core.finished(jobId)).toMatchObject({ state: 'failed', error: { code: 'FILE_UNREADABLE' } })
    const { dialect, mapping } = inspection
    const again = core.call('imports.preview', { path, dialect, mapping })
    await expect(again).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
    expect((await core.call('recordings.list', { limit: 1 })).total).toBe(0)
  })
})
