import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventPayload } from '../../../shared/contract/index.ts'
import type { SourceListing, SourceQuery } from '../../../shared/domain/live/source-listing.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import {
  type LiveServer,
  openLiveServer,
  planted,
  type Spent,
  testAlarm,
  testMeans,
  testSource,
} from '../../support/live-source.ts'

// Thirty days of the watch on a clock of its own: 500 recordings at eight sources that answer over HTTP, two restarts
// in the middle of a run and one week offline. What the sources show changes on planned days.

const hour = 3_600_000
const day = 24 * hour
const start = Date.parse('2026-10-01T00:00:00.000Z')
const end = start + 30 * day
const offlineFrom = start + 12 * day
const offlineTo = start + 19 * day
const restarts = [start + 5 * day + 3 * hour, start + 24 * day + 7 * hour]
const recordings = 500
const perRequestMs = 150

interface Plan {
  readonly id: string
  readonly intervalDays: number
  readonly perDay: number | null
  readonly searches: ('isrc' | 'names')[]
}
const plans: readonly Plan[] = [
  { id: 'often', intervalDays: 5, perDay: null, searches: ['isrc'] },
  { id: 'codes', intervalDays: 7, perDay: null, searches: ['isrc'] },
  { id: 'names', intervalDays: 10, perDay: null, searches: ['names'] },
  { id: 'video', intervalDays: 7, perDay: 100, searches: ['names'] },
  { id: 'archive', intervalDays: 10, perDay: null, searches: ['names'] },
  { id: 'search', intervalDays: 10, perDay: 60, searches: ['names'] },
  { id: 'shop', intervalDays: 14, perDay: null, searches: ['names'] },
  { id: 'slow', intervalDays: 14, perDay: 200, searches: ['isrc'] },
]

const isrcOf = (number: number) => `USS1Z26${String(number).padStart(5, '0')}`
const titleOf = (number: number) => `${word(number * 7919)} ${word(number * 104_729)}`

/** An invented word for a number, so that no two titles resemble each other. */
function word(number: number): string {
  const syllables = ['ka', 'lom', 'ri', 'sen', 'tur', 've', 'zan', 'bri', 'dox', 'elu']
  return [...String(number % 1_000_003)].map((digit) => syllables[Number(digit)] ?? '').join('')
}

/** Something that happens at a source on a day. */
interface Planted {
  readonly source: string
  readonly recording: number
  readonly at: number
  readonly kind: 'new' | 'changed' | 'official'
}

/** The latest time at which a source has been asked about everything since a time. */
function seenBy({ intervalDays, perDay }: Plan, at: number): number {
  const slow = perDay === null ? 0 : recordings / perDay
  const seen = at + (1.25 * intervalDays + slow) * day
  return seen > offlineFrom && at < offlineTo ? seen + offlineTo - offlineFrom + slow * day : seen
}

function plantedChanges(): Planted[] {
  const planned: Planted[] = []
  plans.forEach((plan, index) => {
    const source = plan.id
    // The search engine finds what the video service shows.
    const own = source === 'search' ? 3 : index
    for (let nth = 0; nth < 18; nth++) {
      const at = start + (((nth * 5 + own * 3) % 23) + 0.5) * day
      const recording = 1 + ((nth * 41 + own * 7) % recordings)
      planned.push({ source, recording, at, kind: 'new' })
      if (nth % 3 === 0) planned.push({ source, recording, at: seenBy(plan, at), kind: 'changed' })
      planned.push({ source, recording: 1 + ((recording + 20) % recordings), at, kind: 'official' })
    }
  })
  return planned
}

/** True for what the watch must have seen by the end of the month. */
function isDue({ source, at }: Planted): boolean {
  const plan = plans.find(({ id }) => id === source)
  return plan !== undefined && seenBy(plan, at) < end
}
const changes = plantedChanges()

