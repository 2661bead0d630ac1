import { describe, expect, it } from 'vitest'
import { isClaimable, listingUrl, offersOf } from './offers.ts'

describe('what a listing offers', () => {
  it.each([
    ['https://tracks.example/item/7', null, 'page'],
    ['http://tracks.example/?id=7', null, 'page'],
    ['https://tracks.example', null, 'metadata'],
    ['https://tracks.example/', null, 'metadata'],
    ['https://tracks.example/?', null, 'metadata'],
    ['https://tracks.example/a/song.MP3', null, 'file'],
    ['https://tracks.example/a/song.flac?token=1#x', null, 'file'],
    ['https://tracks.example/covers/1.jpg', null, 'art'],
    ['magnet:?xt=urn:btih:c12fe1c06bba254a9dc9f519b335aa7c1367a88a', null, 'file'],
    ['ftp://files.example/song.wav', null, 'file'],
    ['ftp://files.example/notes.txt', null, 'metadata'],
    ['spotify:track:4uLU6hMCjMI75M1A2tKUQC', null, 'metadata'],
    ['', null, 'metadata'],
    [null, '01 - Harbour Lights.mp3', 'file'],
    [null, 'album.torrent', 'file'],
    [null, 'folder.png', 'art'],
    [null, 'readme.txt', 'metadata'],
    [null, null, 'metadata'],
    ['https://tracks.example/item/7', '01.mp3', 'file'],
    ['https://tracks.example/item/7', 'cover.jpg', 'page'],
    ['https://tracks.example/', 'cover.jpg', 'art'],
  ] as const)('with address %s and file name %s: %s', (url, fileName, offers) => {
    expect(offersOf({ url, fileName })).toBe(offers)
  })

  it('can be claimed unless it is facts alone', () => {
    expect(['metadata', 'page', 'file', 'art'].filter((offers) => isClaimable(offers as 'page'))).toEqual([
      'page',
      'file',
      'art',
    ])
  })
})

describe('the address of a listing', () => {
  it.each([
    [' https://tracks.example/item/7 ', 'https://tracks.example/item/7'],
    ['tracks.example/item/7', 'https://tracks.example/item/7'],
    ['www.tracks.example:8080/x', 'https://www.tracks.example:8080/x'],
    ['magnet:?xt=urn:btih:1', 'magnet:?xt=urn:btih:1'],
    ['not an address', null],
    ['Song/Album', null],
    ['AC/DC', null],
    ['3/4.5', null],
    ['tracks.example', null],
    ['javascript:alert(1)', null],
    ['', null],
  ])('“%s” is kept as %s', (raw, kept) => {
    expect(listingUrl(raw)).toBe(kept)
  })
})
