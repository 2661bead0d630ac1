import { describe, expect, it } from 'vitest'
import type { LiveRun, LiveSource } from '../../../shared/contract/live.ts'
import { healthLabel, sourceHealth } from './health.ts'

const run: LiveRun = {
  id: 1,
  startedAt: '2026-11-22T09:00:00.000Z',
  endedAt: '2026-11-22T09:01:00.000Z',
  looks: 4,
  listings: 3,
  newFindings: 0,
  problem: null,
}
const source: LiveSource = {
  id: 'deezer',
  name: 'Deezer',
  enabled: true,
  searches: ['isrc'],
  key: { needs: 'none', state: 'none', help: null },
  base: null,
  terms: { says: '', source: '', checkedOn: '2026-11-22' },
  intervalMs: 1,
  limits: { requests: 1, perMs: 1000, atOnce: 1 },
  running: null,
  lastRun: run,
  nextRunAt: null,
  problem: null,
  budget: { spent: 0, perDay: null },
  looks: { all: 0, due: 0 },
  listings: 0,
  newFindings: 0,
}
const quota = {
  kind: 'quota',
  message: 'Deezer says that its quota is used up.',
  at: '2026-11-22T09:00:00.000Z',
  until: '2026-11-22T12:00:00.000Z',
} as const
const online = { offline: false }

describe('sourceHealth', () => {
  it('says first what keeps a source from being asked at all', () => {
    const broken = { ...source, problem: quota }
    const keyless = { ...broken, key: { needs: 'required', state: 'missing', help: null } } as const
    expect(sourceHealth({ ...keyless, enabled: false }, { offline: true }).kind).toBe('off')
    expect(sourceHealth(keyless, { offline: true }).kind).toBe('key')
    expect(sourceHealth(broken, { offline: true }).kind).toBe('offline')
    expect(sourceHealth({ ...broken, running: { jobId: 3 } }, online).kind).toBe('running')
  })

  it('does not ask for an optional key', () => {
    const optional = { ...source, key: { needs: 'optional', state: 'missing', help: null } } as const
    expect(sourceHealth(optional, online).kind).toBe('works')
  })

  it('tells a source that waits from one that fails', () => {
    const waiting = sourceHealth({ ...source, problem: quota }, online)
    expect(waiting).toMatchObject({ kind: 'waits', says: quota.message, until: quota.until })
    const changed = { ...quota, kind: 'changed-shape', until: null } as const
    const failing = sourceHealth({ ...source, problem: changed }, online)
    expect(failing).toMatchObject({ kind: 'error', tone: 'danger' })
  })

  it('does not call a source working that was never asked', () => {
    expect(sourceHealth({ ...source, lastRun: null }, online).kind).toBe('new')
    expect(sourceHealth(source, online).kind).toBe('works')
  })
})

describe('healthLabel', () => {
  it('names the time until which a source rests, as long as it lies ahead', () => {
    const health = sourceHealth({ ...source, problem: quota }, online)
    expect(healthLabel(health, Date.parse('2026-11-22T10:00:00.000Z'))).toMatch(/^Waits until \d/)
    expect(healthLabel(health, Date.parse('2026-11-22T12:00:00.000Z'))).toBe('Waits')
  })
})