function answer(now: number, source: string, query: SourceQuery): SourceListing[] {
  const number = asked.get(query.by === 'isrc' ? query.isrc : query.by === 'names' ? query.title : '')
  if (number === undefined) return []
  const own = changes.filter((one) => one.source === source && one.recording === number && one.at <= now)
  const changed = own.some(({ kind }) => kind === 'changed')
  return own
    .filter(({ kind }) => kind !== 'changed')
    .map(({ kind }) =>
      planted({
        ref: `${source}-${kind}-${String(number)}`,
        // The same video, as two sources show it.
        url: `https://${source === 'search' ? 'video' : source}.example/${kind}/${String(number)}?utm_source=${source}`,
        title: changed && kind === 'new' ? `${titleOf(number)} (Official Audio)` : titleOf(number),
        artist: 'Luna Vale',
        account: kind === 'official' ? 'lunavale' : 'free music 4 u',
        isrc: isrcOf(number),
      }),
    )
}
const asked = new Map<string, number>()
for (let number = 1; number <= recordings; number++) {
  asked.set(isrcOf(number), number)
  asked.set(titleOf(number), number)
}

let now = start
let server: LiveServer
let core: TestCore
const clock = testAlarm()
const spent: Spent = new Map()
const found: EventPayload<'live.found'>[] = []
const heapAt = new Map<string, number>()

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function heapMegabytes(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** In memory where the system has such a folder: each of some ten thousand answers is written through to the disk. */
function newFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'refrain-month-'))
}

function open(folder?: string): Promise<TestCore> {
  return openTestCore({
    ...(folder === undefined ? { workspace: newFolder() } : { workspace: folder, create: false }),
    clock: () => now,
    emit: (name, payload) => {
      if (name === 'live.found') found.push(payload as EventPayload<'live.found'>)
    },
    live: () =>
      testMeans({
        sources: plans.map(({ id, intervalDays, perDay, searches }) =>
          testSource(id, { base: server.base, perDay, searches, intervalMs: intervalDays * day }),
        ),
        clock: () => now,
        alarm: clock.alarm,
        spent,
        took: () => {
          now += perRequestMs
        },
      }),
  })
}

/** Lets the core finish what it does; returns when it waits for its alarm, when no run is left, or when told. */
async function settled(until: () => boolean): Promise<void> {
  for (;;) {
    if (clock.state.at !== null || until()) return
    await new Promise((resolve) => setTimeout(resolve, 4))
    const { jobs } = await core.call('jobs.list', { limit: 1 })
    const idle = jobs.every(({ state }) => state !== 'queued' && state !== 'running')
    if (idle && (await core.call('live.state', {})).offline) return
  }
}

/** Plays the watch up to a time; ends in the middle of a run when that is under way then. */
async function playTo(time: number): Promise<void> {
  for (;;) {
    await settled(() => now >= time)
    const { at, ring } = clock.state
    if (now >= time) return
    if (at === null || at >= time) {
      now = time
      return
    }
    now = Math.max(now, at)
    clock.alarm.clear()
    ring?.()
    await turn()
  }
}

async function restart(): Promise<void> {
  const { folder } = core
  await core.close()
  clock.alarm.clear()
  core = await open(folder)
}

