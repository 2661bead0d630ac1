import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLabelLine } from './label-line.ts'

describe('a label line', () => {
  it.each([
    ['℗ 2026 Luna Vale under exclusive license to Quay Records', '℗ 2026 Luna Vale', 'Quay Records', true],
    ['Luna Vale, under license to Quay Records LLC', 'Luna Vale', 'Quay Records LLC', false],
    ['Luna Vale exclusively licensed to Quay Records', 'Luna Vale', 'Quay Records', true],
    [
      'Luna Vale, licensed exclusively to Quay Records, a division of Big Music',
      'Luna Vale',
      'Quay Records',
      true,
    ],
    ['Quay Records under exclusive licence from Luna Vale', 'Luna Vale', 'Quay Records', true],
    ['Luna Vale under a non-exclusive license to Quay', 'Luna Vale', 'Quay', false],
    ['Luna Vale unter exklusiver Lizenz an Kai Records', 'Luna Vale', 'Kai Records', true],
    ['Kai Records in Lizenz von Luna Vale', 'Luna Vale', 'Kai Records', false],
    ['Luna Vale sous licence exclusive Quai Disques', 'Luna Vale', 'Quai Disques', true],
    ['Luna Vale bajo licencia exclusiva a Muelle Discos', 'Luna Vale', 'Muelle Discos', true],
    ['Luna Vale sob licença exclusiva para Cais Discos', 'Luna Vale', 'Cais Discos', true],
  ])('%s', (line, owner, licensee, exclusive) => {
    expect(readLabelLine(line)).toMatchObject({ owner, licensee, exclusive })
  })

  it('names everybody, also who distributes', () => {
    expect(readLabelLine('Luna Vale under license to Quay Records, distributed by Tidewater').names).toEqual([
      'Luna Vale',
      'Quay Records',
      'Tidewater',
    ])
    expect(readLabelLine('℗ 2026 Luna Vale, im Vertrieb von Hafenstern').names).toContain('Hafenstern')
    expect(readLabelLine('Luna Vale. Marketed and distributed by Tidewater').names).toContain('Tidewater')
  })

  it.each([
    'Licensed Records',
    'License to Kill Records',
    'Under the Bridge',
    '℗ 2026 Quay Records',
    'Lizenz',
    '',
  ])('that only sounds like one tells of no license: %s', (line) => {
    expect(readLabelLine(line).licensee).toBeNull()
  })

  it('of any text is read', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (line) => {
        for (const name of readLabelLine(line).names) expect(line).toContain(name)
      }),
    )
  })
})
