import { describe, expect, it } from 'vitest'
import { trayIconPixels } from './tray-icon.ts'

function pixel(pixels: Buffer, size: number, x: number, y: number): readonly number[] {
  return [...pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)]
}

describe('trayIconPixels', () => {
  it('is a plate in the accent with the sign in white, and nothing in the corners', () => {
    const pixels = trayIconPixels(24, false)
    expect(pixels).toHaveLength(24 * 24 * 4)
    expect(pixel(pixels, 24, 0, 0)).toEqual([0, 0, 0, 0])
    expect(pixel(pixels, 24, 4, 12)).toEqual([0xc6, 0x46, 0x55, 255])
    expect(pixel(pixels, 24, 16, 12)).toEqual([255, 255, 255, 255])
  })

  it('is the sign alone, in black, as a template', () => {
    const pixels = trayIconPixels(24, true)
    expect(pixel(pixels, 24, 4, 12)).toEqual([0, 0, 0, 0])
    expect(pixel(pixels, 24, 16, 12)).toEqual([0, 0, 0, 255])
  })
})
