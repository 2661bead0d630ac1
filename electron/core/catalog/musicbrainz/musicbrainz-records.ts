import { z } from 'zod'
import type { RowRights } from '../../../../shared/domain/catalogue/row-rights.ts'
import { documentRecord } from '../document-source.ts'
import type { SourceRecord } from '../table-source.ts'
import { type CreditedName, musicBrainzRights, relations } from './musicbrainz-rights.ts'

// The JSON of the MusicBrainz web service, version 2: what it includes depends on `inc=`, so nearly all is optional.

const text = z.string().nullish()
const artistCredit = z
  .array(
    z.object({
      name: text,
      joinphrase: text,
      artist: z.object({ name: text }).nullish(),
    }),
  )
  .nullish()

const recording = z.object({
  title: z.string(),
  length: z.number().nullish(),
  disambiguation: text,
  video: z.boolean().nullish(),
  'first-release-date': text,
  'artist-credit': artistCredit,
  isrcs: z.array(z.string()).nullish(),
  genres: z.array(z.object({ name: z.string() })).nullish(),
  relations,
})
type Recording = z.infer<typeof recording>

const track = z.object({
  title: text,
  position: z.number().nullish(),
  number: text,
  length: z.number().nullish(),
  'artist-credit': artistCredit,
  recording: recording.nullish(),
})

const release = z.object({
  title: z.string(),
  barcode: text,
  date: text,
  'artist-credit': artistCredit,
  'label-info': z
    .array(z.object({ 'catalog-number': text, label: z.object({ name: text }).nullish() }))
    .nullish(),
  'release-group': z
    .object({ 'primary-type': text, 'secondary-types': z.array(z.string()).nullish() })
    .nullish(),
  media: z.array(z.object({ position: z.number().nullish(), tracks: z.array(track).nullish() })),
})
type Release = z.infer<typeof release>

const isrcAnswer = z.object({ isrc: z.string(), recordings: z.array(recording) })
const recordingList = z.object({ recordings: z.array(recording) })
const releaseList = z.object({ releases: z.array(z.unknown()) })
const recordingByItself = recording.and(
  z.object({ length: z.number().nullable() }).or(z.object({ isrcs: z.array(z.string()) })),
)

/**
 * The recordings of one document: an answer for an ISRC, a release with its media, a recording, a list of either.
 * Null when it is none of them. Rows are numbered from `before` + 1 on.
 */
export function musicBrainzRecords(document: unknown, before: number): SourceRecord[] | null {
  if (Array.isArray(document)) return joined(document, before)
  const byIsrc = isrcAnswer.safeParse(document)
  if (byIsrc.success) {
    const { isrc, recordings } = byIsrc.data
    return recordings.map((item, at) => recordingRecord(before + at + 1, `ISRC ${isrc}`, item, [isrc]))
  }
  const recordings = recordingList.safeParse(document)
  if (recordings.success) {
    return recordings.data.recordings.map((item, at) =>
      recordingRecord(before + at + 1, `recording ${String(at + 1)}`, item, []),
    )
  }
  const releases = releaseList.safeParse(document)
  return releases.success ? joined(releases.data.releases, before) : itemRecords(document, before)
}

/** A release or a recording by itself. */
function itemRecords(document: unknown, before: number): SourceRecord[] | null {
  const asRelease = release.safeParse(document)
  if (asRelease.success) return releaseRecords(asRelease.data, before)
  const asRecording = recordingByItself.safeParse(document)
  return asRecording.success ? [recordingRecord(before + 1, 'recording', asRecording.data, [])] : null
}

function joined(documents: readonly unknown[], before: number): SourceRecord[] | null {
  const records: SourceRecord[] = []
  for (const document of documents) {
    const some = itemRecords(document, before + records.length)
    if (some === null) return null
    for (const record of some) records.push(record)
  }
  return records
}

function releaseRecords(item: Release, before: number): SourceRecord[] {
  const type = item['release-group']
  const [labelInfo] = item['label-info'] ?? []
  const records: SourceRecord[] = []
  for (const medium of item.media) {
    for (const entry of medium.tracks ?? []) {
      const row = before + records.length + 1
      const about = entry.recording ?? null
      const place = `${item.title}, track ${entry.number ?? String(entry.position ?? row)}`
      const credit = creditOf(about?.['artist-credit']) || creditOf(entry['artist-credit'])
      records.push(
        documentRecord(
          row,
          place,
          {
            title: about?.title ?? entry.title ?? '',
            version: about?.disambiguation ?? '',
            artist: credit || creditOf(item['artist-credit']),
            isrc: (about?.isrcs ?? []).join('; '),
            duration: length(about?.length ?? entry.length),
            year: (about?.['first-release-date'] ?? '').slice(0, 4),
            genre: about?.genres?.[0]?.name ?? '',
            release: item.title,
            releaseArtist: creditOf(item['artist-credit']),
            gtin: item.barcode ?? '',
            releaseDate: item.date ?? '',
            label: labelInfo?.label?.name ?? '',
            catalogueNumber: labelInfo?.['catalog-number'] ?? '',
            releaseType:
              type?.['secondary-types']?.find((name) => /^(live|compilation)$/i.test(name)) ??
              type?.['primary-type'] ??
              '',
            trackNumber: String(entry.position ?? ''),
            discNumber: String(medium.position ?? ''),
            kind: about?.video === true ? 'video' : '',
          },
          [],
          rightsOf(about, about?.['artist-credit'] ?? entry['artist-credit'] ?? item['artist-credit']),
        ),
      )
    }
  }
  return records
}

function recordingRecord(
  row: number,
  place: string,
  item: Recording,
  isrcs: readonly string[],
): SourceRecord {
  const codes = [...new Set([...isrcs, ...(item.isrcs ?? [])])]
  return documentRecord(
    row,
    place,
    {
      title: item.title,
      version: item.disambiguation ?? '',
      artist: creditOf(item['artist-credit']),
      isrc: codes.join('; '),
      duration: length(item.length),
      year: (item['first-release-date'] ?? '').slice(0, 4),
      genre: item.genres?.[0]?.name ?? '',
      kind: item.video === true ? 'video' : '',
    },
    [],
    rightsOf(item, item['artist-credit']),
  )
}

function creditOf(credit: z.infer<typeof artistCredit>): string {
  return (credit ?? [])
    .map(({ name, joinphrase, artist }) => (name ?? artist?.name ?? '') + (joinphrase ?? ''))
    .join('')
    .trim()
}

/** Milliseconds with their unit, so that a short sound is not taken for seconds. */
function length(ms: number | null | undefined): string {
  return typeof ms !== 'number' || !Number.isFinite(ms) || ms <= 0 ? '' : `${String(Math.round(ms))} ms`
}

function rightsOf(item: Recording | null, credit: z.infer<typeof artistCredit>): RowRights | null {
  const names = (credit ?? []).flatMap(({ name, artist }, at): CreditedName[] => {
    const shown = name ?? artist?.name ?? ''
    return shown === '' ? [] : [{ name: shown, joined: credit?.[at - 1]?.joinphrase ?? '' }]
  })
  return musicBrainzRights(item?.relations ?? [], names, creditOf(credit))
}
