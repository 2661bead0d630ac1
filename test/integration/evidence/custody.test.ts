import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealSourceRows } from '../../../electron/core/evidence/index.ts'
import { parseCustodyLine } from '../../../shared/domain/evidence/custody-line.ts'
import {
  type EvidenceWorkspace,
  openEvidenceWorkspace,
  seedCase,
  steppingClock,
} from './evidence-workspace.ts'

let workspace: EvidenceWorkspace

beforeEach(() => {
  workspace = openEvidenceWorkspace()
})
afterEach(() => workspace.dispose())

const callContext = { signal: new AbortController().signal }
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function append(...events: Parameters<EvidenceWorkspace['context']['custody']['append']>[0][]): void {
  const { mutations, custody } = workspace.context
  mutations.once(['custody'], () => {
    for (const event of events) custody.append(event)
  })
}

/** Changes the log as someone would who opens the store with another program. */
function tamper(sql: string, ...values: unknown[]): void {
  const { db } = workspace.context
  db.exec('DROP TRIGGER custody_event_no_update; DROP TRIGGER custody_event_no_delete')
  db.prepare(sql).run(...values)
}

const verify = () => Promise.resolve(workspace.evidence['custody.verify']({}, callContext))
const defects = async () => (await verify()).problems.map(({ seq, code }) => `${code} ${String(seq)}`)

describe('appending', () => {
  test('chains lines by the hash of their bytes', async () => {
    append(
      { action: 'a.one', subject: 'workspace' },
      { action: 'a.two', subject: 'finding:7', actor: 'artist' },
    )
    const { events, total } = await workspace.evidence['custody.list'](
      { limit: 10, beforeSeq: null, caseId: null },
      callContext,
    )
    expect(total).toBe(2)
    const [second, first] = events
    expect(first).toMatchObject({ seq: 1, actor: 'app', action: 'a.one' })
    expect(second).toMatchObject({ seq: 2, actor: 'artist', subject: 'finding:7' })
    const lines = workspace.context.db
      .prepare('SELECT line FROM custody_event ORDER BY seq')
      .pluck()
      .all() as string[]
    expect(parseCustodyLine(lines[1]!)?.prev).toBe(sha256(lines[0]!))
    expect(first!.lineSha256).toBe(sha256(lines[0]!))
    expect(await verify()).toEqual({ events: 2, problems: [] })
  })

  test('refuses to log outside the transaction of what it records', () => {
    expect(() => workspace.context.custody.append({ action: 'a', subject: 'workspace' })).toThrow(
      /written with the change/,
    )
  })

  test('leaves no line when the change is rolled back', async () => {
    const { mutations, custody } = workspace.context
    const failing = () =>
      mutations.once([], () => {
        custody.append({ action: 'a', subject: 'workspace' })
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    append({ action: 'b', subject: 'workspace' })
    expect(await verify()).toEqual({ events: 1, problems: [] })
  })

  test('keeps names, addresses and prose out of the log, at any depth', async () => {
    append({
      action: 'findings.decided',
      subject: 'domain:leak.example',
      detail: {
        decision: 'dismiss',
        changed: 2,
        findings: [[1, 4]],
        reason: 'sold to Spotify by Mara',
        source: { file: 'dump.csv', sha256: 'a'.repeat(64) },
        note: null,
      },
    })
    const { events } = await workspace.evidence['custody.list'](
      { limit: 1, beforeSeq: null, caseId: null },
      callContext,
    )
    expect(events[0]).toMatchObject({
      subject: `sha256:${sha256('domain:leak.example')}`,
      detail: {
        decision: 'dismiss',
        changed: 2,
        findings: [[1, 4]],
        reason: `sha256:${sha256('sold to Spotify by Mara')}`,
        source: { file: `sha256:${sha256('dump.csv')}`, sha256: 'a'.repeat(64) },
        note: null,
      },
    })
  })
})

describe('listing', () => {
  test('pages backwards without gaps or repeats', async () => {
    append(...Array.from({ length: 25 }, () => ({ action: 'x', subject: 'workspace' })))
    const seen: number[] = []
    for (let beforeSeq: number | null = null; ;) {
      const { events } = await workspace.evidence['custody.list'](
        { limit: 10, beforeSeq, caseId: null },
        callContext,
      )
      if (events.length === 0) break
      seen.push(...events.map(({ seq }) => seq))
      beforeSeq = seen.at(-1)!
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index))
  })

  test('of one case: its own events and the sealing of its items, nothing of another', async () => {
    const { caseId, sweepFileId } = seedCase(workspace, [{ title: 'A' }])
    await sealSourceRows(workspace.context, sweepFileId)
    append(
      { action: 'case.grouped', subject: `case:${caseId + 1}`, caseId: caseId + 1 },
      { action: 'rules.created', subject: 'rule:1' },
      { action: 'notice.drafted', subject: 'notice:1', caseId },
    )
    const list = (limit: number) =>
      workspace.evidence['custody.list']({ limit, beforeSeq: null, caseId }, callContext)
    const { events, total } = await list(10)
    expect(events.map(({ action }) => action)).toEqual(['notice.drafted', 'evidence.sealed', 'case.grouped'])
    expect(total).toBe(3)
    expect((await list(1)).total).toBe(3)
  })
})

describe('verifying', () => {
  beforeEach(() => {
    append(...Array.from({ length: 5 }, () => ({ action: 'x', subject: 'workspace' })))
  })

  test('the store itself refuses to change or delete a line', () => {
    const { db } = workspace.context
    expect(() => db.exec("UPDATE custody_event SET action = 'y'")).toThrow(/append-only/)
    expect(() => db.exec('DELETE FROM custody_event')).toThrow(/append-only/)
  })

  test('an edited line', async () => {
    tamper(`UPDATE custody_event SET line = replace(line, '"actor":"app"', '"actor":"artist"') WHERE seq = 2`)
    expect(await defects()).toEqual(['link-broken 3'])
  })

  test('a removed line', async () => {
    tamper('DELETE FROM custody_event WHERE seq = 3')
    expect(await defects()).toEqual(['line-missing 3'])
  })

  test('an index that says something else than its line', async () => {
    tamper(`UPDATE custody_event SET subject = 'finding:1' WHERE seq = 5`)
    expect(await defects()).toEqual(['index-differs 5'])
  })

  test('a line replaced by something else', async () => {
    tamper(`UPDATE custody_event SET line = 'gone' WHERE seq = 1`)
    expect(await defects()).toEqual(['line-malformed 1', 'link-broken 2'])
    const { events } = await workspace.evidence['custody.list'](
      { limit: 10, beforeSeq: 2, caseId: null },
      callContext,
    )
    expect(events[0]).toMatchObject({ seq: 1, action: 'x', detail: {} })
  })
})

test('a clock set back is named and breaks nothing', async () => {
  await workspace.dispose()
  const clock = steppingClock()
  let shift = 0
  workspace = openEvidenceWorkspace({ clock: () => clock() - shift })
  append({ action: 'x', subject: 'workspace' })
  shift = 60_000
  append({ action: 'x', subject: 'workspace' })
  expect(await defects()).toEqual(['clock-backwards 2'])
})
