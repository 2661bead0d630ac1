import type { AttentionItem } from '../../../shared/contract/workspace.ts'
import type { Route } from '../../app/routes.ts'

/** Where something that needs attention is done: a place, or a command by its id. */
export type AttentionTarget = { readonly route: Route } | { readonly command: string }

const targets: Readonly<Record<AttentionItem['code'], AttentionTarget>> = {
  'profile-missing': { route: { screen: 'settings', section: 'profile' } },
  'isrc-block-missing': { route: { screen: 'settings', section: 'isrc' } },
  'isrc-block-nearly-used': { route: { screen: 'settings', section: 'isrc' } },
  'catalogue-empty': { command: 'catalog.import' },
  'never-swept': { command: 'watch.sweep' },
  'findings-new': { route: { screen: 'watch', view: 'findings', state: 'new' } },
  'findings-confirmed-without-case': { route: { screen: 'cases' } },
  'recordings-without-isrc': { route: { screen: 'catalog', view: 'recordings', missingIsrc: true } },
  'notice-incomplete': { route: { screen: 'cases' } },
  'notice-ready': { route: { screen: 'cases' } },
  'job-interrupted': { command: 'jobs.resume' },
  'custody-broken': { route: { screen: 'evidence', view: 'custody' } },
}

export function attentionTarget(code: AttentionItem['code']): AttentionTarget {
  return targets[code]
}
