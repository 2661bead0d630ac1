import { test as base, expect } from '@playwright/test'
import type { TestInfo } from '@playwright/test'
import { launchApp, waitForState } from './app.ts'
import type { LaunchOptions, RunningApp } from './app.ts'
import { takeOwnDisplay } from './display.ts'

interface Fixtures {
  /** Options for the app the test gets; set with `test.use({ launch: { ... } })`. */
  readonly launch: LaunchOptions
  /** A freshly started app on an empty workspace. The test fails when the page reports any problem. */
  readonly refrain: RunningApp
}

interface SharedFixtures {
  /** One app for all tests of the file; each test gets its page freshly loaded. */
  readonly refrain: RunningApp
}

interface WorkerFixtures {
  readonly sharedApp: RunningApp
}

interface DisplayFixture {
  /** The display of this worker: the first takes what is there, each other one has a virtual one of its own. */
  readonly display: undefined
}

const onOwnDisplay = base.extend<object, DisplayFixture>({
  display: [
    async ({}, use, { parallelIndex }) => {
      const end = parallelIndex === 0 ? () => undefined : await takeOwnDisplay()
      await use(undefined)
      end()
    },
    { scope: 'worker', auto: true },
  ],
})

/** For tests that change the workspace or the app itself. */
export const test = onOwnDisplay.extend<Fixtures>({
  launch: [{}, { option: true }],
  refrain: async ({ launch }, use, testInfo) => {
    const refrain = await launchApp(launch)
    await withTrace(refrain, testInfo, () => use(refrain))
    await refrain.close()
  },
})

/** For tests that leave no mark: they share one app, which saves a start for each. */
export const sharedTest = onOwnDisplay.extend<SharedFixtures, WorkerFixtures>({
  sharedApp: [
    async ({}, use) => {
      const app = await launchApp()
      await use(app)
      await app.close()
    },
    { scope: 'worker' },
  ],
  refrain: async ({ sharedApp }, use, testInfo) => {
    await sharedApp.page.goto('app://bundle/')
    await waitForState(sharedApp.page, 'ready')
    await withTrace(sharedApp, testInfo, () => use(sharedApp))
  },
})

/** Keeps a trace of a test that failed, and fails one whose page reported problems it did not take. */
async function withTrace(app: RunningApp, testInfo: TestInfo, run: () => Promise<void>): Promise<void> {
  const { tracing } = app.electron.context()
  await tracing.start({ screenshots: true, snapshots: true })
  await run()
  const problems = app.takeProblems()
  const failed = testInfo.status !== testInfo.expectedStatus || problems.length > 0
  await tracing.stop(failed ? { path: testInfo.outputPath('trace.zip') } : {})
  expect(problems, 'problems the page reported').toEqual([])
}

export { expect }
