import { expect, test } from 'vitest'
import { isPlainSubject, isPlainToken } from './custody-token.ts'

test.each([
  '',
  'email',
  'source-row',
  'us-512c3',
  'rightHeld',
  '42',
  '1.2.10',
  '2026-11-22',
  '2026-11-22T10:00:00.000Z',
  'GBAYE6800011',
  'a'.repeat(64),
])('“%s” may stand in the log', (text) => {
  expect(isPlainToken(text)).toBe(true)
})

test.each([
  'Mara Lindqvist',
  'Spotify',
  'leak.example',
  'https://leak.example/a',
  'mara@example.org',
  'dump.csv',
  '/home/mara/dump.csv',
  'two words',
  'line\nbreak',
  'GBAYE68000110',
  '=cmd()',
  'a'.repeat(129),
])('“%s” may not', (text) => {
  expect(isPlainToken(text)).toBe(false)
})

test('a subject is a word, or a kind and an id', () => {
  expect(['workspace', 'finding:7', 'sweepFile:12', 'isrc:GBAYE6800011'].every(isPlainSubject)).toBe(true)
  expect(['', 'finding:', 'Mara', 'domain:leak.example', 'a b', 'a:b:c'].some(isPlainSubject)).toBe(false)
})
