import { describe, expect, it } from 'vitest'
import { instantOf, localMinute } from './local-minute.ts'

describe('localMinute and instantOf', () => {
  it('go there and back to the minute, in any time zone', () => {
    const moment = new Date('2026-03-29T01:30:45.678Z')
    expect(instantOf(localMinute(moment))).toBe('2026-03-29T01:30:00.000Z')
  })

  it('names no instant for half a date', () => {
    for (const text of ['', '2026-11-22', '2026-13-40T10:00', 'soon']) expect(instantOf(text)).toBeNull()
  })
})
