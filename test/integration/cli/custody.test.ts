import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderCustodyLine } from '../../../shared/domain/evidence/custody-line.ts'
import { openSeed } from '../../support/seed.ts'
import { useCli } from './cli-run.ts'

const { refrain, json, file, folder } = useCli()
const passphrase = 'several words and more'

/** Enters an event as a computer whose clock was far ahead would have. */
function enterFromTheFuture(workspace: string): void {
  const seed = openSeed(workspace)
  try {
    const last = seed.db.prepare('SELECT seq, line FROM custody_event ORDER BY seq DESC LIMIT 1').get() as
      { seq: number; line: string } | undefined
    const seq = (last?.seq ?? 0) + 1
    const prev = last === undefined ? '0'.repeat(64) : createHash('sha256').update(last.line).digest('hex')
    const at = '2099-01-01T00:00:00.000Z'
    const event = { seq, at, actor: 'app', tool: 'refrain/1.0.0', action: 'x.y', subject: 'workspace' }
    const line = renderCustodyLine({ ...event, detail: {}, prev })
    seed.db
      .prepare('INSERT INTO custody_event (seq, line, at, action, subject) VALUES (?, ?, ?, ?, ?)')
      .run(seq, line, at, event.action, event.subject)
  } finally {
    seed.close()
  }
}

test('a clock that ran backwards is named, and the log is not called broken', async () => {
  await json(0, 'init')
  enterFromTheFuture(join(folder(), 'workspace'))
  const pass = file('pass.txt', `${passphrase}\n`)
  await json(0, 'signing', 'new', '--passphrase-file', pass)
  for (const command of [
    ['custody', 'verify'],
    ['doctor'],
    ['evidence', 'recheck'],
    ['evidence', 'checked'],
  ]) {
    const { code, out } = await refrain(...command)
    expect(code, command.join(' ')).toBe(0)
    expect(out).toContain('unbroken; the computer’s clock ran backwards')
    expect(out).toMatch(/event \d+: Event \d+ is dated/)
    expect(out).not.toContain('BROKEN')
    expect(out).not.toContain(passphrase)
  }
})

test('a broken log is called so, also when the clock ran backwards', async () => {
  await json(0, 'init')
  enterFromTheFuture(join(folder(), 'workspace'))
  await json(0, 'signing', 'new', '--passphrase-file', file('pass.txt', `${passphrase}\n`))
  const seed = openSeed(join(folder(), 'workspace'))
  seed.db.exec(`DROP TRIGGER custody_event_no_update;
    UPDATE custody_event SET line = replace(line, '"app"', '"artist"') WHERE at LIKE '2099%'`)
  seed.close()
  const { code, out } = await refrain('custody', 'verify')
  expect(code).toBe(1)
  expect(out).toContain('BROKEN')
})
