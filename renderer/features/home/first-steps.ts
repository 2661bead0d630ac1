import type { AttentionItem, HomeSummary } from '../../../shared/contract/workspace.ts'
import type { AttentionTarget } from './attention-target.ts'

export const stepNames = ['profile', 'catalogue', 'official', 'sweep', 'decide', 'notice', 'bundle'] as const
export type StepName = (typeof stepNames)[number]

export interface FirstStep {
  readonly name: StepName
  readonly done: boolean
  readonly target: AttentionTarget
}

const targets: Readonly<Record<StepName, AttentionTarget>> = {
  profile: { route: { screen: 'settings', section: 'profile' } },
  catalogue: { command: 'catalog.import' },
  official: { route: { screen: 'live', view: 'links' } },
  sweep: { command: 'watch.sweep' },
  decide: { route: { screen: 'watch', view: 'findings', state: 'new' } },
  notice: { route: { screen: 'cases' } },
  bundle: { route: { screen: 'cases' } },
}

/** What the first steps say already: not said twice while they are shown. */
export const coveredBySteps: ReadonlySet<AttentionItem['code']> = new Set([
  'profile-missing',
  'catalogue-empty',
  'never-swept',
])

export interface DoneElsewhere {
  /** There is a rule for what is officially the artist's. */
  readonly official: boolean
  readonly bundleExported: boolean
}

/** The seven steps of the main job in order, each with whether it was done once. */
export function firstSteps(
  summary: HomeSummary,
  { official, bundleExported }: DoneElsewhere,
): readonly FirstStep[] {
  const { findings, cases, attention } = summary
  const done: Readonly<Record<StepName, boolean>> = {
    profile: !attention.some(({ code }) => code === 'profile-missing'),
    catalogue: summary.recordings > 0,
    official,
    sweep: summary.sweeps > 0,
    decide: findings.confirmed + findings.authorized + findings.dismissed + findings.monitor > 0,
    notice: cases.ready + cases.sent > 0,
    bundle: bundleExported,
  }
  return stepNames.map((name) => ({ name, done: done[name], target: targets[name] }))
}
