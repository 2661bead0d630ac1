import type { RangeTask } from './sweep-task.ts'

/** True when a database is a file by itself, in which one can go to and fro. */
export function liesOpen({ layout, member }: Pick<RangeTask, 'layout' | 'member'>): boolean {
  return layout.steps.length === 1 && member === null
}

/** True when the rows come in a stream, which is kept open from task to task. */
export function isStreamed({ layout, member }: Pick<RangeTask, 'layout' | 'member'>): boolean {
  return layout.steps.length > 0 || member !== null
}

/** Tells the listings of one archive apart. */
export function startOf({ layout, member }: RangeTask): number {
  const [first] = layout.steps
  return member?.start ?? (first?.kind === 'slice' ? first.start : 0)
}
