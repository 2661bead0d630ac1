/** Shapes of the product's sign, in the units of its 24 by 24 drawing: the repeat sign of written music. */
const dots = [
  { x: 7.5, y: 9.4, radius: 1.5 },
  { x: 7.5, y: 14.6, radius: 1.5 },
] as const
const bars = [
  { left: 11.4, right: 12.9 },
  { left: 14.8, right: 18.2 },
] as const
const barTop = 5.5
const barBottom = 18.5
const corner = 6
const accent = [0x55, 0x46, 0xc6] as const
const samples = 4

/** True inside the rounded square of the sign. */
function inPlate(x: number, y: number): boolean {
  const dx = Math.max(corner - x, x - (24 - corner), 0)
  const dy = Math.max(corner - y, y - (24 - corner), 0)
  return dx * dx + dy * dy <= corner * corner
}

function inSign(x: number, y: number): boolean {
  const inDot = dots.some((dot) => (x - dot.x) ** 2 + (y - dot.y) ** 2 <= dot.radius ** 2)
  return inDot || (y >= barTop && y <= barBottom && bars.some(({ left, right }) => x >= left && x <= right))
}

/** How much of a pixel passes, 0 to 1. */
function coverage(
  column: number,
  row: number,
  size: number,
  test: (x: number, y: number) => boolean,
): number {
  let hits = 0
  for (let at = 0; at < samples * samples; at++) {
    const x = ((column + ((at % samples) + 0.5) / samples) / size) * 24
    const y = ((row + (Math.floor(at / samples) + 0.5) / samples) / size) * 24
    if (test(x, y)) hits++
  }
  return hits / (samples * samples)
}

/**
 * The product's sign as pixels, four bytes each: blue, green and red, multiplied by the alpha that follows. With `template` only the sign in black: macOS colours it.
 */
export function trayIconPixels(size: number, template: boolean): Buffer {
  const pixels = Buffer.alloc(size * size * 4)
  for (let at = 0; at < size * size; at++) {
    const [column, row] = [at % size, Math.floor(at / size)]
    const sign = coverage(column, row, size, inSign)
    const plate = template ? sign : coverage(column, row, size, inPlate)
    const [red, green, blue] = accent.map((part) => (template ? 0 : part + (255 - part) * sign))
    pixels.set(
      [blue ?? 0, green ?? 0, red ?? 0, 255].map((part) => Math.round(part * plate)),
      at * 4,
    )
  }
  return pixels
}
