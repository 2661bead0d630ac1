import type { RouteOf } from '../../app/routes.ts'
import { CaseList } from './CaseList.tsx'
import { CaseScreen } from './CaseScreen.tsx'

/** All cases, or the one of the route. */
export function CasesScreen({ route }: { readonly route: RouteOf<'cases'> }) {
  const { caseId } = route
  return caseId === undefined ? <CaseList /> : <CaseScreen key={caseId} caseId={caseId} route={route} />
}
