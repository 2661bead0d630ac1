import { describe, expect, test } from 'vitest'
import { selectSteps } from '../../../scripts/checks/select.mjs'
import {
  addTallies,
  describeTally,
  tallyCheck,
  tallyPlaywright,
  tallyVitest,
} from '../../../scripts/checks/tally.mjs'
import { SetupError } from '../../../scripts/lib/setup-error.mjs'
import { requiredFuses, wrongFuses } from '../../../scripts/packaging/fuses.mjs'

function vitestReport(...statuses: string[]) {
  return {
    testResults: [{ assertionResults: statuses.map((status, i) => ({ status, fullName: `test ${i}` })) }],
  }
}

function playwrightReport(...statuses: string[]) {
  const specs = statuses.map((status, i) => ({ title: `test ${i}`, tests: [{ status }] }))
  return { suites: [{ title: 'a.spec.ts', specs: [], suites: [{ title: 'group', specs }] }] }
}

describe('counting tests', () => {
  test('Vitest: passed, failed, and skipped by name', () => {
    expect(tallyVitest(vitestReport('passed', 'failed', 'skipped', 'todo', 'passed'), 1)).toEqual({
      passed: 2,
      failed: 1,
      skipped: ['test 2', 'test 3'],
    })
  })

  test('Playwright: through nested groups, and a flaky test has failed', () => {
    expect(tallyPlaywright(playwrightReport('expected', 'unexpected', 'flaky', 'skipped'), 1)).toEqual({
      passed: 1,
      failed: 2,
      skipped: ['test 3'],
    })
  })

  test.each([
    ['a runner that stopped before its report', undefined, 1],
    ['a report without results', {}, 0],
    ['a test file that does not load', { testResults: [{ assertionResults: [] }], suites: [] }, 1],
    ['a run of no tests', { testResults: [], suites: [] }, 0],
  ])('%s has failed', (_, report, exitCode) => {
    expect(tallyVitest(report, exitCode)).toMatchObject({ passed: 0, failed: 1 })
    expect(tallyPlaywright(report, exitCode)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('a run in which all tests were skipped has failed', () => {
    expect(tallyVitest(vitestReport('skipped'), 0).failed).toBe(1)
  })

  test('a runner that passed its tests and failed otherwise has failed', () => {
    expect(tallyVitest(vitestReport('passed'), 1)).toMatchObject({ passed: 1, failed: 1 })
    expect(tallyPlaywright(playwrightReport('expected'), 1)).toMatchObject({ passed: 1, failed: 1 })
  })

  test('sums', () => {
    const sum = addTallies([tallyCheck(true), tallyCheck(false), { passed: 3, failed: 0, skipped: ['x'] }])
    expect(sum).toEqual({ passed: 4, failed: 1, skipped: ['x'] })
    expect(describeTally(sum)).toBe('4 passed, 1 failed, 1 skipped')
  })
})

describe('selectSteps', () => {
  const steps = [
    { name: 'format', needs: [] },
    { name: 'build', needs: [] },
    { name: 'e2e', needs: ['build'] },
    { name: 'package', needs: ['build'] },
    { name: 'packaged', needs: ['package'] },
  ]
  const names = (args: readonly string[]) => selectSteps(steps, args).map(({ name }) => name)

  test('takes all without arguments', () => {
    expect(names([])).toEqual(['format', 'build', 'e2e', 'package', 'packaged'])
  })

  test('adds what the named steps need, in order', () => {
    expect(names(['--only', 'e2e,format'])).toEqual(['format', 'build', 'e2e'])
    expect(names(['--only=packaged'])).toEqual(['build', 'package', 'packaged'])
  })

  test.each([[['--only', 'lint']], [['--only', '']], [['--only']], [['e2e']], [['--all']]])(
    'refuses %j',
    (args) => {
      expect(() => names(args)).toThrow(SetupError)
    },
  )
})

describe('wrongFuses', () => {
  test('finds nothing wrong with what is required', () => {
    expect(wrongFuses({ ...requiredFuses })).toEqual([])
  })

  test('names each fuse that is not as required', () => {
    const found = { ...requiredFuses, RunAsNode: true, EnableCookieEncryption: null }
    expect(wrongFuses(found)).toEqual([
      'RunAsNode is on, and must be off.',
      'EnableCookieEncryption is missing, and must be on.',
    ])
  })
})
