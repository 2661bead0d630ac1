import { describe, expect, it } from 'vitest'
import type { OfficialLink } from '../../../shared/contract/live-addresses.ts'
import { keyOf, recommendedRules, rulesOf } from './chosen-rules.ts'
import { linesOf } from './lines-of.ts'
import { sentLines } from './request-words.ts'
import { isReady } from './source-types.ts'
import { watchable } from './watchable.ts'

describe('linesOf', () => {
  it('keeps each line once, without what surrounds it', () => {
    expect(linesOf(' https://a.example \r\n\n\thttps://b.example\nhttps://a.example')).toEqual([
      'https://a.example',
      'https://b.example',
    ])
    expect(linesOf(' \n ')).toEqual([])
  })
})

describe('watchable', () => {
  it('takes torrent files and folders of things dropped on the window', () => {
    expect(['/x/Album.TORRENT', '/x/My Uploads', 'C:\\Music\\Leaks'].every(watchable)).toBe(true)
    expect(['/x/dump.csv', '/x/a.b.zip', 'C:\\x\\a.json'].some(watchable)).toBe(false)
  })
})

describe('the rules of official links', () => {
  const proposal = { words: '', wouldSettle: 0 }
  const links: readonly OfficialLink[] = [
    {
      link: 'a',
      leadsTo: 'a',
      refusal: null,
      proposals: [
        { ...proposal, kind: 'account', value: 'luna', recommended: true, exists: false },
        { ...proposal, kind: 'domain', value: 'luna.example', recommended: false, exists: false },
      ],
    },
    {
      link: 'b',
      leadsTo: 'b',
      refusal: null,
      proposals: [
        { ...proposal, kind: 'account', value: 'luna', recommended: true, exists: false },
        { ...proposal, kind: 'label', value: 'Ferry', recommended: true, exists: true },
      ],
    },
    { link: 'c', leadsTo: '', refusal: 'No address', proposals: [] },
  ]

  it('are offered once, and not when they are there already', () => {
    expect(rulesOf(links)).toEqual([
      { kind: 'account', value: 'luna' },
      { kind: 'domain', value: 'luna.example' },
    ])
  })

  it('are chosen at first where they are the narrowest', () => {
    expect([...recommendedRules(links)]).toEqual([keyOf({ kind: 'account', value: 'luna' })])
  })
})

describe('sentLines', () => {
  it('shows headers and body as they went out, and other text as it is', () => {
    const sent = JSON.stringify({ headers: { accept: 'application/json', authorization: '…' }, body: 'q=1' })
    expect(sentLines(sent)).toBe('accept: application/json\nauthorization: …\n\nq=1')
    expect(sentLines('{"headers":{"accept":"*/*"}}')).toBe('accept: */*')
    expect(sentLines('plain')).toBe('plain')
  })
})

describe('isReady', () => {
  const source = {
    id: 'deezer',
    key: { needs: 'none', state: 'none', help: null },
    searches: ['isrc'],
  } as const
  const ready = (change: Partial<Parameters<typeof isReady>[0]>) =>
    isReady({ ...source, searches: [...source.searches], ...change })

  it('leaves out what lacks a key, a server or an address', () => {
    expect(ready({})).toBe(true)
    expect(ready({ key: { needs: 'optional', state: 'none', help: null } })).toBe(true)
    expect(ready({ key: { needs: 'required', state: 'set', help: null } })).toBe(false)
    expect(ready({ id: 'searxng' })).toBe(false)
    expect(ready({ searches: ['address'] })).toBe(false)
  })
})
