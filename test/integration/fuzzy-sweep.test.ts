import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SweepFinding, sweepFiles } from '../../electron/core/watch/index.ts'
import {
  inventVocabulary,
  type PlantedRow,
  similarCatalogue,
  type SimilarKind,
  similarListing,
} from '../fixtures/sweep/similar-rows.ts'
import { testResources } from '../support/resources.ts'

// Fuzzy sweeps of real files: planted rows are found, decoys are not, in tables and in JSON, by one thread and by two.

const vocabulary = inventVocabulary(3, 3000)
const recordings = similarCatalogue(4, 400, vocabulary)
const catalogue = recordings.map(({ id, isrc, title, artist, durationMs }) => ({
  ...{ id, title, version: '', artist, isrcs: [isrc], durationMs },
}))
let folder = ''
let planted: PlantedRow[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-fuzzy-'))
  const lines: string[] = []
  const objects: string[] = []
  planted = []
  for (const { line, planted: plant } of similarListing(6, 20_000, recordings, vocabulary, 10)) {
    if (plant !== null) planted.push(plant)
    lines.push(line)
    if (lines.length === 1) continue
    const [id, name = '', artist = '', , , duration] = line.split(',')
    const artists = artist.split(' & ').map((one) => ({ name: one }))
    objects.push(JSON.stringify({ id, name, artists, duration_ms: Number(duration) }))
  }
  writeFileSync(join(folder, 'listings.csv'), `${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'listings.jsonl'), `${objects.join('\n')}\n`)
  // Every cell quoted, and doubled marks in the album.
  const quoted = lines.map((line, at) =>
    line
      .split(',')
      .map((cell, column) => (at > 0 && column === 3 ? '"a ""b"" c"' : `"${cell}"`))
      .join(','),
  )
  writeFileSync(join(folder, 'quoted.csv'), `${quoted.join('\r\n')}\r\n`)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function sweep(name: string, sweepers: number, fuzzy = true): Promise<readonly SweepFinding[]> {
  const findings: SweepFinding[] = []
  const [report] = await sweepFiles({
    files: [join(folder, name)],
    catalogue,
    workerScript: sweepers === 0 ? null : testResources().sweepWorker,
    sweepers,
    fuzzy,
    blockBytes: 1 << 17,
    onFinding: (finding) => findings.push(finding),
  })
  expect(report).toMatchObject({ rows: 20_000, malformed: 0, error: null })
  return findings
}

function recallOf(findings: readonly SweepFinding[], kind: SimilarKind): number {
  const matched = new Set(
    findings.flatMap(({ row, recordingId, verdict }) =>
      verdict === 'match' ? [`${String(row)} ${recordingId}`] : [],
    ),
  )
  const of = planted.filter((one) => one.kind === kind)
  expect(of.length).toBeGreaterThan(150)
  return of.filter(({ row, recordingId }) => matched.has(`${String(row)} ${recordingId}`)).length / of.length
}

describe('a fuzzy sweep', () => {
  it.each(['listings.csv', 'quoted.csv', 'listings.jsonl'])('finds what was planted in %s', async (name) => {
    const findings = await sweep(name, 1)
    expect(recallOf(findings, 'same name')).toBeGreaterThanOrEqual(0.99)
    expect(recallOf(findings, 'restyled')).toBeGreaterThanOrEqual(0.99)
    expect(recallOf(findings, 'slip in the title')).toBeGreaterThanOrEqual(0.97)
    expect(recallOf(findings, 'slip in the artist')).toBeGreaterThanOrEqual(0.97)
    expect(recallOf(findings, 'decoy: somebody else')).toBe(0)
    expect(recallOf(findings, 'decoy: karaoke')).toBe(0)
    expect(recallOf(findings, 'version: remix')).toBe(0)
  })

  it('finds the same with one thread, two, and none', async () => {
    const [inline, one, two] = [
      await sweep('listings.csv', 0),
      await sweep('listings.csv', 1),
      await sweep('listings.csv', 2),
    ]
    expect(one).toEqual(inline)
    expect(two).toEqual(inline)
  })

  it('finds everything an exact sweep finds', async () => {
    for (const name of ['listings.csv', 'listings.jsonl']) {
      const keys = (findings: readonly SweepFinding[]) =>
        findings.map(({ row, recordingId, verdict }) => `${String(row)} ${recordingId} ${verdict}`)
      const exact = keys(await sweep(name, 1, false))
      expect(exact.length).toBeGreaterThan(200)
      expect(keys(await sweep(name, 1))).toEqual(expect.arrayContaining(exact))
    }
  })
})
