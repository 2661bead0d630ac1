import { describe, expect, it } from 'vitest'
import { reservationFiles, trainingCrawlers } from './reservation-files.ts'

describe('the files that reserve text and data mining', () => {
  const contentOf = (path: string, policy: string | null) =>
    reservationFiles(policy).find((file) => file.path === path)?.content ?? ''

  it('close the whole site to each crawler in robots.txt, and to no other', () => {
    const lines = contentOf('robots.txt', null).trimEnd().split('\n')
    expect(lines.at(-1)).toBe('Disallow: /')
    expect(lines.slice(0, -1)).toEqual(trainingCrawlers.map((name) => `User-agent: ${name}`))
    expect(lines).not.toContain('User-agent: *')
  })

  it('are valid JSON of the TDM Reservation Protocol, with the terms where there are any', () => {
    expect(JSON.parse(contentOf('.well-known/tdmrep.json', null))).toEqual([
      { location: '/', 'tdm-reservation': 1 },
    ])
    expect(JSON.parse(contentOf('.well-known/tdmrep.json', 'https://lunavale.example/terms'))).toEqual([
      { location: '/', 'tdm-reservation': 1, 'tdm-policy': 'https://lunavale.example/terms' },
    ])
    expect(contentOf('response-headers.txt', 'https://lunavale.example/terms')).toBe(
      'tdm-reservation: 1\ntdm-policy: https://lunavale.example/terms\n',
    )
  })

  it('refuse an address that could add a line', () => {
    for (const wrong of ['http://a.example', 'https://a.example\nx: y', 'terms', 'https://'])
      expect(() => reservationFiles(wrong)).toThrow(RangeError)
  })
})
