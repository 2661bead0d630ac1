import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { catalogue, randomRow } from '../../../../test/fixtures/sweep/random-listings.ts'
import {
  inlineCrew,
  sweepBytes,
  type SweptBytes,
  sweepOpen,
  withFile,
} from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { testResources } from '../../../../test/support/resources.ts'
import { createWorkerCrew } from './crew.ts'
import { sweepFile, type SweepPoint, type SweptStretch } from './file-sweep.ts'
import { openListing } from './listing-file.ts'
import { createCataloguePacker } from './packed-catalogue.ts'
import { hitsOf } from './packed-hits.ts'

const skippable = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5])
const frameParams = fc.record({
  [zlib.constants.ZSTD_c_checksumFlag]: fc.constantFrom(0, 1),
  [zlib.constants.ZSTD_c_contentSizeFlag]: fc.constantFrom(0, 1),
})
const cuts = fc.array(
  fc.record({ at: fc.nat(), params: frameParams, skipped: fc.boolean(), atLine: fc.boolean() }),
  { maxLength: 8 },
)
type Cut = typeof cuts extends fc.Arbitrary<readonly (infer T)[]> ? T : never

const text = fc.oneof(
  fc
    .array(randomRow, { minLength: 1, maxLength: 15 })
    .map((rows) =>
      stringify([
        ['note', 'title', 'artist', 'isrc', 'duration', 'album'],
        ...rows.map((row) => [row.note, row.title, row.artist, row.isrc, row.duration, row.album]),
      ]),
    ),
  fc
    .array(randomRow, { minLength: 1, maxLength: 15 })
    .map((rows) =>
      rows
        .map(({ title, artist, isrc, note }) => `${JSON.stringify({ title, artist, isrc, note })}\n`)
        .join(''),
    ),
)

interface Packed {
  readonly content: Buffer
  readonly frames: readonly Buffer[]
  /** Where each frame begins in the content. */
  readonly starts: readonly number[]
}

/** The text in frames that end anywhere, in the middle of a row as well as between two. */
function packed(written: string, places: readonly Cut[]): Packed {
  const content = Buffer.from(written)
  const at = ({ at: wanted, atLine }: Cut) => {
    const place = wanted % (content.length + 1)
    return atLine ? content.indexOf(10, place) + 1 : place
  }
  const sorted = places
    .map((cut) => ({ ...cut, place: at(cut) }))
    .sort((one, other) => one.place - other.place)
  const starts = [0, ...sorted.map(({ place }) => place)]
  const frames = starts.map((start, index) => {
    const cut = sorted[index]
    const frame = zlib.zstdCompressSync(content.subarray(start, cut?.place), { params: cut?.params ?? {} })
    return cut?.skipped === true ? Buffer.concat([frame, skippable]) : frame
  })
  return { content, frames, starts }
}

function ofRow(hits: SweptBytes['hits']) {
  return hits.map(({ row, byteOffset, raw, matches }) => ({
    row,
    byteOffset,
    raw: Buffer.from(raw),
    matches,
  }))
}

