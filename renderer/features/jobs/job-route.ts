import { captureJobResult } from '../../../shared/contract/captures.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { Route } from '../../app/routes.ts'

/** The part of a job that tells where its result is. */
type RoutedJob = Pick<Job, 'id' | 'kind' | 'subjectId'> & { readonly result?: unknown }

/** Where the result of a job is looked at; null when it concerns nothing that has a place. */
export function jobRoute({ id, kind, subjectId, result }: RoutedJob): Route | null {
  switch (kind) {
    case 'import.preview':
    case 'import.commit':
      return subjectId === null ? { screen: 'catalog' } : { screen: 'imports', importId: subjectId }
    case 'audio.scan':
    case 'audio.commit':
      return subjectId === null ? { screen: 'catalog' } : { screen: 'audio', scanId: subjectId }
    case 'audio.fingerprint':
      return { screen: 'catalog' }
    case 'audio.compare':
      return { screen: 'audio', compareJobId: id }
    case 'sweep':
      return subjectId === null
        ? { screen: 'watch' }
        : { screen: 'watch', view: 'findings', sweepId: subjectId }
    case 'watch.run':
      return { screen: 'live', view: 'sources' }
    case 'capture':
    case 'capture.assisted':
      return captureRoute(result)
    case 'capture.download':
      return subjectId === null
        ? { screen: 'evidence', view: 'captures' }
        : { screen: 'evidence', view: 'capture', captureId: subjectId, tab: 'audio' }
    case 'capture.provider':
      return subjectId === null
        ? { screen: 'evidence', view: 'captures' }
        : { screen: 'evidence', view: 'capture', captureId: subjectId, tab: 'server' }
    case 'bundle.export':
      return subjectId === null
        ? { screen: 'cases' }
        : { screen: 'cases', caseId: subjectId, section: 'evidence' }
    case 'status.check':
      return subjectId === null
        ? { screen: 'cases' }
        : { screen: 'cases', caseId: subjectId, section: 'items' }
    case 'evidence.recheck':
      return { screen: 'evidence', view: 'checks' }
    case 'bundle.verify':
      return { screen: 'evidence', view: 'verify', jobId: id }
    case 'catalog.import-json':
      return { screen: 'catalog' }
    case 'catalog.export':
      return null
  }
}

/** A single page leads to its capture, a batch to the list. */
function captureRoute(result: unknown): Route {
  const items = captureJobResult.safeParse(result).data?.items ?? []
  const [only] = items.flatMap(({ capture }) => capture ?? [])
  return items.length === 1 && only !== undefined
    ? { screen: 'evidence', view: 'capture', captureId: only.id }
    : { screen: 'evidence', view: 'captures' }
}
