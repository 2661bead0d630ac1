import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extensionOf, kindByName, nameFits, sniffContainer } from './container.ts'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

test.each([
  ['fLaC\0\0', 'flac'],
  ['OggS\0\0', 'ogg'],
  ['RIFF....WAVE', 'wav'],
  ['RF64....WAVE', 'wav'],
  ['FORM....AIFF', 'aiff'],
  ['FORM....AIFC', 'aiff'],
  ['\0\0\0\x18ftypM4A ', 'mp4'],
  ['\xff\xfb\x90\0', 'mp3'],
])('%j is %s', (head, container) => {
  expect(sniffContainer(bytes(head))).toEqual({ container })
})

test('an ID3v2 tag is skipped, its footer too', () => {
  expect(sniffContainer(bytes('ID3\x03\0\0\0\0\x01\x7f'))).toEqual({ id3: true, skip: 10 + 255 })
  expect(sniffContainer(bytes('ID3\x04\0\x10\0\0\0\x01'))).toEqual({ id3: true, skip: 21 })
})

test.each(['RIFF....AVI ', 'PK\x03\x04', '<html>', '\xff\xff\xff\xff', '', '\x89PNG'])(
  '%j is none',
  (head) => {
    expect(sniffContainer(bytes(head))).toBeNull()
  },
)

test('no bytes throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (head) => {
      sniffContainer(head)
    }),
  )
})

test('names', () => {
  expect([extensionOf('a.B.FLAC'), extensionOf('.mp3'), extensionOf('none')]).toEqual(['flac', '', ''])
  expect([kindByName('a.Mp3'), kindByName('a.wma'), kindByName('cover.jpg')]).toEqual(['audio', 'unsupported-audio', 'other']) // prettier-ignore
  expect([nameFits('a.m4a', 'mp4'), nameFits('a.mp3', 'flac')]).toEqual([true, false])
})
