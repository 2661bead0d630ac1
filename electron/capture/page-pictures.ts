import { z } from 'zod'
import type { CaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import type { Devtools } from './devtools.ts'
import type { OutputFiles } from './output-files.ts'
import type { Remarks } from './remarks.ts'

const metrics = z.object({ cssContentSize: z.object({ width: z.number(), height: z.number() }) })
const picture = z.object({ data: z.string() })
const archive = z.object({ data: z.string() })

const pictureMs = 10_000
const widest = 4_096

/** The picture a visitor would see, before anything is done to the page. */
export async function takeViewport(devtools: Devtools, files: OutputFiles): Promise<void> {
  const shot = await devtools.send('Page.captureScreenshot', { format: 'png' }, undefined, pictureMs)
  files.write('viewport.png', 'viewport', Buffer.from(picture.parse(shot).data, 'base64'))
}

/**
 * The whole page in tiles, as it is laid out in its window. A window made as high as the page would lay it out anew: what
 * takes the height of the window would take that of the page, and push what comes after it out of the picture.
 */
export async function takeTiles(
  devtools: Devtools,
  files: OutputFiles,
  limits: CaptureLimits,
  remarks: Remarks,
  seen: { readonly width: number; readonly scale: number },
): Promise<void> {
  const { cssContentSize } = metrics.parse(await devtools.send('Page.getLayoutMetrics'))
  const width = Math.min(widest, Math.max(seen.width, Math.ceil(cssContentSize.width)))
  const height = Math.min(limits.picturePx, Math.max(1, Math.ceil(cssContentSize.height)))
  if (cssContentSize.height > limits.picturePx) {
    remarks.gap('picture-capped', `${String(height)} of ${String(Math.ceil(cssContentSize.height))} pixels`)
  }
  for (let y = 0, index = 1; y < height; y += limits.tilePx, index++) {
    // One pixel for each of the page's, however many the screen has for it.
    const clip = { x: 0, y, width, height: Math.min(limits.tilePx, height - y), scale: 1 / seen.scale }
    const options = { format: 'png', captureBeyondViewport: true, fromSurface: true, clip }
    const shot = await devtools.send('Page.captureScreenshot', options, undefined, pictureMs)
    const name = `page-${String(index).padStart(2, '0')}.png`
    files.write(name, 'page', Buffer.from(picture.parse(shot).data, 'base64'))
  }
}

/** The page with everything it shows in one file (RFC 2557). */
export async function takeArchive(devtools: Devtools, files: OutputFiles): Promise<void> {
  const answer = await devtools.send('Page.captureSnapshot', { format: 'mhtml' }, undefined, pictureMs)
  files.write('page.mhtml', 'mhtml', Buffer.from(archive.parse(answer).data, 'utf8'))
}
