import { describe, expect, it } from 'vitest'
import { noticeAnalysis } from '../../../shared/domain/notices/analyse/notice-analysis.ts'
import { completeNoticeText } from '../../support/notice-generator.ts'
import { useCli } from './cli-run.ts'

const { refrain, file, json } = useCli()

describe('notice check', () => {
  const complete = completeNoticeText(7).text

  it('gives exactly the promised document, and code 0 for a complete notice', async () => {
    const analysis = await json(0, 'notice', 'check', file('notice.txt', complete))
    expect(noticeAnalysis.parse(analysis)).toEqual(analysis)
    expect(Object.keys(analysis as object)).toEqual(['regime', 'elements', 'warnings', 'isNotice', 'kind'])
  })

  it('reads UTF-16 as Windows writes it', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(complete, 'utf16le')])
    expect(await json(0, 'notice', 'check', file('notice.txt', bytes))).toMatchObject({ isNotice: true })
  })

  it('reports what is missing with code 1, in words', async () => {
    const { code, out } = await refrain('notice', 'check', file('chat.txt', 'See you on Friday.'))
    expect(code).toBe(1)
    expect(out).toContain('No notice · other')
    expect(out).toContain('missing   Good faith')
  })

  it('refuses what is no text and what is not there', async () => {
    const { code, err } = await refrain('notice', 'check', file('notice.bin', new Uint8Array(400)))
    expect([code, err]).toEqual([3, expect.stringContaining('is no text')])
    expect(await refrain('notice', 'check', '/nowhere/notice.txt')).toMatchObject({ code: 3 })
  })
})
