import { describe, expect, it } from 'vitest'
import { readOfficialLink } from './official-links.ts'
import { addressKindOf, readAddress } from './supplied-address.ts'

describe('readOfficialLink', () => {
  const proposed = (link: string) =>
    readOfficialLink(link).proposals.map(({ kind, value }) => `${kind} ${value}`)

  it('knows accounts, own sites and label lines', () => {
    expect(proposed('https://www.youtube.com/@lunavale/videos')).toEqual(['account youtube.com/@lunavale'])
    expect(proposed('https://m.soundcloud.com/luna-vale?si=1')).toEqual(['account soundcloud.com/luna-vale'])
    expect(proposed('https://lunavale.bandcamp.com/music')).toEqual(['domain lunavale.bandcamp.com'])
    expect(proposed('lunavale.example/shop')).toEqual(['domain lunavale.example'])
    expect(proposed('℗ 2026 Northlight Records')).toEqual(['label ℗ 2026 Northlight Records'])
  })

  it('never proposes a whole service, nor takes one item for an account', () => {
    for (const link of ['https://youtube.com', 'soundcloud.com/', 'https://open.spotify.com/']) {
      const read = readOfficialLink(link)
      expect(read.proposals).toEqual([])
      expect(read.refusal).toMatch(/belongs to many/)
    }
    const item = readOfficialLink('https://www.youtube.com/watch?v=dQw4w9WgXcQ')
    expect(item.proposals).toEqual([])
    expect(item.refusal).toMatch(/leads to one item/)
  })
})

describe('an address the artist supplies', () => {
  it('is what it looks like', () => {
    const kinds = {
      'magnet:?xt=urn:btih:abc': 'magnet',
      'https://x.example/a.torrent?k=1': 'torrent',
      '/home/luna/leaks': 'folder',
      'C:\\Leaks': 'folder',
      '/home/luna/a.torrent': 'torrent',
      'https://x.example/sitemap_index.xml': 'sitemap',
      'https://x.example/feed/': 'feed',
      'https://x.example/news.rss': 'feed',
      'https://x.example/feeding': 'page',
    }
    for (const [value, kind] of Object.entries(kinds)) expect(addressKindOf(value)).toBe(kind)
  })

  it('is refused with a sentence when it leads nowhere', () => {
    expect(readAddress('page', 'https://x.example/a#b')).toEqual({ ok: true, value: 'https://x.example/a' })
    expect(readAddress('page', 'leaks')).toMatchObject({ ok: false })
    expect(readAddress('folder', 'leaks')).toMatchObject({ ok: false })
    expect(readAddress('magnet', 'magnet:?dn=x')).toMatchObject({ ok: false })
  })
})
