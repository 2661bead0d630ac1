import { expect, test } from 'vitest'
import { audioOffers } from './audio-offers.ts'
import type { CaptureExchange } from './capture-record.ts'

const exchange = (url: string, more: Partial<CaptureExchange>): CaptureExchange => ({
  at: '2026-11-22T10:00:00.000Z',
  method: 'GET',
  url,
  type: 'Media',
  status: 200,
  mime: 'audio/mpeg',
  peer: null,
  protocol: 'http/1.1',
  tls: null,
  responseHeaders: [],
  body: null,
  error: null,
  ...more,
})
const body = (bytes: number, truncated: 'length' | null = null) => ({
  bytes,
  sha256: 'a'.repeat(64),
  truncated,
})

test('the sound of a page is what it loaded, what it plays and what it links to, each once', () => {
  const offers = audioOffers(
    [
      exchange('https://a.example/song.mp3', { status: 206, body: body(700) }),
      exchange('https://a.example/whole.mp3', { body: body(900) }),
      exchange('https://a.example/cut.mp3', { body: body(500, 'length') }),
      exchange('https://a.example/stream', { type: 'Fetch', mime: 'audio/flac', body: body(5) }),
      exchange('https://a.example/picture', { type: 'Image', mime: 'image/png', body: body(5) }),
      exchange('https://a.example/gone.mp3', { status: 404, body: body(5) }),
    ],
    [
      { href: '/song.mp3', from: 'player' },
      { href: 'player?id=7', from: 'player' },
      { href: '//cdn.example/Night%20Ferry.FLAC?x=1', from: 'link' },
      { href: '/about', from: 'link' },
      { href: 'javascript:play()', from: 'player' },
      { href: 'http://[broken', from: 'player' },
    ],
    'https://a.example/listing/7',
  )
  expect(offers).toEqual([
    { url: 'https://a.example/song.mp3', from: 'loaded', mime: 'audio/mpeg', recorded: 700, whole: false },
    { url: 'https://a.example/whole.mp3', from: 'loaded', mime: 'audio/mpeg', recorded: 900, whole: true },
    { url: 'https://a.example/cut.mp3', from: 'loaded', mime: 'audio/mpeg', recorded: 500, whole: false },
    { url: 'https://a.example/stream', from: 'loaded', mime: 'audio/flac', recorded: 5, whole: true },
    { url: 'https://a.example/listing/player?id=7', from: 'player', mime: '', recorded: null, whole: false },
    {
      url: 'https://cdn.example/Night%20Ferry.FLAC?x=1',
      from: 'link',
      mime: '',
      recorded: null,
      whole: false,
    },
  ])
})
