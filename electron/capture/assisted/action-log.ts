import type { CaptureAction } from '../../../shared/domain/evidence/capture/capture-actions.ts'

/** An action without its time, as it is told. */
export type ToldAction = CaptureAction extends infer Action
  ? Action extends { readonly at: string }
    ? Omit<Action, 'at'>
    : never
  : never

/** What a person does in the window, in order. */
export interface ActionLog {
  add(action: ToldAction): void
  all(): readonly CaptureAction[]
  /** How many things were done: key presses one by one, the opening of the window not. */
  count(): number
}

const mostActions = 10_000

/**
 * Collects actions. Keys pressed one after the other are counted together, since their times would tell something of
 * what was typed; of scrolling and resizing the end counts.
 */
export function createActionLog(now: () => number): ActionLog {
  const actions: CaptureAction[] = []
  let more = 0
  return {
    add(action) {
      const at = new Date(now()).toISOString()
      const last = actions.at(-1)
      if (last?.kind === 'keys' && action.kind === 'keys') {
        actions[actions.length - 1] = { ...last, count: last.count + action.count }
      } else if (last?.kind === action.kind && (action.kind === 'scrolled' || action.kind === 'resized')) {
        actions[actions.length - 1] = { ...action, at }
      } else if (actions.length < mostActions || action.kind === 'taken') actions.push({ ...action, at })
      else more += 1
    },
    all() {
      const at = actions.at(-1)?.at
      return more === 0 || at === undefined ? [...actions] : [...actions, { at, kind: 'more', count: more }]
    },
    count: () => more + actions.reduce((sum, action) => sum + weightOf(action), 0),
  }
}

function weightOf(action: CaptureAction): number {
  if (action.kind === 'keys') return action.count
  return action.kind === 'opened' || action.kind === 'taken' || action.kind === 'resized' ? 0 : 1
}
