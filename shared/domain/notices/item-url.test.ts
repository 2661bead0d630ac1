import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOnDomains, urlPrecision } from './item-url.ts'

describe('urlPrecision', () => {
  it.each([
    'https://www.youtube.com/watch?v=abc123',
    'https://youtu.be/abc123?si=xyz',
    'https://soundcloud.com/some-user/harbour-lights',
    'https://luna.bandcamp.com/track/harbour-lights',
    'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
    'https://www.tiktok.com/@someone/video/7123',
    'https://x.com/someone/status/1234567',
    'https://vimeo.com/123456789',
    'https://t.me/somechannel/42',
    'https://mega.nz/file/AbCd#key',
    'https://mega.nz/#!AbCd!key',
    'https://pixeldrain.com/u/AbCdEf',
    'https://archive.org/details/some-album',
    'https://www.facebook.com/watch/?v=123',
    'https://github.com/owner/repo/blob/main/song.mp3',
    'https://host.example/?id=7',
    'https://host.example/harbour-lights.mp3',
    'https://kick.com/someone?clip=abc',
  ])('takes %s for an item', (url) => {
    expect(urlPrecision(url)).toBe('item')
  })

  it.each([
    'https://host.example',
    'https://host.example/',
    'https://host.example/?utm_source=mail&fbclid=1',
    'https://host.example/#',
    'https://luna.bandcamp.com',
  ])('takes %s for a whole site', (url) => {
    expect(urlPrecision(url)).toBe('site')
  })

  it.each([
    'https://www.youtube.com/@someone',
    'https://www.youtube.com/channel/UCabc/videos',
    'https://soundcloud.com/some-user?si=1',
    'https://soundcloud.com/some-user/tracks',
    'https://open.spotify.com/intl-de/artist/abc',
    'https://x.com/someone',
    'https://www.instagram.com/someone/',
    'https://www.tiktok.com/@someone',
    'https://www.facebook.com/profile.php?ref=1',
    'https://t.me/somechannel',
    'https://luna.bandcamp.com/music',
    'https://vimeo.com/someone',
    'https://github.com/owner',
    'https://host.example/artist/luna-vale',
    'https://host.example/@luna',
  ])('takes %s for a profile', (url) => {
    expect(urlPrecision(url)).toBe('profile')
  })

  it('knows searches and what is no address', () => {
    expect(urlPrecision('https://www.youtube.com/results?search_query=luna')).toBe('search')
    expect(urlPrecision('https://host.example/search/harbour')).toBe('search')
    expect(urlPrecision('harbour-lights.mp3')).toBe('invalid')
    expect(urlPrecision('magnet:?xt=urn:btih:abc')).toBe('invalid')
    expect(urlPrecision(`https://host.example/${'a'.repeat(2048)}`)).toBe('invalid')
  })

  it('never throws and never takes a text with white space for an item', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(urlPrecision(`https://host.example/${a} x${b}`)).toBe('invalid')
        expect(['item', 'site', 'profile', 'search', 'invalid']).toContain(urlPrecision(a))
      }),
    )
  })
})

describe('isOnDomains', () => {
  it('compares hosts, not texts', () => {
    expect(isOnDomains('https://cdn.youtube.com/a', ['youtube.com'])).toBe(true)
    expect(isOnDomains('https://evil.example/youtube.com', ['youtube.com'])).toBe(false)
    expect(isOnDomains('https://youtube.com@evil.example/a', ['youtube.com'])).toBe(false)
    expect(isOnDomains('https://youtube.com/a', [])).toBe(false)
  })
})
