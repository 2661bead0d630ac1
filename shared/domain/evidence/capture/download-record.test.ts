import { expect, test } from 'vitest'
import { downloadName } from './download-record.ts'

test.each([
  ['/music/Night%20Ferry.mp3', 'audio/mpeg', 'Night Ferry.mp3'],
  ['/stream', 'audio/flac', 'stream.flac'],
  ['/', 'audio/mpeg', 'audio.mp3'],
  ['/%2e%2e%2f%2e%2e%2fetc%2fpasswd', 'audio/mpeg', 'etcpasswd.mp3'],
  ['/..', '', 'audio.bin'],
  ['/%E5%A4%9C.mp3', 'audio/mpeg', 'mp3.mp3'],
  ['/%zz.mp3', 'audio/mpeg', 'zz.mp3'],
  [`/${'a'.repeat(300)}.mp3`, 'audio/mpeg', `${'a'.repeat(96)}.mp3`],
])('“%.40s” is kept as a plain name', (path, mime, name) => {
  expect(downloadName(path, mime)).toBe(name)
})
