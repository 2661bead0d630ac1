import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { recording, withFile } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { type SweepFinding, sweepFiles } from './sweep-files.ts'

const own = [recording('1', { title: 'Paper Moon', artist: 'Luna Vale', isrcs: ['USS1Z9900001'] })]

async function sweepPath(path: string) {
  const findings: SweepFinding[] = []
  const [report] = await sweepFiles({
    files: [path],
    catalogue: own,
    onFinding: (finding) => findings.push(finding),
  })
  return { report: report!, findings }
}

const sweep = (content: string | Uint8Array) => withFile(content, sweepPath)

describe('a packed file with bytes of another kind behind it', () => {
  it.each([
    ['one member', 1],
    ['several members', 3],
  ])('is searched to its last row and says so: %s', async (_, members) => {
    const part = 'Something,Else,\n'.repeat(2000)
    const texts = Array.from({ length: members }, (_, at) => (at === 0 ? 'title,artist,isrc\n' : '') + part)
    texts.push('Paper Moon,Luna Vale,\n')
    const packed = Buffer.concat([...texts.map((text) => gzipSync(text)), Buffer.from('<html>gone</html>')])
    const { report, findings } = await sweep(packed)
    expect([report.error, report.rows, findings.map(({ row }) => row)]).toEqual([
      null,
      2000 * members + 1,
      [2000 * members + 1],
    ])
    expect(report.warnings).toEqual([
      'Behind the end of the packed data the file holds other bytes; they were ignored. All packed rows were searched.',
    ])
  })

  it('is told from one whose last member is cut off', async () => {
    const packed = Buffer.concat([
      gzipSync('title,artist,isrc\nPaper Moon,Luna Vale,\n'),
      gzipSync('x,y,z\n'),
    ])
    const { report, findings } = await sweep(packed.subarray(0, packed.length - 4))
    expect([report.error?.code, findings.length, report.warnings]).toEqual(['FILE_UNREADABLE', 1, []])
    expect(report.error?.message).toContain('breaks off before its end')
  })
})

describe('what is no file', () => {
  it.skipIf(process.platform === 'win32')('is refused at once: a pipe', async () => {
    await withFile('', async (path) => {
      const pipe = join(path, '..', 'pipe')
      execFileSync('mkfifo', [pipe])
      const { report } = await sweepPath(pipe)
      expect(report.error).toMatchObject({
        code: 'FILE_UNREADABLE',
        message:
          '“pipe” is a pipe or a device, not a file. Save what comes out of it to a file and choose that.',
      })
    })
  })

  it.skipIf(!existsSync('/dev/zero'))('is refused at once: a device', async () => {
    expect((await sweepPath('/dev/zero')).report.error?.message).toContain('a pipe or a device')
  })

  it('is refused: a folder without listings', async () => {
    await withFile('', async (path) => {
      expect((await sweepPath(join(path, '..'))).report.error?.message).toBe(
        '1 file in the folder holds no listing and was passed over. The folder holds no listing. Nothing was swept.',
      )
    })
  })
})

describe('rows are numbered from 1, behind the header', () => {
  it('of CSV: broken ones count, blank lines do not', async () => {
    const { report, findings } = await sweep('title,artist\n\nx,y\n"open,y\nx\n\r\nPaper Moon,Luna Vale\n')
    expect([report.rows, report.malformed]).toEqual([4, 2])
    expect(findings).toMatchObject([{ row: 4, listingId: '4', listingLocator: 'listings, row 4' }])
  })

  it.each(['null', 'true', '5', '"text"', '[1]'])(
    'of JSON Lines: a line that is no object counts: %s',
    async (line) => {
      const { report, findings } = await sweep(
        `{"title":"x","artist":"y"}\n${line}\n{"title":"Paper Moon","artist":"Luna Vale"}\n`,
      )
      expect([report.rows, report.malformed, report.malformedSamples.map(({ row }) => row)]).toEqual([
        3,
        1,
        [2],
      ])
      expect(findings).toMatchObject([{ row: 3, listingId: '3', listingLocator: 'listings, row 3' }])
    },
  )

  it('of JSON Lines that begin with such lines', async () => {
    const { report, findings } = await sweep('null\nnull\n{"title":"Paper Moon","artist":"Luna Vale"}\n')
    expect([report.rows, report.malformed, findings.map(({ row }) => row)]).toEqual([3, 2, [3]])
  })
})

describe('nothing to search or to look for', () => {
  it('in a listing of a header alone is no failure, and said', async () => {
    const { report } = await sweep('id,title,artist\n')
    expect([report.error, report.rows, report.warnings.at(-1)]).toEqual([
      null,
      0,
      'The file has a header and no rows.',
    ])
  })

  it('in a catalogue without recordings is refused', async () => {
    await withFile('title,artist\nx,y\n', async (path) => {
      const swept = sweepFiles({ files: [path], catalogue: [], onFinding: () => undefined })
      await expect(swept).rejects.toMatchObject({
        code: 'FILE_EMPTY',
        message: 'The catalogue holds no recordings, so there is nothing to look for. No file was searched.',
      })
    })
  })
})
