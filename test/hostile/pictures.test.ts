import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scalePng } from '../../electron/core/platform/scale-png.ts'
import { defaultCaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import { createCapturer } from './capture.ts'
import { html, openSite, type Pages, type Site } from './site.ts'

// The full picture against pages whose colours say where each part of them belongs.

const bands = [
  '#a00000',
  '#00a000',
  '#0000a0',
  '#a0a000',
  '#00a0a0',
  '#a000a0',
  '#404040',
  '#808080',
  '#c0c0c0',
]
const bandPx = 1_000

const pages: Pages = {
  '/first-screen': ({ send }) =>
    send(
      200,
      html,
      `<!doctype html><style>body { margin: 0 } .first { min-height: 100vh; background: #0000a0 }
       footer { height: 300px; background: #a00000 }</style><div class="first"></div><footer>Imprint</footer>`,
    ),
  '/bands': ({ send }) =>
    send(
      200,
      html,
      `<!doctype html><style>body { margin: 0 } div { height: ${String(bandPx)}px; content-visibility: auto;
       contain-intrinsic-size: auto ${String(bandPx)}px }</style>
       ${bands.map((colour) => `<div style="background: ${colour}"></div>`).join('')}`,
    ),
  '/grows': ({ send }) =>
    send(
      200,
      html,
      `<!doctype html><style>body { margin: 0 } div { height: 2000px; background: #0000a0 }
       footer { height: 500px; background: #a00000 }</style><div id="end"></div>
       <script>addEventListener('scroll', () => { if (!document.querySelector('footer') && scrollY > 500)
         fetch('/more').then((answer) => answer.text()).then((text) => end.insertAdjacentHTML('afterend', text)) })</script>`,
    ),
  '/more': ({ send }) => send(200, html, '<footer>more</footer>'),
}

const capturer = createCapturer()
let site: Site
beforeAll(async () => {
  site = await openSite(pages)
})
afterAll(async () => {
  await site.close()
  capturer.dispose()
})

/** The tiles of a page put together: its height, and the colour at the left of each row. */
async function picture(path: string): Promise<{ height: number; colourAt: (y: number) => string }> {
  const { end, checked, read, log } = await capturer.take(site.url(path), [site.host], defaultCaptureLimits)
  expect({ end, gaps: checked?.record.gaps }, log.join('\n')).toEqual({ end: 'done', gaps: [] })
  const names = checked!.record.files.filter(({ kind }) => kind === 'page').map(({ name }) => name)
  const rows = names.flatMap((name) => {
    // As wide as it is, it comes back without filters.
    const plain = scalePng(read(name), 10_000)!
    const samples = inflateSync(plain.png.subarray(plain.png.indexOf('IDAT') + 4))
    const rowBytes = plain.width * 3 + 1
    return Array.from({ length: plain.height }, (_, y) => {
      const at = y * rowBytes + 1 + 3 * 1_000
      return `#${samples.subarray(at, at + 3).toString('hex')}`
    })
  })
  return { height: rows.length, colourAt: (y) => rows[y] ?? 'nothing' }
}

test('what comes after a first screen as high as the window is in the picture', async () => {
  const { height, colourAt } = await picture('/first-screen')
  expect([height, colourAt(899), colourAt(900), colourAt(1_199)]).toEqual([
    1_200,
    '#0000a0',
    '#a00000',
    '#a00000',
  ])
})

test('a page of several tiles is in them from top to end, each part where it belongs', async () => {
  const { height, colourAt } = await picture('/bands')
  expect(height).toBe(bands.length * bandPx)
  for (const [index, colour] of bands.entries()) {
    expect([colourAt(index * bandPx), colourAt((index + 1) * bandPx - 1)]).toEqual([colour, colour])
  }
})

test('what a page adds when it is scrolled is in the picture', async () => {
  const { height, colourAt } = await picture('/grows')
  expect([height, colourAt(1_999), colourAt(2_499)]).toEqual([2_500, '#0000a0', '#a00000'])
})
