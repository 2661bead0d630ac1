import { describe, expect, it } from 'vitest'
import { noHolidays } from './business-days.ts'
import { caseDeadlines, type CaseClock } from './case-deadlines.ts'
import { calendarOf } from './recipient-calendar.ts'

const clock: CaseClock = {
  state: 'sent',
  sentOn: '2026-11-20',
  counteredOn: null,
  responds: null,
  regime: null,
  european: false,
  claimServedOn: null,
}
const codes = (parts: Partial<CaseClock>) =>
  caseDeadlines({ ...clock, ...parts }, noHolidays).map(({ code, day }) => [code, day])

describe('the deadlines of a case', () => {
  it('while an answer is awaited: the time the provider states, else a look after five business days', () => {
    expect(codes({})).toEqual([['look-again', '2026-11-27']])
    expect(codes({ responds: { days: 3, business: false, source: 'x' } })).toEqual([
      ['response', '2026-11-23'],
    ])
    for (const state of ['draft', 'removed', 'rejected', 'silent', 'closed'] as const)
      expect(codes({ state })).toEqual([])
    expect(codes({ sentOn: null })).toEqual([])
  })

  it('says that the Digital Services Act names no number of days', () => {
    const [deadline] = caseDeadlines({ ...clock, european: true }, noHolidays)
    expect([deadline?.source, deadline?.why]).toEqual([
      'Art. 16(5), (6) DSA',
      expect.stringContaining('names no number of days'),
    ])
  })

  it('speaks of the law of the letter that was sent', () => {
    const source = (parts: Partial<CaseClock>) => caseDeadlines({ ...clock, ...parts }, noHolidays)[0]?.source
    expect(source({ regime: 'us-512c' })).toBe('17 U.S.C. 512(c)(1)(A)(iii)')
    expect(source({ regime: 'us-512c+eu-dsa-16' })).toBe('Art. 16(5), (6) DSA')
    expect(source({ regime: 'eu-dsa-16' })).toBe('Art. 16(5), (6) DSA')
    expect(source({ regime: 'ca-notice', european: true })).toContain('41.26')
    expect(source({ regime: 'uk-notice' })).toBe('SI 2002/2013, reg. 19')
    for (const regime of ['registrar', 'payment', 'withdrawal'] as const)
      expect(caseDeadlines({ ...clock, regime, european: true }, noHolidays)[0]?.why).toContain(
        'No law fixes a time',
      )
  })

  it('after a counter-notice: days 10 and 14 by the American calendar, whatever the recipient keeps', () => {
    const everyDay = () => 'holiday'
    const days = caseDeadlines({ ...clock, state: 'countered', counteredOn: '2026-11-20' }, (day) =>
      day > '2027' ? everyDay() : null,
    )
    expect(days.map(({ day }) => day)).toEqual(['2026-12-07', '2026-12-11'])
    expect(codes({ state: 'removed', counteredOn: '2026-11-20' })).toEqual([])
  })

  it('counts the opt-out of a claim that was served until the case is closed', () => {
    expect(codes({ state: 'rejected', claimServedOn: '2026-01-01' })).toEqual([['ccb-opt-out', '2026-03-02']])
    expect(codes({ state: 'closed', claimServedOn: '2026-01-01' })).toEqual([])
  })
})

describe('the calendar of a recipient', () => {
  it('is that of the country on record, else of a member state’s domain, else the American one', () => {
    expect(calendarOf('FR', ['host.de'])).toBe('FR')
    expect(calendarOf(null, ['host.example', 'host.de'])).toBe('DE')
    expect(calendarOf('ZZ', ['host.uk'])).toBe('US')
  })
})
