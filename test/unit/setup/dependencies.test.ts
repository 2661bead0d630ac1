import { describe, expect, test } from 'vitest'
import { outdatedPackages } from '../../../scripts/setup/dependencies.mjs'

const lockfile = {
  packages: {
    '': {},
    'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
}
const installed = { packages: { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } } }
const present = () => true

describe('outdatedPackages', () => {
  test('accepts an installation as locked, without the optional packages of other systems', () => {
    expect(outdatedPackages(lockfile, installed, present)).toEqual([])
  })

  test('counts all packages as missing where npm never finished', () => {
    expect(outdatedPackages(lockfile, undefined, present)).toEqual(['node_modules/zod'])
    expect(outdatedPackages(lockfile, { packages: null }, present)).toEqual(['node_modules/zod'])
    expect(outdatedPackages(lockfile, 'damaged', present)).toEqual(['node_modules/zod'])
  })

  test.each([
    ['another version', { version: '4.6.6', integrity: 'sha512-a' }],
    ['other content', { version: '4.6.7', integrity: 'sha512-x' }],
  ])('names a package with %s', (_, found) => {
    const altered = { packages: { 'node_modules/zod': found } }
    expect(outdatedPackages(lockfile, altered, present)).toEqual(['node_modules/zod'])
  })

  test('names a package whose folder was deleted', () => {
    expect(outdatedPackages(lockfile, installed, () => false)).toEqual(['node_modules/zod'])
  })

  test('checks an optional package that is installed', () => {
    const other = { version: '0.9.0', integrity: 'sha512-b' }
    const withOptional = { packages: { ...installed.packages, 'node_modules/for-another-system': other } }
    expect(outdatedPackages(lockfile, withOptional, present)).toEqual(['node_modules/for-another-system'])
  })
})
