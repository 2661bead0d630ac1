import { describe, expect, it } from 'vitest'
import { completeNoticeText } from '../../../../test/support/notice-generator.ts'
import { analyseCounterNotice } from './counter-notice.ts'

const complete = `This is a counter-notification under 17 U.S.C. 512(g).

The material that was removed: https://tunevault.example/watch?v=1

I swear, under penalty of perjury, that I have a good faith belief that the material was removed or disabled as a result of a mistake or misidentification.

I consent to the jurisdiction of the Federal District Court for the district in which my address is located.

I will accept service of process from the person who provided the notification.

Address: 12 Quay Street, Portsmouth
Phone: +44 23 9200 0000

/s/ Ana Ruiz`

const parts = [
  ['signature', '/s/ Ana Ruiz'],
  ['material', 'https://tunevault.example/watch?v=1'],
  ['belief', 'under penalty of perjury, '],
  ['address', 'Address: 12 Quay Street, Portsmouth\nPhone: +44 23 9200 0000'],
  [
    'jurisdiction',
    'I consent to the jurisdiction of the Federal District Court for the district in which my address is located.',
  ],
  ['service', 'I will accept service of process from the person who provided the notification.'],
] as const

describe('a counter-notice', () => {
  it('is read whole, with day 10 and day 14 and four ways on', () => {
    const analysis = analyseCounterNotice(complete, '2026-11-20')
    expect(analysis).toMatchObject({ isCounterNotice: true, complete: true })
    expect(analysis.deadlines.map(({ day }) => day)).toEqual(['2026-12-07', '2026-12-11'])
    expect(analysis.options.map(({ code }) => code)).toEqual([
      'withdraw',
      'claims-board',
      'court',
      'let-it-be',
    ])
  })

  it.each(parts)('lacks its %s when that is taken out, and nothing else', (code, part) => {
    const { elements, complete: whole } = analyseCounterNotice(complete.replace(part, ''), '2026-11-20')
    expect(elements.filter(({ present }) => !present).map((element) => element.code)).toEqual([code])
    expect(whole).toBe(false)
  })

  it('is not what a takedown notice is', () => {
    expect(analyseCounterNotice(completeNoticeText(3).text, '2026-11-20')).toMatchObject({
      isCounterNotice: false,
      complete: false,
    })
  })
})
