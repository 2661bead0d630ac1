import { describe, expect, it } from 'vitest'
import { deliveringDistributor } from './delivering-distributor.ts'

const known = [
  { id: 1, name: 'DistroKid' },
  { id: 2, name: 'UnitedMasters' },
]

describe('who delivered a recording', () => {
  it.each([
    ['℗ 2026 DistroKid', 1],
    ['United Masters LLC', 2],
    ['(P) 2025 distro-kid', 1],
    ['Northern Reed Music', null],
    ['', null],
    [null, null],
  ])('%s', (line, id) => {
    expect(deliveringDistributor(line, known)?.id ?? null).toBe(id)
  })
})
