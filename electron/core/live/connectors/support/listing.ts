import { parseDuration } from '../../../../../shared/domain/identifiers/duration.ts'
import { parseIsrc } from '../../../../../shared/domain/identifiers/isrc.ts'
import type { SourceListing } from '../../../../../shared/domain/live/source-listing.ts'

type Known = Pick<SourceListing, 'ref' | 'url' | 'title'> & Partial<SourceListing>

/** A listing of which only that much is known. */
export function listing(known: Known): SourceListing {
  return {
    ...{ artist: '', account: null, album: null, label: null, isrc: null, gtin: null },
    ...{ durationMs: null, year: null, offers: 'metadata' },
    ...known,
  }
}

/** The code a source gives in any way of writing; null when it is none. */
export function isrcOf(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text === '') return null
  const reading = parseIsrc(text)
  return reading.status === 'valid' ? reading.value : null
}

/** The year at the beginning of a date, `2019-05-01`; null for none and for `0000`. */
export function yearOf(date: string | null | undefined): number | null {
  const year = Number(/^\d{4}/.exec(date ?? '')?.[0] ?? 0)
  return year > 1000 ? year : null
}

/** Seconds as milliseconds; null for none and for zero, which sources write for “unknown”. */
export function msOf(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined || seconds <= 0 ? null : Math.round(seconds * 1000)
}

/** A duration as texts and ISO 8601 give it, `3:42`, `222` seconds or `PT3M42S`; null when it is none. */
export function durationOf(text: string | null | undefined): number | null {
  const reading = parseDuration(text ?? '', /^\d+$/.test(text ?? '') ? 's' : 'auto')
  return reading.status === 'valid' ? reading.ms : null
}
