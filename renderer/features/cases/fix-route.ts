import type { NoticeElement } from '../../../shared/contract/cases.ts'
import type { Route } from '../../app/routes.ts'

/** Where an open element of a case's notice is mended. */
export function fixRoute(caseId: number, fix: NoticeElement['fix']): Route {
  switch (fix) {
    case 'profile':
      return { screen: 'settings', section: 'profile' }
    case 'items':
      return { screen: 'cases', caseId, section: 'items' }
    case 'fair-use':
    case 'right':
      return { screen: 'cases', caseId, section: 'items', show: fix }
    case 'statements':
    case 'signature':
    case 'words':
    case 'details':
    case 'licenses':
      return { screen: 'cases', caseId, section: 'notice', part: fix }
    case 'remove':
    case 'recheck':
    case 'split':
    case 'english':
    case 'form':
    case 'european':
      return { screen: 'cases', caseId, section: 'notice' }
    case 'provider':
      return { screen: 'providers' }
  }
}
