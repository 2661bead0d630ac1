import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withMemoryFolder } from '../../../scripts/checks/memory-folder.mjs'
import { runScheduled } from '../../../scripts/checks/schedule.mjs'
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

describe('runScheduled', () => {
  /** Runs steps named after what they need and whether they run alone, and tells what began and ended. */
  function run(
    steps: readonly (readonly [name: string, needs?: readonly string[], alone?: 'alone'])[],
    outcome: Readonly<Record<string, boolean>> = {},
  ) {
    const told: string[] = []
    const ends = new Map<string, () => void>()
    const all = runScheduled(
      steps.map(([name, needs = [], alone]) => ({ name, needs, alone: alone !== undefined })),
      async ({ name }, blocker) => {
        told.push(blocker === undefined ? `${name} begins` : `${name} is blocked by ${blocker}`)
        if (blocker === undefined) await new Promise<void>((resolve) => ends.set(name, resolve))
        return { name, passed: blocker === undefined && outcome[name] !== false }
      },
      ({ passed }) => !passed,
    )
    const end = async (name: string) => {
      const resolve = ends.get(name)
      if (resolve === undefined) throw new Error(`${name} does not run`)
      told.push(`${name} ends`)
      resolve()
      await new Promise((settled) => setImmediate(settled))
    }
    return { all, told, end }
  }

  test('runs two light steps beside each other, and gives the results in the order of the steps', async () => {
    const { all, told, end } = run([['a'], ['b'], ['c']])
    await end('b')
    await end('c')
    await end('a')
    expect(told).toEqual(['a begins', 'b begins', 'b ends', 'c begins', 'c ends', 'a ends'])
    expect((await all).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })

  test('leaves a heavy step the whole machine, before what comes after it', async () => {
    const { all, told, end } = run([['a'], ['b'], ['heavy', [], 'alone'], ['c']])
    await end('a')
    await end('b')
    await end('heavy')
    await end('c')
    expect(told).toEqual([
      ...['a begins', 'b begins', 'a ends', 'b ends'],
      ...['heavy begins', 'heavy ends', 'c begins', 'c ends'],
    ])
    expect(await all).toHaveLength(4)
  })

  test('waits for what a step needs, and does not run one whose need failed', async () => {
    const { all, told, end } = run([['build'], ['package', ['build']], ['packaged', ['package']]], {
      build: false,
    })
    expect(told).toEqual(['build begins'])
    await end('build')
    expect(told.slice(2)).toEqual(['package is blocked by build', 'packaged is blocked by package'])
    expect((await all).map(({ passed }) => passed)).toEqual([false, false, false])
  })

  test('fails when a step throws', async () => {
    const steps = [{ name: 'a', needs: [], alone: false }]
    await expect(
      runScheduled(
        steps,
        () => Promise.reject(new Error('no')),
        () => false,
      ),
    ).rejects.toThrow('no')
  })
})

describe('withMemoryFolder', () => {
  const onLinux = test.runIf(process.platform === 'linux')

  // Only Linux has a disk in memory at a known place.
  onLinux('gives a folder of its own, removes it, and what an ended run left', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'refrain-memory-'))
    try {
      mkdirSync(join(disk, `refrain-tests.${hostname()}-${String(2 ** 30)}.part`))
      const during = await withMemoryFolder(
        ({ TMPDIR = '' }) => Promise.resolve([TMPDIR, existsSync(TMPDIR)]),
        {
          disk,
          freeBytes: 1,
        },
      )
      expect(during).toEqual([join(disk, `refrain-tests.${hostname()}-${String(process.pid)}.part`), true])
      expect(readdirSync(disk)).toEqual([])
      await expect(
        withMemoryFolder(() => Promise.reject(new Error('no')), { disk, freeBytes: 1 }),
      ).rejects.toThrow('no')
      expect(readdirSync(disk)).toEqual([])
    } finally {
      rmSync(disk, { recursive: true, force: true })
    }
  })

  test.each([
    ['there is too little room', tmpdir(), 2 ** 60],
    ['there is no such disk', join(tmpdir(), 'there-is-none'), 1],
  ])('changes nothing where %s', async (_, disk, freeBytes) => {
    expect(await withMemoryFolder((env) => Promise.resolve(env), { disk, freeBytes })).toEqual({})
  })
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
