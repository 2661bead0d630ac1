import { describe, expect, it } from 'vitest'
import { hanAlias } from '../../electron/core/watch/engine/han-alias.ts'
import { type SweepFinding, sweepFiles } from '../../electron/core/watch/index.ts'
import { recording, withFile } from '../fixtures/sweep/sweep-bytes.ts'
import { openSweepCore } from '../fixtures/sweep/swept-workspace.ts'

// Chinese names, which dumps write in Han characters or in pinyin.

const catalogue = [
  recording('1', { title: '夜曲', artist: '周杰伦', isrcs: ['TWK970500001'], durationMs: 226_000 }),
  recording('2', { title: '東京の夜', artist: '椎名林檎' }),
  recording('3', { title: '单车', version: '现场版', artist: '曾轶可' }),
]
const table = [
  'title,artist,duration',
  'Ye Qu,Zhou Jie Lun,3:46',
  'Yequ,Zhou Jielun,3:46',
  'Yè Qǔ,Zhōu Jiélún,3:46',
  '夜曲,周杰伦,3:46',
  'Ye Qu,Somebody Else,3:46',
  'Dongjing Ye,Chui Ming Lin Qin,3:46',
  'Tong Qu,Zhou Jie Lun,1:00',
].join('\n')

async function sweep(fuzzy: boolean): Promise<readonly SweepFinding[]> {
  const findings: SweepFinding[] = []
  await withFile(table, (path) =>
    sweepFiles({ files: [path], catalogue, fuzzy, onFinding: (finding) => findings.push(finding) }),
  )
  return findings
}

describe('a name in Han characters', () => {
  it.each([false, true])('is found in pinyin as well, once, and that is said; fuzzy: %s', async (fuzzy) => {
    const findings = await sweep(fuzzy)
    const matches = findings.filter(({ verdict }) => verdict === 'match')
    expect(matches.map(({ row, recordingId }) => [row, recordingId])).toEqual(
      [1, 2, 3, 4].map((row) => [row, '1']),
    )
    expect(matches[0]?.reasons.at(-1)).toBe('Compared by its name in pinyin, “zhou jie lun – ye qu”')
    expect(matches[3]?.reasons.join()).not.toContain('pinyin')
  })

  it('has its surname and its version read as such, and no codes of its own', async () => {
    const [, , third] = catalogue
    expect(third && (await hanAlias(third))).toMatchObject({
      ...{ id: '3', title: 'dan che', artist: 'zeng yi ke', isrcs: [], releases: [], isAlias: true },
    })
  })

  it('is left alone where kana stand, and so is every other name', async () => {
    expect(await hanAlias(recording('2', { title: '東京の夜', artist: '椎名林檎' }))).toBeNull()
    expect(await hanAlias(recording('4', { title: 'Paper Moon', artist: 'Луна' }))).toBeNull()
  })

  it('is found by a sweep into the workspace', async () => {
    const test = await openSweepCore([{ isrc: null, title: '夜曲', artist: '周杰伦' }])
    await withFile(table, async (path) => {
      const { jobId } = await test.call('sweeps.start', { paths: [path] })
      await test.finished(jobId)
    })
    const { rows } = await test.call('findings.list', {})
    expect(rows.map(({ listingTitle }) => listingTitle).sort()).toEqual(['Ye Qu', 'Yequ', 'Yè Qǔ', '夜曲'])
    await test.dispose()
  })
})
