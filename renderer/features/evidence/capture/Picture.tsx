import { useMemo } from 'react'
import { Callout } from '../../../ui/Callout.tsx'
import { BlobImage } from './BlobImage.tsx'
import classes from './capture.module.css'
import { text } from './strings.ts'
import { useCaptureFile } from './use-capture-file.ts'

interface PictureProps {
  readonly captureId: number
  readonly name: string
  readonly alt: string
  /** Width in parts of the picture's own pixels; left out, it fills its place. */
  readonly scale?: number
}

/** A picture of a capture, read from the workspace with its hash checked; nothing is asked of any network. */
export function Picture({ captureId, name, alt, scale }: PictureProps) {
  const file = useCaptureFile(captureId, name)
  const blob = useMemo(
    () => (file.state === 'ready' ? new Blob([file.bytes], { type: 'image/png' }) : null),
    [file],
  )
  if (file.state === 'failed') return <Callout tone="danger">{file.error.message}</Callout>
  if (blob === null) return <p className={classes.loading}>{text.loading}</p>
  return (
    <BlobImage
      blob={blob}
      className={classes.picture}
      alt={alt}
      {...(scale === undefined ? {} : { style: { width: 'auto', maxWidth: 'none', zoom: scale } })}
    />
  )
}
