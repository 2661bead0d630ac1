import { type CSSProperties, useCallback } from 'react'

interface BlobImageProps {
  readonly blob: Blob
  readonly alt: string
  readonly className: string | undefined
  readonly style?: CSSProperties
}

/** A picture that is in memory: its address lives as long as the element shows it. */
export function BlobImage({ blob, alt, className, style }: BlobImageProps) {
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (image === null) return
      const url = URL.createObjectURL(blob)
      image.src = url
      return () => URL.revokeObjectURL(url)
    },
    [blob],
  )
  return <img ref={show} className={className} alt={alt} draggable={false} {...(style ? { style } : {})} />
}
