import { compareText } from './strings.ts'

/** How much of two pictures differs, in words. A few pixels are never rounded to none, nor nearly all to all. */
export function shareText({ pixels, all }: { readonly pixels: number; readonly all: number }): string {
  if (pixels === 0) return compareText.noPixels
  const percent = (pixels / all) * 100
  if (percent < 0.1) return compareText.pixels('Less than 0.1%')
  if (pixels < all && percent > 99.9) return compareText.pixels('More than 99.9%')
  return compareText.pixels(`${percent.toFixed(percent < 10 ? 1 : 0)}%`)
}
