import { SetupError } from '../lib/setup-error.mjs'

/**
 * The steps to run for `--only NAME,NAME`, with what they need first; all of them without it.
 * @template {{ name: string, needs: readonly string[] }} T
 * @param {readonly T[]} steps
 * @param {readonly string[]} args
 * @returns {T[]}
 * @throws {SetupError} for an argument or a name that does not exist.
 */
export function selectSteps(steps, args) {
  if (args.length === 0) return [...steps]
  const names = steps.map(({ name }) => name)
  const usage = `npm test\nnpm test -- --only ${names.join(',')}   (one or several)`
  const [option, list = ''] = args[0]?.startsWith('--only=') ? ['--only', args[0].slice(7)] : args
  if (option !== '--only') throw new SetupError(`npm test does not know ${option}.`, usage)

  const wanted = new Set(list.split(',').filter((name) => name !== ''))
  const unknown = [...wanted].find((name) => !names.includes(name))
  if (unknown !== undefined) throw new SetupError(`There is no step ${unknown}.`, usage)
  if (wanted.size === 0) throw new SetupError('--only lacks the name of a step.', usage)
  for (const step of steps.toReversed()) {
    if (wanted.has(step.name)) for (const need of step.needs) wanted.add(need)
  }
  return steps.filter(({ name }) => wanted.has(name))
}
