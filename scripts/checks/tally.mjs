/**
 * What one step of `npm test` came to.
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} skipped Names of the tests that did not run.
 */

/** A check that is one test: formatting, types, the build. @param {boolean} succeeded @returns {Tally} */
export function tallyCheck(succeeded) {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: [] }
}

/**
 * @param {unknown} report of Vitest's JSON reporter
 * @param {number} exitCode of Vitest
 * @returns {Tally}
 */
export function tallyVitest(report, exitCode) {
  if (!isRecord(report) || !Array.isArray(report.testResults)) return tallyCheck(false)
  const tests = report.testResults.flatMap((file) => file.assertionResults ?? [])
  return settle(
    {
      passed: tests.filter((test) => test.status === 'passed').length,
      failed: tests.filter((test) => test.status === 'failed').length,
      skipped: tests
        .filter((test) => test.status !== 'passed' && test.status !== 'failed')
        .map((test) => `${test.fullName}`),
    },
    exitCode,
  )
}

/**
 * A flaky test, one that passed only when repeated, counts as failed.
 * @param {unknown} report of Playwright's JSON reporter
 * @param {number} exitCode of Playwright
 * @returns {Tally}
 */
export function tallyPlaywright(report, exitCode) {
  if (!isRecord(report) || !Array.isArray(report.suites)) return tallyCheck(false)
  const tests = report.suites.flatMap(testsOfSuite)
  return settle(
    {
      passed: tests.filter((test) => test.status === 'expected').length,
      failed: tests.filter((test) => test.status === 'unexpected' || test.status === 'flaky').length,
      skipped: tests.filter((test) => test.status === 'skipped').map((test) => test.title),
    },
    exitCode,
  )
}

/**
 * @param {any} suite
 * @returns {{ title: string, status: string }[]}
 */
function testsOfSuite(suite) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests.map((/** @type {any} */ test) => ({ title: spec.title, status: test.status })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(testsOfSuite)]
}

/**
 * A runner that failed without a failing test (a file that does not load), or that ran nothing, failed.
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
function settle(tally, exitCode) {
  const silentFailure = tally.failed === 0 && (exitCode !== 0 || tally.passed === 0)
  return silentFailure ? { ...tally, failed: 1 } : tally
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function addTallies(tallies) {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  }
}

/** @param {Tally} tally @returns {string} such as "12 passed, 1 skipped" */
export function describeTally({ passed, failed, skipped }) {
  const counts = /** @type {const} */ ([
    [passed, 'passed'],
    [failed, 'failed'],
    [skipped.length, 'skipped'],
  ])
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isRecord(value) {
  return typeof value === 'object' && value !== null
}
