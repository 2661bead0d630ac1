import { expect, it } from 'vitest'
import { capturesLeft } from './captures-left.ts'

const url = 'https://a.example/'
const made = {
  url,
  capture: { id: 1, outcome: 'page', status: 200, complete: true, gaps: 0 },
  error: null,
}
const failed = { url, capture: null, error: { code: 'CAPTURE_FAILED', message: 'It took too long.' } }
const job = (items: readonly unknown[]) => ({ kind: 'capture', state: 'done', result: { items } }) as const

it('tells of a batch how many pages were not captured, and why the first was not', () => {
  expect(capturesLeft(job([made, failed, failed]))).toMatchObject({
    captured: 1,
    failed: 2,
    first: { message: 'It took too long.' },
  })
  expect(capturesLeft(job([made]))).toBeNull()
  expect(capturesLeft({ kind: 'sweep', state: 'done', result: { items: [failed] } })).toBeNull()
})
