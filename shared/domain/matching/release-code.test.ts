import { describe, expect, it } from 'vitest'
import { accountReason, judgeReleaseCode } from './release-code.ts'

const gtin = '00602435000015'
const recordings = [
  { title: 'Paper Moon', version: '', releaseTitle: 'Harbour' },
  { title: 'Paper Moon', version: 'Live', releaseTitle: 'Harbour' },
  { title: 'Lighthouse', version: '', releaseTitle: 'Harbour' },
]
const judge = (title: string) => judgeReleaseCode(gtin, { title }, recordings)

describe('a GTIN of a release', () => {
  it('means the track that the title names', () => {
    expect(judge('LIGHTHOUSE')).toEqual([
      {
        position: 2,
        match: {
          ...{ score: 0.95, verdict: 'match' },
          reasons: ['Same GTIN 00602435000015 as your release “Harbour”', 'Same title'],
        },
      },
    ])
    expect(judge('Paper Moon (Live)').map(({ position }) => position)).toEqual([1])
  })

  it('means the release when its title stands there, or none', () => {
    for (const title of ['', 'harbour']) {
      const [only, ...others] = judge(title)
      expect([only?.position, only?.match.verdict, others]).toEqual([0, 'match', []])
      expect(only?.match.reasons[1]).toContain('is about the release')
    }
  })

  it('is no more than possible when the title is of none of its tracks', () => {
    expect(judge('Something Else')[0]?.match).toMatchObject({ score: 0.5, verdict: 'possible' })
  })

  it('of a release without recordings means nothing', () => {
    expect(judgeReleaseCode(gtin, { title: 'x' }, [])).toEqual([])
  })
})

describe('who offers a listing', () => {
  it.each(['Luna Vale', 'luna vale - Topic', 'LunaValeVEVO'])(
    'may carry the name of the artist: %s',
    (name) => {
      expect(accountReason(name, 'Luna Vale')).toContain(`“${name}”`)
    },
  )
  it.each(['', 'Luna', 'Luna Vale Fans'])('or not: %s', (name) => {
    expect(accountReason(name, 'Luna Vale')).toBeNull()
  })
})
