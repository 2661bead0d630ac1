import BetterSqlite from 'better-sqlite3'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { useCli } from './cli-run.ts'

const { refrain, folder, file, json } = useCli()
const listed = z.array(z.object({ id: z.int(), providerName: z.string() }))
const grouped = z.object({ caseIds: z.array(z.int()) })

const catalogue = 'Title,Artist,ISRC\nHarbour Lights,Luna Vale,USS1Z2600001\n'
const listings =
  'isrc,title,artist,url\nUSS1Z2600001,Harbour Lights,Luna Vale,https://tunevault.example/d/1.mp3\n'

/** The sweep is of today, and the days told below are past. */
function foundAYearAgo(): void {
  const db = new BetterSqlite(join(folder(), 'workspace', 'refrain.sqlite3'))
  db.prepare("UPDATE listing SET found_at = '2025-12-20T10:00:00.000Z'").run()
  db.close()
}

async function sentCase(): Promise<string> {
  await refrain('init')
  await refrain('profile', 'set', '--legal-name', 'Ana Valera Ruiz', '--artist-name', 'Luna Vale', '--address', '12 Quay Street', '--country', 'United Kingdom', '--email', 'rights@lunavale.example', '--phone', '+44 23 9200 0000', '--role', 'owner') // prettier-ignore
  await refrain('catalog', 'import', file('catalogue.csv', catalogue))
  await refrain('recording', 'edit', '--id', '1', '--set', 'right=sound-recording')
  await refrain('sweep', file('listings.csv', listings))
  foundAYearAgo()
  await refrain('finding', 'decide', '--decision', 'confirm', '--id', '1')
  const { caseIds } = grouped.parse(await json(0, 'case', 'group'))
  const id = String(caseIds[0])
  await refrain('case', 'items', '--case', id, '--fair-use', 'not-fair-use')
  await json(0, 'case', 'seen', '--case', id)
  await refrain('notice', 'draft', '--case', id)
  await refrain(
    'notice',
    'sign',
    '--notice',
    '1',
    '--signature',
    'Ana Valera Ruiz',
    '--good-faith',
    '--accurate',
  )
  const early = await refrain(
    'case',
    'sent',
    '--case',
    id,
    '--channel',
    'e-mail',
    '--at',
    '2025-12-20T09:59:00Z',
  )
  expect([early.code, early.err]).toEqual([
    3,
    expect.stringContaining('first seen at 2025-12-20 10:00:00 UTC'),
  ])
  await json(0, 'case', 'sent', '--case', id, '--channel', 'e-mail', '--at', '2026-01-02T10:00:00Z')
  return id
}

describe('following a case up on the command line', () => {
  it(
    'from the answer to the next provider, the deadlines and the withdrawal',
    { timeout: 60_000 },
    async () => {
      const id = await sentCase()
      const reply = file('reply.txt', 'We do not host this.')
      const moved = await refrain('case', 'state', '--case', id, '--to', 'rejected', '--on', '2026-01-06', '--reason', 'not-hosted-there', '--answer', reply) // prettier-ignore
      expect(moved.out).toContain('It is not hosted there · answer: reply.txt')
      expect((await refrain('case', 'answer', '1')).out).toContain('We do not host this.')
      expect((await refrain('case', 'correct', '--case', id)).out).toContain(`Case ${id} is sent.`)
      await json(0, 'case', 'state', '--case', id, '--to', 'countered', '--on', '2026-01-06')
      const ics = join(folder(), 'due.ics')
      const due = await refrain('deadlines', '--ics', ics)
      expect([due.code, existsSync(ics)]).toEqual([1, true])
      expect(due.out).toMatch(/2026-01-21 +overdue +\d+ +tunevault\.example +Last day to report an action/)

      await json(0, 'case', 'circumstances', '--case', id, '--behind-cdn', 'yes')
      expect((await refrain('case', 'follow-up', id)).out).toMatch(/cdn +medium/)
      const providers = listed.parse(
        z.array(z.object({ id: z.int(), name: z.string() })).parse(await json(0, 'provider', 'list', '--search', 'cloudflare')).map(({ id: providerId, name }) => ({ id: providerId, providerName: name })), // prettier-ignore
      )
      const opened = await json(0, 'case', 'escalate', '--case', id, '--step', 'cdn', '--provider', String(providers[0]?.id)) // prettier-ignore
      expect(opened).toEqual({ caseId: Number(id) + 1 })
      const out = join(folder(), 'withdrawal.txt')
      await json(0, 'case', 'withdraw', '--case', id, '--reason', 'licensed', '--out', out)
      expect(readFileSync(out, 'utf8')).toContain('WITHDRAWAL')
    },
  )

  it('sets and resets what is known about a provider, and says what is wrong', async () => {
    await refrain('init')
    await json(0, 'provider', 'add', 'Big Rack', '--domain', 'bigrack.example')
    const [row] = listed.parse(
      z.array(z.object({ id: z.int(), name: z.string() })).parse(await json(0, 'provider', 'list', '--search', 'big rack')).map(({ id, name }) => ({ id, providerName: name })), // prettier-ignore
    )
    const id = String(row?.id)
    const set = await refrain('provider', 'set', id, '--set', 'email=abuse@bigrack.example', '--set', 'responds-in=3 business days', '--set', 'country=de') // prettier-ignore
    expect(set.out).toContain('{"days":3,"business":true}  (yours; shipped: –)')
    expect((await refrain('provider', 'reset', id, '--field', 'email')).code).toBe(0)
    expect((await refrain('provider', 'set', id, '--set', 'country=XX')).code).toBe(2)
    expect((await refrain('provider', 'set', id, '--set', 'responds-in=soon')).err).toContain(
      '3 business days',
    )
    expect((await refrain('exposure')).out).toContain('0 works')
    expect((await refrain('reservation', folder())).out).toContain('tdmrep.json')
    expect((await refrain('reservation', folder())).code).toBe(3)
  })
})
