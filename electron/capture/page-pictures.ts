import { z } from 'zod'
import type { CaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import type { Devtools } from './devtools.ts'
import type { OutputFiles } from './output-files.ts'
import type { Remarks } from './remarks.ts'
import { pause } from './timed.ts'

const metrics = z.object({ cssContentSize: z.object({ width: z.number(), height: z.number() }) })
const picture = z.object({ data: z.string() })
const archive = z.object({ data: z.string() })

const pictureMs = 10_000
const widest = 4_096
/** A page laid out anew for its full height paints within a few frames. */
const layoutMs = 250

/** The picture a visitor would see, before anything is done to the page. */
export async function takeViewport(devtools: Devtools, files: OutputFiles): Promise<void> {
  const shot = await devtools.send('Page.captureScreenshot', { format: 'png' }, undefined, pictureMs)
  files.write('viewport.png', 'viewport', Buffer.from(picture.parse(shot).data, 'base64'))
}

/** The whole page in tiles, laid out at full height: what lies below the fold is not painted otherwise. */
export async function takeTiles(
  devtools: Devtools,
  files: OutputFiles,
  limits: CaptureLimits,
  remarks: Remarks,
  seen: { readonly width: number },
): Promise<void> {
  const { cssContentSize } = metrics.parse(await devtools.send('Page.getLayoutMetrics'))
  const width = Math.min(widest, Math.max(seen.width, Math.ceil(cssContentSize.width)))
  const height = Math.min(limits.picturePx, Math.max(1, Math.ceil(cssContentSize.height)))
  if (cssContentSize.height > limits.picturePx) {
    remarks.gap('picture-capped', `${String(height)} of ${String(Math.ceil(cssContentSize.height))} pixels`)
  }
  await devtools.send('Emulation.setDeviceMetricsOverride', {
    width,
    height: Math.min(height, limits.tilePx),
    deviceScaleFactor: 1,
    mobile: false,
  })
  await pause(layoutMs)
  for (let y = 0, index = 1; y < height; y += limits.tilePx, index++) {
    const clip = { x: 0, y, width, height: Math.min(limits.tilePx, height - y), scale: 1 }
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
