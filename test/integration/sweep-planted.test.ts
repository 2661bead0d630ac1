import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'csv-parse/sync'
import { type SweepFinding, sweepFiles, type SweepRequest } from '../../electron/core/watch/index.ts'
import { testResources } from '../support/resources.ts'
import { type GeneratedListings, generateListings } from '../../scripts/generate-listings.ts'
import { recording } from '../fixtures/sweep/sweep-bytes.ts'
import { openSweepCore, storedFindings } from '../fixtures/sweep/swept-workspace.ts'
import { sharedData } from '../support/shared-data.ts'

const { sweepWorker } = testResources()
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-sweep-'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function catalogueOf({ recordings }: GeneratedListings) {
  return recordings.map(({ id, isrc, ...texts }) => recording(id, { ...texts, isrcs: [isrc] }))
}

const key = (row: number, recordingId: string | number, verdict: string) =>
  `${String(row)} ${String(recordingId)} ${verdict}`

/** What was planted, as `key` writes it. */
function truthOf({ planted }: GeneratedListings): readonly string[] {
  return planted.map(({ row, recordingId, verdict }) => key(row, recordingId, verdict)).sort()
}

async function sweep(
  files: readonly string[],
  request: Pick<SweepRequest, 'catalogue'> & Partial<SweepRequest>,
) {
  const findings: SweepFinding[] = []
  const reports = await sweepFiles({
    files,
    workerScript: sweepWorker,
    onFinding: (finding) => findings.push(finding),
    ...request,
  })
  return { findings, reports }
}

describe('of 200,000 rows with planted hits and decoys', () => {
  it.each([
    ['csv', false],
    ['csv', true],
    ['jsonl', false],
    ['jsonl', true],
  ] as const)('in %s (gzip: %s), all hits are found and nothing else', async (format, gzip) => {
    const made = await generateListings({
      ...{
        folder: join(folder, `${format}${String(gzip)}`),
        rows: 200_000,
        recordings: 500,
        hits: 2000,
        decoys: 2000,
      },
      ...{ format, gzip, seed: 11 },
    })
    const { findings, reports } = await sweep([made.listings], { catalogue: catalogueOf(made) })
    expect(reports).toMatchObject([{ rows: 200_000, malformed: 0, findings: 2000, error: null }])
    expect(findings.map(({ row, recordingId, verdict }) => key(row, recordingId, verdict)).sort()).toEqual(
      truthOf(made),
    )
    const ids = new Map(made.planted.map(({ row, listingId }) => [row, listingId]))
    for (const { row, listingId } of findings) expect(listingId).toBe(ids.get(row))
    rmSync(made.listings)
  })

  it('the workspace keeps the same', async () => {
    const made = await generateListings({
      ...{ folder: join(folder, 'workspace'), rows: 200_000, recordings: 500, hits: 1000, decoys: 1000 },
      ...{ format: 'csv', gzip: false, seed: 12 },
    })
    const test = await openSweepCore(made.recordings)
    const { jobId } = await test.call('sweeps.start', { paths: [made.listings] })
    expect((await test.finished(jobId)).result).toMatchObject({ rows: 200_000, malformed: 0, findings: 1000 })
    const stored = storedFindings(test.folder)
    expect(
      stored.map(({ row, recordingId, verdict }) => key(row, `R${String(recordingId)}`, verdict)).sort(),
    ).toEqual(truthOf(made))
    const bytes = readFileSync(made.listings)
    for (const { byteOffset, byteLength, raw } of stored) {
      expect(
        bytes
          .subarray(byteOffset, byteOffset + byteLength)
          .toString('hex')
          .toUpperCase(),
      ).toBe(raw)
    }
    await test.dispose()
  })
})

