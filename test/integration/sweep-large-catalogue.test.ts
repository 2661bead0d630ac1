import { expect, it } from 'vitest'
import { type SweepFinding, type SweepRequest, sweepFiles } from '../../electron/core/watch/index.ts'
import { recording, withFile } from '../fixtures/sweep/sweep-bytes.ts'
import { testResources } from '../support/resources.ts'

// A catalogue that is large enough to be indexed by other threads while it is read.

const letters = 'bcdfghklmnprstvw'
const name = (number: number) =>
  Array.from(
    { length: 5 },
    (_, at) => `${letters[(number >> (2 * at)) % 16] ?? ''}${'aeiou'[(number + at) % 5] ?? ''}`,
  ).join('')
const isrc = (number: number) => `USS1Z99${String(number).padStart(5, '0')}`
const catalogue = Array.from({ length: 10_000 }, (_, at) =>
  at % 997 === 5
    ? recording(String(at), { title: '夜曲', artist: `周杰伦 ${String(at)}`, isrcs: [isrc(at)] })
    : recording(String(at), {
        title: `${name(at)} ${name(at * 7)}`,
        artist: `${name(at * 3)} Band`,
        isrcs: [isrc(at)],
      }),
)
const rows = catalogue.flatMap(({ title, artist, isrcs }, at) => [
  ...(at % 50 === 0 ? [`${title},${artist},`] : []),
  ...(at % 50 === 1 ? [`${title.slice(1)},${artist},`] : []),
  ...(at % 50 === 2 ? [`Other,Somebody,${isrcs[0] ?? ''}`] : []),
])
/** So many that the file is worth several threads. */
const others = Array.from(
  { length: 30_000 },
  (_, at) => `Nothing that anybody looks for ${String(at)},${'Q'.repeat(80)},`,
)
const table = ['title,artist,isrc', 'Ye Qu,Zhou Jie Lun 5,', ...rows, ...others].join('\n')

async function sweep(request: Partial<SweepRequest>): Promise<readonly SweepFinding[]> {
  const findings: SweepFinding[] = []
  await withFile(table, async (path) => {
    const onFinding = (finding: SweepFinding) => findings.push(finding)
    const [report] = await sweepFiles({ files: [path], catalogue, onFinding, ...request })
    expect(report?.error).toBeNull()
  })
  return findings.map((finding) => ({ ...finding, file: '' }))
}

it.each([
  { fuzzy: true, sweepers: 2 },
  { fuzzy: true, sweepers: 1 },
  { sweepers: 2 },
  { codesOnly: true, sweepers: 2 },
])('is searched alike in threads and without them: %o', async (how) => {
  const alone = await sweep(how)
  expect(alone.length).toBeGreaterThanOrEqual(200)
  expect(await sweep({ ...how, workerScript: testResources().sweepWorker })).toEqual(alone)
})
