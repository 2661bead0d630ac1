import { expect, it } from 'vitest'
import { claimsOfName } from './column-names.ts'
import { distributorIn, withDistributor } from './distributor-note.ts'

it.each(['Distributor', 'DISTRIBUTOR NAME', 'Distributed by', 'Vertrieb', 'Distribuidora'])(
  'a column named %s says who distributes',
  (header) => {
    expect(claimsOfName(header)[0]).toMatchObject({ field: 'distributor', weight: 1 })
  },
)

it('who distributes is read back from the notes, wherever the line stands', () => {
  expect(distributorIn(withDistributor('Mastered 2025', 'Tidewater'))).toBe('Tidewater')
  expect(distributorIn('Mastered 2025\nDistributor: Tidewater')).toBe('Tidewater')
  expect(distributorIn('My Distributor: none')).toBeNull()
})