describe('a month of the watch', () => {
  beforeAll(async () => {
    server = await openLiveServer(
      () => now,
      (source, query) => answer(now, source, query),
    )
    core = await open()
    await core.call('rules.create', { kind: 'account', value: 'lunavale' })
    for (let number = 1; number <= recordings; number++) {
      await core.call('recordings.create', {
        title: titleOf(number),
        artist: 'Luna Vale',
        isrc: isrcOf(number),
      })
    }
    for (const { id } of plans) await core.call('live.setSource', { sourceId: id, enabled: true })
    for (const pause of [restarts[0] ?? 0, start + 10 * day]) {
      await playTo(pause)
      if (pause === restarts[0]) await restart()
    }
    heapAt.set('day 10', heapMegabytes())
    await playTo(offlineFrom)
    await core.call('live.setOffline', { offline: true })
    await settled(() => false)
    now = offlineTo
    await core.call('live.setOffline', { offline: false })
    await playTo(restarts[1] ?? 0)
    await restart()
    await playTo(end)
    await settled(() => false)
    heapAt.set('day 30', heapMegabytes())
  }, 900_000)
  afterAll(async () => {
    await core.dispose()
    await server.close()
  })

  it('keeps every daily budget', () => {
    const byDay = Map.groupBy(
      server.asked,
      ({ source, at }) => `${source} ${new Date(at).toISOString().slice(0, 10)}`,
    )
    for (const { id, perDay } of plans) {
      const days = [...byDay]
        .filter(([key]) => key.startsWith(`${id} `))
        .map(([, requests]) => requests.length)
      expect(days.length).toBeGreaterThan(0)
      if (perDay !== null) expect(Math.max(...days)).toBeLessThanOrEqual(perDay)
    }
  })

  it('asks for nothing while offline', () => {
    // The request that was under way may have come in at the very moment.
    const during = server.asked.filter(({ at }) => at > offlineFrom + perRequestMs && at < offlineTo)
    expect(during).toEqual([])
  })

  it('asks nothing twice without cause, and everything once the interval is over', () => {
    const early: string[] = []
    const questions = Map.groupBy(server.asked, ({ source, query }) => `${source} ${query}`)
    for (const { id, intervalDays, perDay } of plans) {
      const own = [...questions].filter(([key]) => key.startsWith(`${id} `))
      expect(own).toHaveLength(recordings)
      for (const [key, requests] of own) {
        const times = requests.map(({ at }) => at)
        times.slice(1).forEach((at, index) => {
          const gap = at - (times[index] ?? 0)
          if (gap < 0.8 * intervalDays * day - 1.5 * hour) early.push(`${key} after ${String(gap / hour)} h`)
        })
        // A week offline and a spent budget may delay; without them nothing waits longer than its interval and a fifth.
        const awake = times.filter((at) => at < offlineFrom)
        if (perDay === null) {
          expect(times[0]).toBeLessThan(start + day)
          if (intervalDays <= 7) expect(awake.length).toBeGreaterThanOrEqual(2)
          expect(times.at(-1)).toBeGreaterThan(end - 1.3 * intervalDays * day)
        }
      }
    }
    // What was under way at the two restarts: at most one question of each of the sources visited at the time.
    expect(early.length, early.join('\n')).toBeLessThanOrEqual(2 * 4)
  })

  it('reports every planted listing once, and none that is authorized', async () => {
    const rows = []
    for (let cursor: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof findings>> = await findings(cursor)
      rows.push(...page.rows)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    for (const [kind, state] of [
      ['new', 'new'],
      ['official', 'authorized'],
    ] as const) {
      const planned = changes.filter((one) => one.kind === kind)
      const reported = rows
        .filter((row) => row.state === state)
        .map(({ url }) => (url ?? '').replace(/\?.*/, ''))
      expect(reported.length).toBe(new Set(reported).size)
      for (const url of reported) expect(planned.map(urlOf)).toContain(url)
      const due = planned.filter(isDue).map(urlOf)
      expect(due.length).toBeGreaterThan(40)
      for (const url of due) expect(reported).toContain(url)
    }
    expect(rows.every(({ state }) => state === 'new' || state === 'authorized')).toBe(true)
    expect(found.reduce((sum, { findings: count }) => sum + count, 0)).toBe(
      rows.filter(({ state }) => state === 'new').length,
    )
  })

  it('keeps every planted change once', async () => {
    const rows = []
    for (let cursor: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof listings>> = await listings(cursor)
      rows.push(...page.rows)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    const changed = rows.filter((row) => row.changes > 0)
    expect(changed.every((row) => row.changes === 1)).toBe(true)
    const planned = changes.filter(({ kind }) => kind === 'changed')
    const urls = changed.map(({ url }) => url.replace(/\?.*/, ''))
    const urlsOf = (some: readonly Planted[]) => some.map((one) => urlOf({ ...one, kind: 'new' }))
    for (const url of urls) expect(urlsOf(planned)).toContain(url)
    // Of the listings that two sources show, one is listened to: which, is a matter of who came first.
    const due = planned.filter((one) => isDue(one) && !['search', 'video'].includes(one.source))
    expect(due.length).toBeGreaterThan(3)
    for (const url of urlsOf(due)) expect(urls).toContain(url)
  })

  it('needs no more memory at the end than after a third', () => {
    expect((heapAt.get('day 30') ?? Infinity) - (heapAt.get('day 10') ?? 0)).toBeLessThan(15)
  })
})

function urlOf({ source, kind, recording }: Planted): string {
  return `https://${source === 'search' ? 'video' : source}.example/${kind}/${String(recording)}`
}

function findings(cursor: string | null) {
  return core.call('findings.list', { sort: 'found', limit: 500, cursor })
}

function listings(cursor: string | null) {
  return core.call('live.listings', { limit: 500, cursor })
}
