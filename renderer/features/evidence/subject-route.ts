import type { Route } from '../../app/routes.ts'
import { custody } from './strings.ts'

export interface SubjectRoute {
  readonly label: string
  readonly route: Route
}

/** Where the thing a custody event is about is looked at; null when it has no place of its own. */
export function subjectRoute(subject: string): SubjectRoute | null {
  const [kind = '', id] = subject.split(':')
  const number = Number(id)
  if (!Number.isInteger(number) || number <= 0) return null
  switch (kind) {
    case 'case':
      return { label: custody.openCase, route: { screen: 'cases', caseId: number } }
    case 'finding':
      return { label: custody.openFinding, route: { screen: 'watch', view: 'findings', findingId: number } }
    case 'recording':
      return { label: custody.openRecording, route: { screen: 'catalog', recordingId: number } }
    case 'capture':
      return {
        label: custody.openCapture,
        route: { screen: 'evidence', view: 'capture', captureId: number },
      }
    case 'custody':
      return { label: custody.openLine, route: { screen: 'evidence', view: 'custody', seq: number } }
    case 'authority':
      return { label: custody.openAuthorities, route: { screen: 'settings', section: 'timestamps' } }
    case 'signingKey':
      return { label: custody.openKeys, route: { screen: 'settings', section: 'signing' } }
    default:
      return null
  }
}
