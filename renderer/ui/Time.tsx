import { formatBytes, formatInstant, formatUtc } from './format.ts'
import { strings } from './strings.ts'

/** An instant in the user's time zone; the UTC time on record shows on hover. */
export function Time({ value }: { readonly value: string }) {
  return (
    <time dateTime={value} title={formatUtc(value)}>
      {formatInstant(value)}
    </time>
  )
}

/** A size, with the exact number of bytes on hover. */
export function Bytes({ value }: { readonly value: number }) {
  return <span title={strings.bytes(value)}>{formatBytes(value)}</span>
}
