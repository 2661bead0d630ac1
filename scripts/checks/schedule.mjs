/**
 * What the schedule needs to know of a step.
 * @typedef {object} Schedulable
 * @property {string} name
 * @property {readonly string[]} needs Steps that must have succeeded before.
 * @property {boolean} alone Whether it uses the whole machine: beside it nothing else runs.
 */

/** As many light steps run side by side: the smallest machine that runs them all has two processors. */
export const sideBySide = 2

/**
 * Runs steps in their order, two of those that use one processor beside each other. A step that needs the whole
 * machine waits until it has it, and what comes after such a step waits for it.
 * @template {Schedulable} S
 * @template R
 * @param {readonly S[]} steps each comes after those it needs
 * @param {(step: S, blocker: string | undefined) => Promise<R>} run
 *   is given the name of a failed step that this one needs, or undefined
 * @param {(result: R) => boolean} hasFailed
 * @returns {Promise<R[]>} in the order of the steps
 */
export async function runScheduled(steps, run, hasFailed) {
  /** @type {Map<S, Promise<unknown>>} */
  const running = new Map()
  /** @type {Map<string, 'passed' | 'failed'>} */
  const ended = new Map()
  /** @type {R[]} */
  const results = []

  /** @param {S} step @param {number} index */
  const start = async (step, index) => {
    const result = await run(
      step,
      step.needs.find((need) => ended.get(need) === 'failed'),
    )
    results[index] = result
    ended.set(step.name, hasFailed(result) ? 'failed' : 'passed')
    running.delete(step)
  }
  /** @param {S} step */
  const mayStart = (step) =>
    running.size < (step.alone ? 1 : sideBySide) &&
    ![...running.keys()].some(({ alone }) => alone) &&
    step.needs.every((need) => ended.has(need))

  for (const [index, step] of steps.entries()) {
    while (!mayStart(step)) await Promise.race(running.values())
    running.set(step, start(step, index))
  }
  await Promise.all(running.values())
  return results
}
