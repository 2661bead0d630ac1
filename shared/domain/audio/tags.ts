import { z } from 'zod'

/** A code as it stands in a file: never repaired, never cut. `source` names the tag, e.g. `ID3v2.3 TSRC`. */
export const foundCode = z.object({ raw: z.string(), source: z.string() })
export type FoundCode = z.infer<typeof foundCode>

/**
 * What the tags of one audio file say about the recording, in our fields. Text is one line in composed form and
 * empty when the file does not say; numbers are null then. Codes are raw: reading them is the identifiers' work.
 */
export const audioTags = z.object({
  title: z.string(),
  version: z.string(),
  artist: z.string(),
  albumArtist: z.string(),
  album: z.string(),
  /** Every ISRC of every kind of tag in the file, as found. */
  isrcs: z.array(foundCode),
  trackNumber: z.int().nullable(),
  trackTotal: z.int().nullable(),
  discNumber: z.int().nullable(),
  discTotal: z.int().nullable(),
  /** Date of release, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null when absent or unreadable. */
  date: z.string().nullable(),
  label: z.string(),
  /** GTIN (UPC, EAN) of the release, as found. */
  barcode: z.string(),
  catalogueNumber: z.string(),
  composers: z.array(z.string()),
  copyright: z.string(),
  /** The ℗ line. */
  pLine: z.string(),
  genre: z.string(),
})
export type AudioTags = z.infer<typeof audioTags>

/** Tags of a file that has none. */
export const noTags: AudioTags = {
  title: '',
  version: '',
  artist: '',
  albumArtist: '',
  album: '',
  isrcs: [],
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  date: null,
  label: '',
  barcode: '',
  catalogueNumber: '',
  composers: [],
  copyright: '',
  pLine: '',
  genre: '',
}
