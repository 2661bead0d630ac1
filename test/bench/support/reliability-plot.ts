import type { Bin } from './matching-quality.ts'

const size = 360
const margin = 48

/** A reliability diagram: for each bin of scores, the share of pairs that are one recording; the diagonal is perfect. */
export function reliabilityPlot(bins: readonly Bin[]): string {
  const x = (value: number) => (margin + value * (size - 2 * margin)).toFixed(1)
  const y = (value: number) => (size - margin - value * (size - 2 * margin)).toFixed(1)
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((value) => [
    `<text x="${x(value)}" y="${String(size - margin + 16)}" text-anchor="middle">${String(value)}</text>`,
    `<text x="${String(margin - 8)}" y="${y(value)}" text-anchor="end" dominant-baseline="middle">${String(value)}</text>`,
  ])
  const points = bins.map(({ said, true: share, pairs }) => {
    const radius = (2 + Math.log10(pairs) * 1.6).toFixed(1)
    const label = `said ${said.toFixed(3)}, true ${share.toFixed(3)}, ${String(pairs)} pairs`
    return `<circle cx="${x(said)}" cy="${y(share)}" r="${radius}" fill="#2f6f9f"><title>${label}</title></circle>`
  })
  const line = bins.map(({ said, true: share }) => `${x(said)},${y(share)}`).join(' ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(size)} ${String(size)}" font-family="sans-serif" font-size="11" fill="#444">`,
    `<rect width="${String(size)}" height="${String(size)}" fill="#fff"/>`,
    `<path d="M${x(0)} ${y(0)}H${x(1)}V${y(1)}H${x(0)}Z" fill="none" stroke="#bbb"/>`,
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>`,
    `<polyline points="${line}" fill="none" stroke="#2f6f9f" stroke-width="1.5"/>`,
    ...points,
    ...ticks,
    `<text x="${String(size / 2)}" y="${String(size - 10)}" text-anchor="middle">score</text>`,
    `<text x="14" y="${String(size / 2)}" text-anchor="middle" transform="rotate(-90 14 ${String(size / 2)})">share that is one recording</text>`,
    '</svg>',
    '',
  ].join('\n')
}
