import type { RouteOf } from '../../app/routes.ts'
import { CustodyView } from './CustodyView.tsx'
import { VerifyView } from './VerifyView.tsx'

/** The custody log of this workspace, or the check of any bundle. */
export function EvidenceScreen({ route }: { readonly route: RouteOf<'evidence'> }) {
  return route.view === 'verify' ? <VerifyView route={route} /> : <CustodyView route={route} />
}
