import type { RouteOf } from '../../app/routes.ts'
import { CapturesView } from './capture/CapturesView.tsx'
import { CaptureViewer } from './capture/CaptureViewer.tsx'
import { CompareView } from './capture/CompareView.tsx'
import { ChecksView } from './ChecksView.tsx'
import { CustodyView } from './CustodyView.tsx'
import { VerifyView } from './VerifyView.tsx'

/** The captures, the custody log of this workspace, or the check of any bundle. */
export function EvidenceScreen({ route }: { readonly route: RouteOf<'evidence'> }) {
  const { captureId } = route
  switch (route.view) {
    case 'captures':
      return <CapturesView route={route} />
    case 'capture':
      return captureId === undefined ? (
        <CapturesView route={route} />
      ) : (
        <CaptureViewer key={captureId} captureId={captureId} route={route} />
      )
    case 'compare':
      return captureId === undefined ? (
        <CapturesView route={route} />
      ) : (
        <CompareView key={captureId} captureId={captureId} route={route} />
      )
    case 'verify':
      return <VerifyView route={route} />
    case 'checks':
      return <ChecksView />
    case 'custody':
    case undefined:
      return <CustodyView route={route} />
  }
}
