import { expect, it } from 'vitest'
import { captureGap, captureNote } from '../../shared/domain/evidence/capture/capture-remarks.ts'
import { createRemarks } from './remarks.ts'

it('counts what is repeated', () => {
  const remarks = createRemarks()
  for (let i = 0; i < 3; i++) remarks.gap('address-blocked', 'http://10.0.0.1/')
  remarks.gap('address-blocked', 'http://10.0.0.2/')
  remarks.note('popup-denied')
  expect(remarks.gaps().map(({ detail, count }) => [detail, count])).toEqual([
    ['http://10.0.0.1/', 3],
    ['http://10.0.0.2/', 1],
  ])
  expect(remarks.notes()).toMatchObject([{ code: 'popup-denied', detail: '', count: 1 }])
})

it('stays small whatever a page does, and loses none from the count', () => {
  const remarks = createRemarks()
  for (let i = 0; i < 2_000; i++) remarks.note('popup-denied', `${String(i)} ${'x'.repeat(5_000)}`)
  remarks.gap('load-timeout', 'y'.repeat(5_000))
  const notes = remarks.notes()
  expect(notes).toHaveLength(500)
  expect(notes.reduce((sum, { count }) => sum + count, 0)).toBe(2_000)
  for (const note of notes) expect(captureNote.safeParse(note).success).toBe(true)
  expect(captureGap.safeParse(remarks.gaps()[0]).success).toBe(true)
})
