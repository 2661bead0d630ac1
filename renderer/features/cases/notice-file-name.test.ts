import { describe, expect, it } from 'vitest'
import { noticeFileName } from './notice-file-name.ts'

const at = (providerName: string, signedOn: string | null = '2026-11-22') =>
  noticeFileName({ providerName, openedAt: '2026-11-20T10:00:00.000Z', notice: { signedOn } }, 'pdf')

describe('noticeFileName', () => {
  it('names provider and day in plain characters', () => {
    expect(at('SoundCloud')).toBe('notice-soundcloud-2026-11-22.pdf')
    expect(at('Apple Music / iTunes Store')).toBe('notice-apple-music-itunes-store-2026-11-22.pdf')
    expect(at('files.tunevault.example')).toBe('notice-files-tunevault-example-2026-11-22.pdf')
  })

  it('takes the day the case was opened while the notice is unsigned', () => {
    expect(at('MEGA', null)).toBe('notice-mega-2026-11-20.pdf')
  })

  it('does without a name that has no plain character', () => {
    expect(at('网易云音乐')).toBe('notice-2026-11-22.pdf')
  })
})
