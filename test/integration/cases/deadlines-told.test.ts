import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deadlineNotifySetting } from '../../../shared/domain/notices/deadlines/deadline-notice.ts'
import { casesFor, completeCase } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

const day = 86_400_000

let core: TestCore
let seed: Seed
let now: number

beforeEach(async () => {
  now = Date.parse('2026-11-02T10:00:00.000Z')
  core = await openTestCore({ clock: () => now })
  seed = openSeed(core.folder)
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

const untold = async () => (await core.call('deadlines.untold', {})).deadlines
/** Shows what is to be told. */
const take = async () => {
  const deadlines = await untold()
  await core.call('deadlines.told', { deadlines: deadlines.map(({ key, day: due }) => ({ key, day: due })) })
  return deadlines.map(({ code }) => code)
}
const choose = (value: number) => core.call('settings.set', { key: deadlineNotifySetting, value })

async function countered(): Promise<number> {
  const [detail] = await casesFor(core, seed, ['https://files.tunevault.example/d/1'])
  const caseId = detail?.id ?? 0
  await completeCase(core, caseId)
  await core.call('cases.recordSent', { caseId, at: new Date(now).toISOString(), channel: 'E-mail' })
  await core.call('cases.move', { caseId, state: 'countered', happenedOn: '2026-11-02' })
  return caseId
}

describe('deadlines the artist is told of', () => {
  it('are none until it is chosen, then those within the days chosen, each once', async () => {
    await countered()
    // Ten business days after 2 November, without Veterans Day, are on 17 November.
    now = Date.parse('2026-11-15T10:00:00.000Z')
    expect(await take()).toEqual([])
    await choose(3)
    expect(await take()).toEqual(['counter-day-10'])
    expect(await take()).toEqual([])
    now += day
    expect(await take()).toEqual([])
    now = Date.parse('2026-11-21T10:00:00.000Z')
    expect(await take()).toEqual(['counter-day-14'])
  })

  it('stay to be told while nothing has shown them', async () => {
    await countered()
    now = Date.parse('2026-11-16T10:00:00.000Z')
    await choose(1)
    expect((await untold()).map(({ code }) => code)).toEqual(['counter-day-10'])
    expect((await untold()).map(({ code }) => code)).toEqual(['counter-day-10'])
    expect(await take()).toEqual(['counter-day-10'])
    expect(await untold()).toEqual([])
  })

  it('stay told after the workspace was closed and opened again', async () => {
    await countered()
    now = Date.parse('2026-11-16T10:00:00.000Z')
    await choose(1)
    expect(await take()).toEqual(['counter-day-10'])
    seed.close()
    await core.close()
    now += 2 * day
    core = await openTestCore({ clock: () => now, workspace: core.folder })
    seed = openSeed(core.folder)
    expect(await take()).toEqual([])
  })

  it('come at most once a day, and are none for what is no choice', async () => {
    const caseId = await countered()
    now = Date.parse('2026-11-16T10:00:00.000Z')
    await choose(2)
    expect(await take()).toEqual([])
    await choose(1)
    expect(await take()).toEqual(['counter-day-10'])
    await core.call('cases.circumstances', { caseId, patch: { claimServedOn: '2026-09-18' } })
    expect(await take()).toEqual([])
    now += day
    expect(await take()).toEqual(['ccb-opt-out'])
  })
})
