import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ByteSource } from './byte-source.ts'
import { plainWindow, type TextWindow, utf16Window } from './text-window.ts'

function sourceOf(bytes: Uint8Array, blockBytes: number): ByteSource {
  let position = 0
  return {
    get position() {
      return position
    },
    read(into, at) {
      const part = bytes.subarray(position, position + Math.min(blockBytes, into.length - at))
      into.set(part, at)
      position += part.length
      return part.length
    },
    ignoredTail: false,
    refusal: null,
    close: () => Promise.resolve(),
  }
}

/** Slides to the end, dropping `step` bytes each time; checks every position on the way. */
async function readThrough(
  window: TextWindow,
  step: number,
  check: (window: TextWindow) => void,
): Promise<string> {
  let text = Buffer.alloc(0)
  while (!window.final) {
    const dropped = Math.min(step, window.length)
    text = Buffer.concat([text, window.bytes.subarray(0, dropped)])
    await window.slide(dropped)
    check(window)
  }
  return Buffer.concat([text, window.bytes.subarray(0, window.length)]).toString('utf8')
}

const anyText = fc.string({ unit: 'binary', maxLength: 60 })

describe('a window', () => {
  it('slides over plain bytes and knows their offsets', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 9 }), fc.nat(9), async (text, block, step) => {
        const bytes = Buffer.from(text)
        const window = plainWindow(sourceOf(bytes, block), 0, block)
        const read = await readThrough(window, step, (view) => {
          const offset = view.offsetOf(view.length)
          expect(view.positionOf(offset)).toBe(view.length)
          expect(Buffer.from(view.raw(0, view.length))).toEqual(bytes.subarray(view.offsetOf(0), offset))
        })
        expect(read).toBe(text)
      }),
    )
  })

  it.each(['le', 'be'] as const)('transcodes UTF-16%s and keeps the offsets of the file', async (order) => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 2, max: 9 }), fc.nat(9), async (text, block, step) => {
        const little = Buffer.from(text, 'utf16le')
        const bytes = order === 'le' ? little : Buffer.from(little).swap16()
        const window = utf16Window(sourceOf(bytes, block), 0, block, order)
        let dropped = ''
        while (!window.final) {
          const shown = Buffer.from(window.bytes.subarray(0, window.length)).toString('utf8')
          const characters = [...shown].slice(0, step).join('')
          dropped += characters
          await window.slide(Buffer.byteLength(characters))
          expect(window.offsetOf(0)).toBe(2 * dropped.length)
          const whole = Buffer.from(window.bytes.subarray(0, window.length)).toString('utf8')
          const half = Buffer.byteLength([...whole].slice(0, 3).join(''))
          expect(window.offsetOf(half)).toBe(2 * (dropped.length + [...whole].slice(0, 3).join('').length))
          expect(window.positionOf(window.offsetOf(half))).toBe(half)
          const raw = Buffer.from(window.raw(half, window.length))
          expect(raw).toEqual(bytes.subarray(window.offsetOf(half), window.offsetOf(window.length)))
        }
        const rest = Buffer.from(window.bytes.subarray(0, window.length)).toString('utf8')
        expect(dropped + rest).toBe(text)
      }),
    )
  })

  it('reads lone surrogates and an odd last byte of UTF-16 without losing its place', async () => {
    const bytes = Buffer.from([0x41, 0x00, 0x00, 0xd8, 0x42, 0x00, 0x00, 0xdc, 0x43, 0x00, 0x44])
    const window = utf16Window(sourceOf(bytes, 2), 0, 2, 'le')
    while (!window.final) await window.slide(0)
    expect(Buffer.from(window.bytes.subarray(0, window.length)).toString('utf8')).toBe('A\ufffdB\ufffdC')
    expect(window.offsetOf(window.length)).toBe(10)
  })
})
