import pixelmatch from 'pixelmatch'
import { diffLines, type LineDiff } from '../../../../shared/domain/evidence/capture/line-diff.ts'

/** Compares texts and pictures away from the window's own thread, which must not wait for them. */
export type CompareTask =
  | { readonly kind: 'text'; readonly before: string; readonly after: string }
  | { readonly kind: 'pictures'; readonly before: Blob; readonly after: Blob }

/** What differs between two pictures; `difference` is a PNG. Sizes in pixels. */
export interface PictureDiff {
  readonly pixels: number
  readonly all: number
  readonly before: { readonly width: number; readonly height: number }
  readonly after: { readonly width: number; readonly height: number }
  readonly difference: Blob
}

export type CompareAnswer =
  | { readonly kind: 'text'; readonly diff: LineDiff }
  | { readonly kind: 'pictures'; readonly diff: PictureDiff }
  | { readonly kind: 'failed' }

self.onmessage = ({ data }: MessageEvent<CompareTask>) => {
  void answer(data).then(
    (result) => self.postMessage(result),
    () => self.postMessage({ kind: 'failed' } satisfies CompareAnswer),
  )
}

async function answer(task: CompareTask): Promise<CompareAnswer> {
  return task.kind === 'text'
    ? { kind: 'text', diff: diffLines(task.before, task.after) }
    : { kind: 'pictures', diff: await diffPictures(task.before, task.after) }
}

async function diffPictures(before: Blob, after: Blob): Promise<PictureDiff> {
  const [first, second] = await Promise.all([createImageBitmap(before), createImageBitmap(after)])
  const width = Math.max(first.width, second.width)
  const height = Math.max(first.height, second.height)
  const output = new ImageData(width, height)
  const pixels = pixelmatch(
    pixelsOf(first, width, height).data,
    pixelsOf(second, width, height).data,
    output.data,
    width,
    height,
    // What lies outside the smaller picture is see-through, which is unlike every pixel there can be.
    { threshold: 0.1, includeAA: true, alpha: 0.25, checkerboard: true },
  )
  const canvas = new OffscreenCanvas(width, height)
  contextOf(canvas).putImageData(output, 0, 0)
  return {
    pixels,
    all: width * height,
    before: { width: first.width, height: first.height },
    after: { width: second.width, height: second.height },
    difference: await canvas.convertToBlob({ type: 'image/png' }),
  }
}

function pixelsOf(picture: ImageBitmap, width: number, height: number): ImageData {
  const canvas = new OffscreenCanvas(width, height)
  const context = contextOf(canvas)
  context.drawImage(picture, 0, 0)
  return context.getImageData(0, 0, width, height)
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  return context
}
