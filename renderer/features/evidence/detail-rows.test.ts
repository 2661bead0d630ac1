import { describe, expect, it } from 'vitest'
import { detailRows } from './detail-rows.ts'

describe('detailRows', () => {
  it('writes facts in words, in their order', () => {
    expect(
      detailRows({ decision: 'confirm', changed: 5, findings: [[1, 4], [7, 7]], goodFaith: true, reason: '' }), // prettier-ignore
    ).toEqual([
      { label: 'Decision', value: 'confirm' },
      { label: 'Changed', value: '5' },
      { label: 'Findings', value: '1–4, 7' },
      { label: 'Good faith', value: 'yes' },
      { label: 'Reason', value: '–' },
    ])
  })

  it('names nested facts by their path', () => {
    expect(detailRows({ source: { file: 'sha256:ab', bytes: 9 } })).toEqual([
      { label: 'Source: file', value: 'sha256:ab' },
      { label: 'Source: bytes', value: '9' },
    ])
  })

  it('shows what it does not know as it stands', () => {
    expect(detailRows({ list: ['a', 1], none: null, empty: [] })).toEqual([
      { label: 'List', value: '["a",1]' },
      { label: 'None', value: '–' },
      { label: 'Empty', value: '[]' },
    ])
  })
})
