import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed
let caseId: number
let now = Date.parse('2026-11-22T12:00:00.000Z')

beforeEach(async () => {
  now = Date.parse('2026-11-22T12:00:00.000Z')
  core = await openTestCore({ clock: () => now })
  seed = openSeed(core.folder)
  const [detail] = await casesFor(core, seed, ['https://tunevault.example/d/1'])
  caseId = detail?.id ?? 0
  await completeCase(core, caseId)
  await core.call('cases.recordSent', {
    caseId,
    at: '2026-11-20T10:00:00.000Z',
    channel: 'E-mail',
    reference: '',
  })
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

const due = async () =>
  (await core.call('deadlines.list', {})).deadlines.map(({ code, day, stand, calendar }) => [
    code,
    day,
    stand,
    calendar?.code,
  ])
const providerId = async () => (await core.call('cases.get', { caseId })).provider.id

describe('deadlines', () => {
  it('follow the case: a look, then days 10 and 14 of a counter-notice, then none', async () => {
    // Thanksgiving, 26 November 2026, does not count.
    expect(await due()).toEqual([['look-again', '2026-11-30', 'later', 'US']])
    await core.call('cases.move', { caseId, state: 'countered', happenedOn: '2026-11-20' })
    expect(await due()).toEqual([
      ['counter-day-10', '2026-12-07', 'later', 'US'],
      ['counter-day-14', '2026-12-11', 'later', 'US'],
    ])
    now = Date.parse('2026-12-08T12:00:00.000Z')
    expect((await due()).map(([, , stand]) => stand)).toEqual(['overdue', 'soon'])
    await core.call('cases.correct', { caseId })
    await core.call('cases.move', { caseId, state: 'removed', happenedOn: '2026-11-24' })
    expect(await due()).toEqual([])
  })

  it('are counted by the calendar of the recipient, also a European one, and by its own time', async () => {
    const id = await providerId()
    now = Date.parse('2026-12-24T12:00:00.000Z')
    await core.call('cases.move', { caseId, state: 'rejected', happenedOn: '2026-12-23' })
    await core.call('cases.move', { caseId, state: 'sent', happenedOn: '2026-12-24' })
    const respondsIn = { days: 1, business: true }
    await core.call('providers.set', { providerId: id, patch: { country: 'DE', respondsIn } })
    // 25 and 26 December are holidays in Germany, 26 and 27 a weekend.
    expect(await due()).toEqual([['response', '2026-12-28', 'soon', 'DE']])
    await core.call('providers.reset', { providerId: id, field: 'respondsIn' })
    expect((await due())[0]?.[0]).toBe('look-again')
  })

  it('name the releases whose three months for registration run, until they are registered', async () => {
    const { releaseId } = await core.call('releases.create', {
      title: 'Tide Tables',
      releaseDate: '2026-10-01',
    })
    expect(await due()).toContainEqual(['registration-3-months', '2027-01-01', 'later', undefined])
    await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'SR0000912345',
      subjects: [{ type: 'release', id: releaseId }],
    })
    expect((await due()).map(([code]) => code)).not.toContain('registration-3-months')
  })

  it('go into a calendar file: whole days, stable identities, lines a calendar can read', async () => {
    await core.call('cases.move', { caseId, state: 'countered', happenedOn: '2026-11-20' })
    const path = join(core.folder, 'deadlines.ics')
    expect(await core.call('deadlines.export', { path })).toEqual({ path, events: 2 })
    const first = readFileSync(path, 'utf8')
    expect(first.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true)
    expect(first).toContain('DTSTART;VALUE=DATE:20261207\r\n')
    expect(first).toContain('DTSTART;VALUE=DATE:20261211\r\n')
    expect(first.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    const identities = (text: string) => Array.from(text.matchAll(/^UID:(.+)\r$/gm), ([, id]) => id)
    expect(identities(first)).toHaveLength(2)
    now += 86_400_000
    await core.call('deadlines.export', { path, caseId })
    expect(identities(readFileSync(path, 'utf8'))).toEqual(identities(first))
  })
})

describe('the provider directory', () => {
  it('takes what the artist knows better, for cases at once, and keeps the shipped fact', async () => {
    const id = await providerId()
    await core.call('providers.set', { providerId: id, patch: { email: 'agent@tunevault.example' } })
    expect((await core.call('cases.get', { caseId })).provider.email).toBe('agent@tunevault.example')
    const { providers } = await core.call('providers.list', { search: 'tunevault' })
    expect(providers).toMatchObject([
      { shipped: { email: null }, own: { email: 'agent@tunevault.example' }, confidence: 'low', cases: 1 },
    ])
    await core.call('providers.reset', { providerId: id, field: 'email' })
    expect((await core.call('cases.get', { caseId })).provider.email).toBeNull()
  })

  it('refuses a domain that belongs to another, what is no domain, and no fact at all', async () => {
    await core.call('providers.add', { name: 'Big Rack', domains: ['https://bigrack.example/abuse'] })
    await expect(
      core.call('providers.add', { name: 'Small Rack', domains: ['bigrack.example'] }),
    ).rejects.toThrow(/belongs to Big Rack/)
    await expect(core.call('providers.add', { name: 'X', domains: ['no domain'] })).rejects.toThrow(
      /no domain/,
    )
    await expect(core.call('providers.set', { providerId: await providerId(), patch: {} })).rejects.toThrow(
      /Nothing was given/,
    )
  })
})

describe('exposure', () => {
  it('is a range that knows what is registered in time and what is an album', async () => {
    const none = await core.call('exposure.get', { caseId })
    expect([none.works, none.registeredLate, none.ranges[0]?.high]).toEqual([1, 1, 0])
    await core.call('registrations.add', {
      authority: 'US-CO',
      number: 'SR0000912345',
      effectiveOn: '2026-01-05',
      subjects: [{ type: 'recording', id: 1 }],
    })
    seed.db.prepare("UPDATE recording SET published_on = '2025-12-01' WHERE id = 1").run()
    const { ranges, registeredInTime } = await core.call('exposure.get', { caseId, cmiViolations: 2 })
    expect(registeredInTime).toBe(1)
    expect(ranges.map(({ code, low, high }) => [code, low, high])).toEqual([
      ['statutory', 750, 150_000],
      ['claims-board', 750, 15_000],
      ['cmi', 5_000, 50_000],
    ])
    expect((await core.call('exposure.get', {})).works).toBe(1)
  })
})

describe('reservation files', () => {
  it('are written together or not at all', async () => {
    const written = await core.call('reservation.write', {
      folder: core.folder,
      policyUrl: 'https://lunavale.example/licence',
    })
    expect(written.files).toEqual(['robots.txt', '.well-known/tdmrep.json', 'response-headers.txt'])
    expect(readFileSync(join(core.folder, 'response-headers.txt'), 'utf8')).toContain('tdm-policy: https://')
    await expect(core.call('reservation.write', { folder: core.folder })).rejects.toThrow(/is there already/)
    await expect(
      core.call('reservation.write', { folder: join(core.folder, 'exports'), policyUrl: 'http://x' }),
    ).rejects.toThrow(/https address/)
    expect(existsSync(join(core.folder, 'exports', 'robots.txt'))).toBe(false)
  })
})