describe('without a workspace', () => {
  const own = [recording('mine', { title: 'Harbour Lights', artist: 'Luna Vale', isrcs: ['USS1Z9900001'] })]
  const write = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }

  it('files are swept in their order, and a bad one is reported', async () => {
    const files = [
      write('a.csv', 'id,title,artist,url\n7,Harbour Lights,Luna Vale,https://tracks.example/7\n'),
      join(folder, 'gone.csv'),
      write('b.csv', 'title,artist,isrc,file name\nX,Y,\nX,Y,uss1z9900001,song.mp3\nX,Y,USS1Z99OOOO1,\n'),
    ]
    const { findings, reports } = await sweep(files, { catalogue: own })
    expect(findings).toMatchObject([
      {
        file: files[0],
        recordingId: 'mine',
        listingId: '7',
        listingLocator: 'https://tracks.example/7',
        row: 1,
        byteOffset: 20,
        score: 0.9,
        verdict: 'match',
        claimable: true,
      },
      {
        file: files[2],
        listingId: '2',
        listingLocator: 'song.mp3',
        row: 2,
        isrc: 'USS1Z9900001',
        verdict: 'match',
        offers: 'file',
      },
      {
        file: files[2],
        listingId: '3',
        listingLocator: 'b.csv, row 3',
        verdict: 'possible',
        claimable: false,
      },
    ])
    expect(reports.map(({ rows, findings: found, error }) => [rows, found, error?.code])).toEqual([
      [1, 1, undefined],
      [0, 0, 'FILE_UNREADABLE'],
      [3, 2, undefined],
    ])
  })

  it('progress ends where the files end', async () => {
    const files = ['c.csv', 'd.csv'].map((name) => write(name, 'title,artist\nA,B\nC,D\n'))
    const seen: (readonly [number, number, number])[] = []
    await sweep(files, {
      catalogue: own,
      onProgress: ({ done, total, rows }) => seen.push([done, total, rows]),
    })
    expect(seen.at(-1)).toEqual([42, 42, 4])
  })

  it('a sweep stops when its signal fires', async () => {
    const path = write('long.csv', `title,artist\n${'Harbour Lights,Luna Vale\n'.repeat(200_000)}`)
    const controller = new AbortController()
    const sweeping = sweep([path], {
      catalogue: own,
      signal: controller.signal,
      onFinding: () => {
        controller.abort()
      },
    })
    await expect(sweeping).rejects.toMatchObject({ code: 'CANCELLED' })
    const before = sweep([path], { catalogue: own, signal: AbortSignal.abort() })
    await expect(before).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe('real cards', () => {
  it('find their own recordings in all files of the set, and by ISRC exactly those that carry it', async ({
    skip,
  }) => {
    const names = [
      'hitster-de-aaaa0012.csv',
      'hitster-de-aaaa0015.csv',
      'hitster-de-aaaa0026.csv',
      'hitster-de-aaaa0040.csv',
      'hitster-fr.csv',
      'hitster-hu-aaae0003.csv',
    ]
    const files = names.map((name) => sharedData(`hitster-isrc/${name}`)).filter((path) => path !== null)
    if (files.length < names.length) return skip('hitster-isrc is not there')
    const rows = files.map((path) =>
      parse<Record<string, string>>(readFileSync(path), {
        columns: true,
        bom: true,
        relax_column_count: true,
        skip_empty_lines: true,
      }),
    )
    const taken = rows
      .flat()
      .filter(({ ISRC }) => ISRC !== undefined && /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(ISRC))
      .slice(0, 200)
    const catalogue = taken.map(({ Title = '', Artist = '', ISRC = '' }, index) =>
      recording(String(index), { title: Title, artist: Artist, isrcs: [ISRC] }),
    )
    const codes = new Set(catalogue.flatMap(({ isrcs }) => isrcs))
    const { findings, reports } = await sweep(files, { catalogue })
    expect(reports.map(({ rows: count, error }) => [count, error])).toEqual(
      rows.map((file) => [file.length, null]),
    )
    const normal = (isrc = '') => isrc.trim().toUpperCase().replaceAll('-', '')
    const expected = rows.flatMap((file, at) =>
      file.flatMap(({ ISRC }, index) =>
        codes.has(normal(ISRC)) ? [`${files[at]!} ${String(index + 1)}`] : [],
      ),
    )
    const byCode = findings.filter(({ reasons }) => reasons[0]?.startsWith('Same ISRC'))
    expect([...new Set(byCode.map(({ file, row }) => `${file} ${String(row)}`))].sort()).toEqual(
      expected.sort(),
    )
    for (const { id } of catalogue) expect(findings.some(({ recordingId }) => recordingId === id)).toBe(true)
  })
})
