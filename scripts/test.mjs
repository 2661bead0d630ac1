import { runScheduled } from './checks/schedule.mjs'
import { selectSteps } from './checks/select.mjs'
import { steps } from './checks/steps.mjs'
import { addTallies, describeTally, tallyCheck } from './checks/tally.mjs'
import { formatDuration, logDetail, logStep, withHeartbeat } from './lib/log.mjs'
import { onProjectNode } from './setup/bootstrap.mjs'
import { setUp } from './setup/set-up.mjs'

/**
 * Sets up what is missing and runs every check and test, or those named.
 *
 *   npm test [-- --only NAME,NAME]
 *
 * Light steps run two at a time; each is told of when it has ended.
 * The last line counts them all: `N passed, N failed`. A check without tests of its own counts as one.
 */
await onProjectNode(
  import.meta.url,
  async (args) => {
    const selected = selectSteps(steps, args)
    const runtime = await setUp({ tests: true })
    const tallies = await runSteps(selected, runtime)
    return report(tallies)
  },
  () => report([tallyCheck(false)]),
)

/**
 * @param {readonly import('./checks/steps.mjs').Step[]} selected
 * @param {import('./setup/runtime.mjs').Runtime} runtime
 */
async function runSteps(selected, runtime) {
  let ended = 0
  return runScheduled(
    selected,
    async (step, blocker) => {
      const { tally, note, output } = await runStep(step, runtime, blocker)
      logStep(++ended, selected.length, step.title, note)
      if (tally.failed > 0) logDetail(output.trimEnd())
      return tally
    },
    ({ failed }) => failed > 0,
  )
}

/**
 * @param {import('./checks/steps.mjs').Step} step
 * @param {import('./setup/runtime.mjs').Runtime} runtime
 * @param {string | undefined} blocker a failed step this one needs
 */
async function runStep(step, runtime, blocker) {
  if (blocker !== undefined)
    return { tally: tallyCheck(false), note: `not run, because ${blocker} failed`, output: '' }
  const start = performance.now()
  const { tally, output } = await withHeartbeat(`${step.title} running`, () => step.run(runtime))
  return { tally, note: `${describeTally(tally)} (${formatDuration(performance.now() - start)})`, output }
}

/**
 * @param {readonly import('./checks/tally.mjs').Tally[]} tallies
 * @returns {number} the exit status
 */
function report(tallies) {
  const { passed, failed, skipped } = addTallies(tallies)
  for (const name of skipped) console.log(`skipped: ${name}`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}
