import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const clock = () => Date.UTC(2026, 10, 22, 10, 0, 0)

describe('createLog', () => {
  it('writes the time, the part and the line, and makes its folder', () => {
    createLog(join(folder, 'logs'), clock).write('main', 'started\n')
    expect(readFileSync(join(folder, 'logs', 'refrain.log'), 'utf8')).toBe(
      '2026-11-22T10:00:00.000Z main started\n',
    )
  })

  it('does not let one entry pass for two', () => {
    createLog(folder, clock).write('core', 'a\r\n2026-11-22T10:00:00.000Z main forged')
    const lines = readFileSync(join(folder, 'refrain.log'), 'utf8').trimEnd().split('\n')
    expect(lines).toEqual(['2026-11-22T10:00:00.000Z core a', '    2026-11-22T10:00:00.000Z main forged'])
  })

  it('starts a new file at 5 MB and keeps one old one', () => {
    const log = createLog(folder, clock)
    writeFileSync(join(folder, 'refrain.log'), Buffer.alloc(5_000_000, 'a'))
    writeFileSync(join(folder, 'refrain.1.log'), 'older')
    log.write('main', 'after')
    expect(readFileSync(join(folder, 'refrain.log'), 'utf8')).toContain('after')
    expect(statSync(join(folder, 'refrain.1.log')).size).toBe(5_000_000)
  })

  it('never throws, whatever is in its way', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => createLog(join(folder, 'file', 'logs'), clock).write('main', 'x')).not.toThrow()
  })
})
