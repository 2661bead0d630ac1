import { expect, test } from 'vitest'
import { accountKeysOf } from './account-pages.ts'

test.each<[string, readonly string[], readonly string[]]>([
  [
    'https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPW0X',
    ['https://open.spotify.com/artist/6sFIWsNpZYqfjUpaCgueju', 'https://open.spotify.com/artist/B'],
    ['6sfiwsnpzyqfjupacgueju', 'b'],
  ],
  ['https://soundcloud.com/luna-vale/harbour-lights', [], ['luna-vale']],
  ['https://m.soundcloud.com/Luna-Vale/sets/all', [], ['luna-vale']],
  ['https://huggingface.co/datasets/leaks/music', [], ['leaks']],
  ['https://www.tiktok.com/@luna/video/7', [], ['luna']],
  ['https://x.com/luna/status/8', [], ['luna']],
  // A page on another service says nothing of this one; an account's own page is no item of it.
  ['https://www.youtube.com/watch?v=abcdefghijk', ['https://open.spotify.com/artist/6sFI'], []],
  ['https://soundcloud.com/luna-vale', [], []],
  ['https://files.example/luna-vale/harbour-lights', [], []],
  ['magnet:?xt=urn:btih:abc', ['https://open.spotify.com/artist/6sFI'], []],
])('the accounts of %s', (url, pages, keys) => {
  expect(accountKeysOf(url, pages)).toEqual(keys)
})
