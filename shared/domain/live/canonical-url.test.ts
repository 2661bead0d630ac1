import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalUrl } from './canonical-url.ts'

const same: Readonly<Record<string, readonly string[]>> = {
  'https://youtube.com/watch?v=dQw4w9WgXcQ': [
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s&list=PL123&index=3',
    'http://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ',
    'https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=abc',
    'https://youtu.be/dQw4w9WgXcQ?si=abc',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ/',
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
    'https://youtube.com/live/dQw4w9WgXcQ#top',
  ],
  'https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT': [
    'https://open.spotify.com/intl-de/track/4cOdK2wGLETKBW3PvgPWqT?si=1f',
    'https://open.spotify.com/embed/track/4cOdK2wGLETKBW3PvgPWqT/',
    'spotify:track:4cOdK2wGLETKBW3PvgPWqT',
  ],
  'https://deezer.com/track/3135556': [
    'https://www.deezer.com/en/track/3135556?utm_source=x',
    'http://deezer.com/track/3135556/',
  ],
  'https://soundcloud.com/luna-vale/harbour-lights': [
    'https://m.soundcloud.com/Luna-Vale/harbour-lights?in=a/sets/b&utm_source=clipboard',
    'https://soundcloud.com/luna-vale/harbour-lights/#t=0:10',
  ],
  'https://archive.org/details/LunaVale2024/01%20Harbour.mp3': [
    'https://archive.org/download/LunaVale2024/01%20Harbour.mp3',
    'https://ia800101.us.archive.org/12/items/LunaVale2024/01%20Harbour.mp3',
  ],
  'https://archive.org/details/LunaVale2024': [
    'http://www.archive.org/details/LunaVale2024/?tab=about',
    'https://archive.org/metadata/LunaVale2024',
  ],
  'https://music.apple.com/song/1440857786': [
    'https://music.apple.com/us/album/harbour-lights/1440857781?i=1440857786&uo=4',
    'https://itunes.apple.com/de/album/harbour-lights/id1440857781?uo=4&i=1440857786',
    'https://geo.music.apple.com/gb/album/x/1440857781?i=1440857786&app=music',
    'https://music.apple.com/fr/song/harbour-lights/1440857786',
  ],
  'https://music.apple.com/album/1440857781': ['https://music.apple.com/us/album/harbour-lights/1440857781'],
  'https://lunavale.bandcamp.com/track/harbour-lights': [
    'http://lunavale.bandcamp.com/track/harbour-lights?from=embed#buy',
  ],
  'https://dump.example/files/a~b?id=7&name=x': [
    'http://www.dump.example:80/files/a%7eb/?utm_medium=mail&name=x&id=7&fbclid=1#part',
  ],
  'https://dump.example:8443/a': ['https://dump.example:8443/a/'],
  'https://app.example#/track/7': ['https://app.example/#/track/7'],
  'magnet:?xt=urn:btih:d2474e86c95b19b8bcfdb92bc12c9d44667cfa36': [
    'magnet:?dn=Luna+Vale&xt=urn:btih:D2474E86C95B19B8BCFDB92BC12C9D44667CFA36&tr=udp%3A%2F%2Ft.example',
    'magnet:?xt=urn%3Abtih%3AD2474E86C95B19B8BCFDB92BC12C9D44667CFA36',
    'magnet:?xt=urn:btih:2JDU5BWJLMM3RPH5XEV4CLE5IRTHZ6RW',
  ],
}

const different = [
  ['https://youtube.com/watch?v=dQw4w9WgXcQ', 'https://youtube.com/watch?v=dQw4w9WgXcR'],
  ['https://youtube.com/@lunavale', 'https://youtube.com/@LunaValeVEVO'],
  ['https://dump.example/a?id=7', 'https://dump.example/a?id=8'],
  ['https://dump.example/a', 'https://dump.example/A'],
  ['https://music.apple.com/us/album/x/1?i=2', 'https://music.apple.com/us/album/x/1'],
  ['https://archive.org/details/a/b.mp3', 'https://archive.org/details/a/c.mp3'],
] as const

describe('canonicalUrl', () => {
  for (const [canonical, forms] of Object.entries(same)) {
    it(`knows the forms of ${canonical}`, () => {
      for (const form of forms) expect(canonicalUrl(form)).toBe(canonical)
      expect(canonicalUrl(canonical)).toBe(canonical)
    })
  }

  it('keeps apart what is not the same', () => {
    for (const [one, other] of different) expect(canonicalUrl(one)).not.toBe(canonicalUrl(other))
  })

  it('gives nothing for what is no address', () => {
    for (const text of ['', 'Harbour Lights', 'ftp://x.example/a', 'spotify:track:short', 'magnet:?dn=x'])
      expect(canonicalUrl(text)).toBeNull()
  })

  it('leaves a canonical address as it is, whatever it came from', () => {
    const host = fc.constantFrom(
      ...['youtube.com', 'youtu.be', 'm.youtube.com', 'open.spotify.com', 'www.deezer.com', 'soundcloud.com'],
      ...['archive.org', 'ia1.us.archive.org', 'music.apple.com', 'tidal.com', 'x.bandcamp.com', 'a.example'],
      ...['m.tiktok.com', 'dai.ly', 'player.vimeo.com', '127.0.0.1:8080', 'www.www.a.example'],
    )
    const word = fc.oneof(
      fc.constantFrom(
        'track',
        'album',
        'details',
        'download',
        'watch',
        'intl-de',
        'embed',
        '1',
        'a%2fb',
        '%7E',
      ),
      fc.constantFrom('4cOdK2wGLETKBW3PvgPWqT', 'dQw4w9WgXcQ', '12', 'items', 'song', 'us', ''),
      fc.stringMatching(/^[\w.~%é-]{0,8}$/),
    )
    const pair = fc.constantFrom(
      'v=dQw4w9WgXcQ',
      'i=12',
      'utm_x=1',
      'b',
      'a=%41',
      'list=PL_1',
      'b=2',
      '=',
      'si=9',
    )
    const url = fc
      .tuple(
        host,
        fc.array(word, { maxLength: 6 }),
        fc.array(pair, { maxLength: 4 }),
        fc.constantFrom('', '#x', '#/r', '#!/a'),
      )
      .map(([at, path, query, end]) => {
        const tail = query.length === 0 ? '' : `?${query.join('&')}`
        return `http://${at}${path.map((part) => `/${part}`).join('')}${tail}${end}`
      })
    fc.assert(
      fc.property(url, (text) => {
        const once = canonicalUrl(text)
        if (once !== null) expect(canonicalUrl(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })
})
