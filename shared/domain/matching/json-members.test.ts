import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jsonKey, RowMembers, WantedKeys } from './json-members.ts'

const keys = new WantedKeys(['isrc', 'externalids', 'name'])
const key = fc.constantFrom(
  'isrc',
  'ISRC',
  'is-rc',
  'external_ids',
  'externalIds',
  'name',
  'note',
  '__proto__',
  '1',
)

it('has the wanted members of an object by their keys as compared; of several the last counts', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.integer())), (entries) => {
      const text = entries.map(([name, value]) => `${JSON.stringify(name)}:${String(value)}`).join(',')
      const row: unknown = JSON.parse(`{${text}}`)
      const expected = new Map(
        Object.entries(row as object)
          .map(([name, value]) => [jsonKey(name), value as unknown] as const)
          .filter(([name]) => ['isrc', 'externalids', 'name'].includes(name)),
      )
      expect(new RowMembers(keys).of(row)).toEqual(expected)
    }),
  )
})

it.each([null, undefined, 'text', 1, ['list']])('has no members of %j', (value) => {
  expect(new RowMembers(keys).of(value)).toBeNull()
})

it('goes down a path, which ends where something else than an object stands', () => {
  const row = { External_IDs: { ISRC: 'A' }, name: 'B' }
  const members = new RowMembers(keys)
  expect(members.under(members.of(row), ['externalids', 'isrc'])).toBe('A')
  expect(members.under(members.of(row), ['name', 'isrc'])).toBeUndefined()
})

it('tells keys apart however many spellings of them it has met', () => {
  const many = new WantedKeys(['name'])
  for (let at = 0; at < 10_000; at++) expect(many.of(`key${String(at)}`)).toBeNull()
  expect(many.of('N-a_m.e')).toBe('name')
})
