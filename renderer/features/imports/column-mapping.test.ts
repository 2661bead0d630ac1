import { describe, expect, it } from 'vitest'
import type { ColumnMapping } from '../../../shared/contract/imports.ts'
import { assignColumn, fieldOfColumn } from './column-mapping.ts'

const mapping: ColumnMapping = { columns: { title: [0], isrc: [3, 2] }, durationUnit: 'ms' }

describe('a mapping of columns to fields', () => {
  it('tells the field of a column, also of a further one', () => {
    expect([0, 1, 2, 3].map((column) => fieldOfColumn(mapping, column))).toEqual([
      'title',
      null,
      'isrc',
      'isrc',
    ])
  })

  it('adds a column behind those a field has, moves it from another field, and takes it out', () => {
    expect(assignColumn(mapping, 1, 'isrc').columns).toEqual({ title: [0], isrc: [3, 2, 1] })
    expect(assignColumn(mapping, 0, 'isrc').columns).toEqual({ isrc: [3, 2, 0] })
    expect(assignColumn(mapping, 3, null)).toEqual({ columns: { title: [0], isrc: [2] }, durationUnit: 'ms' })
  })
})
