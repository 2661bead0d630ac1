import type { SourceProblem } from './source-listing.ts'

const next: Readonly<Record<SourceProblem, string>> = {
  quota: 'Refrain waits until its limit is free again.',
  'slow-down': 'Refrain waits as long as it asked for.',
  budget: 'Refrain goes on tomorrow.',
  key: 'Check the key of this source.',
  robots: 'Such pages are not read by programs; look at them yourself.',
  offline: 'Refrain is set to offline; nothing was sent.',
  'private-address': 'Only public addresses are asked.',
  unreachable: 'Refrain tries again later.',
  'server-error': 'Refrain tries again later.',
  refused: 'Refrain tries again later.',
  'not-found': 'Check the address.',
  'too-large': 'What was read before is kept.',
  'wrong-type': 'Check the address.',
  'changed-shape':
    'Its answers are not what is documented, so nothing can be said about what is there. A newer version of Refrain may know them.',
}

/** What a source's failure means, in two sentences: what happened and what comes next. */
export function problemSentence(name: string, problem: SourceProblem, detail: string): string {
  const clause = detail.trim().replace(/[.\s]+$/, '')
  return `${name} ${clause === '' ? 'gave no answer' : clause}. ${next[problem]}`
}

/** True where the failure concerns the whole source, so that asking it something else makes no sense now. */
export function endsVisit(problem: SourceProblem): boolean {
  return !(['not-found', 'too-large', 'wrong-type', 'robots', 'private-address'] as const).some(
    (one) => one === problem,
  )
}
