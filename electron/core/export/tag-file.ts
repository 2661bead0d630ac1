import type { File, Id3v2Tag, XiphComment } from 'node-taglib-sharp'
import { RefrainError } from '../../../shared/errors.ts'
import type { TagValues } from './tag-values.ts'

/** Extensions of files whose tags can be written. */
export const taggableExtensions: ReadonlySet<string> = new Set([
  '.mp3',
  '.flac',
  '.ogg',
  '.oga',
  '.opus',
  '.m4a',
  '.mp4',
  '.wav',
  '.aif',
  '.aiff',
])

/**
 * Writes tags into a file, which must be a copy: what the file says already and the catalogue does not know stays.
 * Throws FILE_UNREADABLE, naming `shown`, when the file is damaged or of another kind than its extension says.
 */
export async function writeTags(path: string, values: TagValues, shown: string): Promise<void> {
  // Loaded on first use: a large library for a rare task.
  const taglib = await import('node-taglib-sharp')
  let file: File
  try {
    file = taglib.File.createFromPath(path)
  } catch (error) {
    throw unwritable(shown, error)
  }
  try {
    const { tag } = file
    const id3 = file.getTag(taglib.TagTypes.Id3v2, false) as Id3v2Tag | undefined
    // ID3v2.2, which some AIFF files start with, has names of frames that hardly any program reads.
    if (id3 !== undefined && id3.version < 3) id3.version = 3
    tag.title = values.title
    tag.performers = [values.artist]
    if (values.album !== '') tag.album = values.album
    if (values.albumArtist !== '') tag.albumArtists = [values.albumArtist]
    if (values.trackNumber !== null) tag.track = values.trackNumber
    if (values.trackTotal !== null) tag.trackCount = values.trackTotal
    if (values.discNumber !== null) tag.disc = values.discNumber
    if (values.discTotal !== null) tag.discCount = values.discTotal
    if (values.isrc !== null) tag.isrc = values.isrc
    if (values.label !== '') tag.publisher = values.label
    if (values.composers.length > 0) tag.composers = [...values.composers]
    if (values.copyright !== '') tag.copyright = values.copyright
    if (values.genre !== '') tag.genres = [values.genre]
    if (values.date !== null) {
      tag.year = Number(values.date.slice(0, 4))
      const recordingTime = taglib.Id3v2FrameIdentifiers.TDRC
      if (recordingTime !== undefined) id3?.setTextFrame(recordingTime, values.date)
      const xiph = file.getTag(taglib.TagTypes.Xiph, false) as XiphComment | undefined
      xiph?.setFieldAsStrings('DATE', values.date)
    }
    file.save()
  } catch (error) {
    throw unwritable(shown, error)
  } finally {
    file.dispose()
  }
}

function unwritable(shown: string, cause: unknown): unknown {
  // A full disk and missing rights are the disk's matter, not the file's.
  if (cause instanceof Error && 'code' in cause) return cause
  return new RefrainError(
    'FILE_UNREADABLE',
    `The tags of “${shown}” cannot be written: the file is damaged, or is not what its name says. No copies were made. The original is unchanged.`,
    undefined,
    { cause },
  )
}