describe('a zstd file swept frame by frame', () => {
  const sizes = [fc.constantFrom(64, 1000, 1 << 20), fc.constantFrom(2, 1 << 20)] as const

  it('is swept like what it holds, wherever its frames end', async () => {
    await fc.assert(
      fc.asyncProperty(text, cuts, ...sizes, async (written, places, blockBytes, rangeBytes) => {
        const { content, frames } = packed(written, places)
        const plain = await sweepBytes(content, catalogue)
        expect(await sweepBytes(Buffer.concat(frames), catalogue, { blockBytes, rangeBytes })).toEqual(plain)
      }),
      { numRuns: 60 },
    )
  })

  it('that is cut off or damaged says so, and everything before was searched', async () => {
    // A few bytes with zeros among them are no text.
    const readable = text.filter((written) => !written.includes('\0'))
    await fc.assert(
      fc.asyncProperty(readable, cuts, fc.nat(), fc.boolean(), async (written, places, place, isCut) => {
        const { content, frames, starts } = packed(written, [...places, { ...place0, at: place }])
        const last = frames.length - 1
        const before = Buffer.concat(frames.slice(0, last))
        fc.pre((starts[last] ?? 0) > content.indexOf(10) + 1 && (starts[last] ?? 0) < content.length)
        const frame = frames[last] ?? Buffer.alloc(0)
        const tail = isCut ? frame.subarray(0, 1 + (place % (frame.length - 1))) : damagedHeader(frame)
        const swept = await sweepBytes(Buffer.concat([before, tail]), catalogue, { rangeBytes: 2 })
        const whole = await sweepBytes(content, catalogue)
        const known = ofRow(whole.hits)
        // A row without its line break may go on: it is named as one that breaks off, and searched when the file is whole.
        const isBefore = ({ byteOffset, raw }: (typeof known)[number]) =>
          byteOffset + raw.length < (starts[last] ?? 0)
        expect(swept.broken).toBe(isCut ? 'truncated' : 'damaged')
        expect(ofRow(swept.hits)).toEqual(expect.arrayContaining(known.filter(isBefore)))
      }),
      { numRuns: 60 },
    )
  })

  it('goes on from any checkpoint without loss or repetition', async () => {
    await fc.assert(
      fc.asyncProperty(text, cuts, async (written, places) => {
        const { frames } = packed(written, places)
        await withFile(Buffer.concat(frames), async (path) => {
          const file = await openListing(path)
          const crew = inlineCrew(catalogue)
          const sweep = async (from: SweepPoint) => {
            const stretches: SweptStretch[] = []
            const take = (stretch: SweptStretch) => {
              stretches.push(stretch)
              return Promise.resolve()
            }
            await sweepFile(crew, { ...file, fileKey: 1 }, from, take, 2)
            return stretches
          }
          const placesOf = (stretches: readonly SweptStretch[]) =>
            stretches.flatMap(({ result, before }) =>
              [...hitsOf(result.hits)].map(({ row, byteOffset }) => [before.rows + row, byteOffset]),
            )
          const all = await sweep({ offset: file.layout.dataStart, rows: 0, malformed: 0 })
          for (const [index, { after }] of all.entries()) {
            const stored = JSON.parse(JSON.stringify(after)) as SweepPoint
            expect(placesOf(await sweep(stored))).toEqual(placesOf(all.slice(index + 1)))
          }
          await crew.close()
          await file.close()
        })
      }),
      { numRuns: 20 },
    )
  })

  it('is swept the same by several workers', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => {
      const isrc = at % 1000 === 7 ? (catalogue[0]?.isrcs[0] ?? '') : `QZABC${String(at).padStart(7, '0')}`
      return `${JSON.stringify({ id: at, title: `Song ${String(at * 7919)}`, artist: 'Somebody', isrc })}\n`
    }).join('')
    const bytes = Buffer.from(rows)
    const step = 313_131
    const frames = Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) =>
      zlib.zstdCompressSync(bytes.subarray(at * step, (at + 1) * step)),
    )
    const plain = await sweepBytes(bytes, catalogue)
    expect(plain.hits.length).toBe(60)
    const packer = createCataloguePacker()
    for (const entry of catalogue) packer.add(entry)
    const setup = { catalogue: packer.finish(), cancelFlag: new Int32Array(new SharedArrayBuffer(4)) }
    const crew = createWorkerCrew(testResources().sweepWorker, 3, { ...setup, blockBytes: 1 << 20 })
    await withFile(Buffer.concat(frames), async (path) => {
      const file = await openListing(path)
      const swept = await sweepOpen(crew, file, 1 << 18)
      expect([swept.rows, ofRow(swept.hits)]).toEqual([plain.rows, ofRow(plain.hits)])
      await file.close()
    })
    await crew.close()
  })
})

const place0: Cut = { at: 0, params: {}, skipped: false, atLine: false }

/** A frame whose first block is of a kind that there is none of. */
function damagedHeader(frame: Buffer): Buffer {
  const damaged = Buffer.from(frame)
  const single = ((damaged[4] ?? 0) >> 5) & 1
  const sizeBytes = [single, 2, 4, 8][(damaged[4] ?? 0) >> 6] ?? 0
  const block = 5 + (1 - single) + sizeBytes
  damaged[block] = (damaged[block] ?? 0) | 6
  return damaged
}
