import { describe, expect, it } from 'vitest'
import type { AudioOffer } from './audio-offers.ts'
import { fileLinks } from './file-links.ts'

const base = 'https://www.board.example/thread/81'
const isFileHost = (domain: string) => domain === 'locker.example' || domain.endsWith('.locker.example')
const link = (href: string) => ({ href, from: 'link' as const })
const offer = (url: string): AudioOffer => ({ url, from: 'link', mime: '', recorded: null, whole: false })

describe('where a listing leads', () => {
  it('names what lies at hosts of files first, then sound from elsewhere, each once', () => {
    const links = [
      link('/thread/82'),
      link('https://files.board.example/x.mp3'),
      link('https://locker.example/'),
      link('//dl3.locker.example/f/abc#key'),
      link('https://news.example/story'),
      link('https://dl3.locker.example/f/abc#key'),
      link('javascript:go()'),
      link('https://notlocker.example/f'),
    ]
    const offers = [offer('https://media.example/a.mp3'), offer('https://files.board.example/x.mp3')]
    expect(fileLinks({ links, offers, base }, isFileHost)).toEqual([
      { url: 'https://dl3.locker.example/f/abc#key', domain: 'dl3.locker.example', because: 'file-host' },
      { url: 'https://media.example/a.mp3', domain: 'media.example', because: 'sound' },
    ])
  })
})
