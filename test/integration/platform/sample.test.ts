import { expect, it } from 'vitest'
import { openTestCore } from '../../support/core.ts'

/** Sources with health, listings with a history, weeks of findings; and nobody was asked anything. */
async function expectLiveWatch(core: Awaited<ReturnType<typeof openTestCore>>): Promise<void> {
  const { sources } = await core.call('live.sources', {})
  const on = sources.filter(({ enabled }) => enabled)
  expect(on.map(({ id, problem }) => [id, problem?.kind ?? null])).toEqual([
    ['deezer', null],
    ['archive', null],
    ['itunes', 'quota'],
    ['youtube', null],
  ])
  // What is due waits: one source rests, the other has no key.
  expect(on.slice(0, 2).map(({ looks }) => looks.due)).toEqual([0, 0])
  const { weeks } = await core.call('live.perWeek', { weeks: 12 })
  expect(weeks.filter(({ findings }) => findings > 0).length).toBeGreaterThan(5)
  expect(weeks.some(({ authorized }) => authorized > 0)).toBe(true)
  const { rows } = await core.call('live.listings', { limit: 500 })
  const changed = rows.find(({ changes }) => changes > 0)
  const { listing } = await core.call('live.listing', { listingId: changed?.id ?? 0 })
  expect(listing?.versions.map(({ why }) => why)).toEqual(['changed', 'first'])
  expect((await core.call('live.places', {})).rows.length).toBeGreaterThan(10)
  expect((await core.call('outgoing.list', {})).rows).toEqual([])
}

it(
  'the sample workspace shows rights: writers, agreed shares, a registration and a document',
  { timeout: 120_000 },
  async () => {
    const core = await openTestCore({ sample: true })
    try {
      const { rows: works } = await core.call('works.list', { limit: 100 })
      expect(works).toHaveLength(8)
      expect(works.find(({ title }) => title === 'The Long Tide')?.writers.toSorted()).toEqual([
        'Jonas Feld',
        'Mira Halvorsen',
      ])
      const { rows: recordings } = await core.call('recordings.list', { search: 'The Long Tide', limit: 10 })
      const rights = await core.call('rights.get', {
        subject: { type: 'recording', id: recordings[0]?.id ?? 0 },
      })
      expect(rights.splits).toMatchObject([{ rightKind: 'master', state: 'agreed', sum: 1_000_000 }])
      expect(rights.registrations).toMatchObject([{ number: 'SR 9-990-001', subjectCount: 8 }])
      expect(rights.contributions.map(({ name, role }) => [name, role])).toEqual([
        ['Jonas Feld', 'producer'],
        ['Iris Aalto', 'mixing-engineer'],
        ['Iris Aalto', 'mastering-engineer'],
      ])
      const work = works.find(({ title }) => title === 'The Long Tide')
      const ofWork = await core.call('rights.get', { subject: { type: 'work', id: work?.id ?? 0 } })
      expect(
        ofWork.splits.map(({ rightKind, state, lines }) => [
          rightKind,
          state,
          lines.map(({ share }) => share),
        ]),
      ).toEqual([
        ['performance', 'agreed', [700_000, 300_000]],
        ['mechanical', 'agreed', [700_000, 300_000]],
      ])
      expect(ofWork.documents).toMatchObject([
        { kind: 'split-sheet', signedBy: 'Mira Halvorsen, Jonas Feld' },
      ])
      const { cases } = await core.call('cases.list', {})
      expect(new Set(cases.map(({ state }) => state))).toEqual(
        new Set(['draft', 'sent', 'removed', 'countered', 'escalated']),
      )
      // Nothing is sent before it was opened, looked at and signed.
      for (const { id, sentAt, openedAt, stateSince } of cases) {
        if (sentAt === null) continue
        const { notice, itemsList } = await core.call('cases.get', { caseId: id })
        expect(openedAt <= sentAt).toBe(true)
        expect(notice?.signedOn).toBe(sentAt.slice(0, 10))
        expect(stateSince >= sentAt.slice(0, 10)).toBe(true)
        for (const { lastSeenAt } of itemsList) expect((lastSeenAt ?? '9') <= sentAt).toBe(true)
      }
      const [newest] = (await core.call('custody.list', { limit: 1 })).events
      expect(Date.parse(newest?.at ?? '')).toBeLessThanOrEqual(Date.now())
      const { deadlines } = await core.call('deadlines.list', {})
      expect(deadlines.map(({ code }) => code).toSorted()).toEqual([
        'counter-day-10',
        'counter-day-14',
        'look-again',
      ])
      expect((await core.call('exposure.get', {})).ranges[0]?.high).toBeGreaterThan(0)
      await expectLiveWatch(core)
    } finally {
      await core.dispose()
    }
  },
)
