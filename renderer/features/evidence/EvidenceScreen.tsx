import type { RouteOf } from '../../app/routes.ts'
import { ChecksView } from './ChecksView.tsx'
import { CustodyView } from './CustodyView.tsx'
import { VerifyView } from './VerifyView.tsx'

/** The custody log of this workspace, the check of what it stores, or the check of any bundle. */
export function EvidenceScreen({ route }: { readonly route: RouteOf<'evidence'> }) {
  if (route.view === 'checks') return <ChecksView />
  return route.view === 'verify' ? <VerifyView route={route} /> : <CustodyView route={route} />
}
