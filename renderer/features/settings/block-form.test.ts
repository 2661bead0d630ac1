import { describe, expect, it } from 'vitest'
import { checkDesignation, checkLast, checkPrefix, emptyBlock, readBlock } from './block-form.ts'

describe('checkPrefix', () => {
  it('offers the prefix when a whole ISRC was entered', () => {
    expect(checkPrefix('QZ-S1Z-24-00001')?.suggestion).toBe('QZS1Z')
  })

  it('says nothing about a prefix as agencies print it', () => {
    expect(checkPrefix('QZ-S1Z')).toBeNull()
    expect(checkPrefix('')).toBeNull()
  })
})

describe('designations', () => {
  it.each(['', 'x', '-1', '100000', '1.5'])('refuses %j', (value) => {
    expect(checkDesignation(value)?.severity).toBe('error')
  })

  it('refuses a range that runs backwards, and accepts one of a single code', () => {
    expect(checkLast('500', '499')?.severity).toBe('error')
    expect(checkLast('500', '500')).toBeNull()
  })
})

describe('readBlock', () => {
  it('reads numbers with leading zeros and the stored form of the prefix', () => {
    expect(
      readBlock({
        ...emptyBlock,
        prefix: 'qz s1z',
        from: '00100',
        to: '00199',
        yearTo: '2030',
        note: ' own ',
      }),
    ).toEqual({
      prefix: 'QZS1Z',
      from: 100,
      to: 199,
      yearFrom: null,
      yearTo: 2030,
      note: 'own',
    })
  })

  it('is null while the prefix is missing', () => {
    expect(readBlock(emptyBlock)).toBeNull()
    expect(readBlock({ ...emptyBlock, prefix: 'QZS1Z', yearFrom: '26' })).toBeNull()
  })
})
