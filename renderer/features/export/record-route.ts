import type { ExportCheck } from '../../../shared/contract/export.ts'
import type { Route } from '../../app/routes.ts'

type Subject = ExportCheck['problems'][number]['subject']

/** Where a record is edited; null for what has no place of its own. */
export function recordRoute({ type, id }: Pick<Subject, 'type' | 'id'>): Route | null {
  if (type === 'recording') return { screen: 'catalog', view: 'recordings', recordingId: id }
  if (type === 'release') return { screen: 'catalog', view: 'releases', releaseId: id }
  if (type === 'work') return { screen: 'catalog', view: 'works', workId: id }
  if (type === 'party') return { screen: 'catalog', view: 'people', partyId: id }
  return null
}
