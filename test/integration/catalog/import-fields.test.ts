import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { ern38, ern43, musicBrainz } from '../../support/catalogue-messages.ts'
import {
  bandcamp,
  distroKidNewer,
  distroKidOlder,
  mlcWorks,
  plainTable,
  soundCloud,
  tuneCore,
  workbook,
} from '../../support/catalogue-tables.ts'
import { type CatalogueFile, type KnownField, knownTracks } from '../../support/known-tracks.ts'
import { writeWorkbook } from '../../support/xlsx.ts'
import { importFile, temporaryFolder } from './support.ts'

const seed = 20_260_101
const tracks = knownTracks(seed, false)
const byCode = new Map(tracks.map((track) => [track.isrc, track]))
const latin = knownTracks(seed, true)
const latinByCode = new Map(latin.map((track) => [track.isrc, track]))
/** ISO 8859-1 is all the older report can hold. */
const files = [
  { file: distroKidOlder(latin), truth: latinByCode },
  ...[
    distroKidNewer,
    tuneCore,
    bandcamp,
    soundCloud,
    plainTable,
    workbook,
    mlcWorks,
    ern43,
    ern38,
    musicBrainz,
  ].map((make) => ({ file: make(tracks), truth: byCode })),
]

let core: TestCore
let folder: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  core = await openTestCore()
  folder = temporaryFolder()
})
afterEach(async () => {
  await core.dispose()
  folder.remove()
})

async function write({ name, content }: CatalogueFile): Promise<string> {
  return Buffer.isBuffer(content) ? folder.file(name, content) : writeWorkbook(folder.file(name, ''), content)
}

/** What the catalogue says of a recording, in the words of what was generated. */
async function catalogued(
  recordingId: number,
): Promise<Record<KnownField, string | number | null | undefined>> {
  const recording = await core.call('recordings.get', { recordingId })
  const [track] = recording.tracks
  const release = track && (await core.call('releases.get', { releaseId: track.releaseId }))
  return {
    title: recording.title,
    artist: recording.artist,
    isrc: recording.isrc,
    durationMs: recording.durationMs,
    year: recording.year,
    release: track?.releaseTitle,
    gtin: track?.gtin,
    trackNumber: track?.number,
    discNumber: track?.disc,
    label: release?.label,
    url: recording.authorizedUrl,
  }
}

describe('fields that come through, of generated files in every format', () => {
  it.each(files.map(({ file, truth }) => [file.format, file, truth] as const))(
    '%s',
    async (_, file, truth) => {
      const { batch } = await importFile(core, await write(file))
      expect(batch.counts).toMatchObject({ rejected: 0 })
      const { rows } = await core.call('recordings.list', { limit: 500 })
      const wrong: string[] = []
      let right = 0
      for (const { id } of rows) {
        const found = await catalogued(id)
        const known = truth.get(found.isrc as string)
        for (const field of file.fields) {
          if (known !== undefined && found[field] === known[field]) right++
          else wrong.push(`${field}: ${String(found[field])} for ${String(known?.[field])}`)
        }
      }
      console.log(
        `${file.format}: ${String(right)} of ${String(right + wrong.length)} fields of ${String(rows.length)} recordings`,
      )
      expect(wrong).toEqual([])
      expect(rows.length).toBe(
        ['DDEX', 'MusicBrainz'].some((name) => file.format.startsWith(name)) ? 10 : truth.size,
      )
    },
  )
})
