import type { Job } from '../../../shared/contract/jobs.ts'
import type { Route } from '../../app/routes.ts'

/** Where the result of a job is looked at; null when it concerns nothing that has a place. */
export function jobRoute({ id, kind, subjectId }: Pick<Job, 'id' | 'kind' | 'subjectId'>): Route | null {
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
    case 'capture':
      return { screen: 'evidence', view: 'custody' }
    case 'bundle.export':
      return subjectId === null
        ? { screen: 'cases' }
        : { screen: 'cases', caseId: subjectId, section: 'evidence' }
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
