import { navigate } from '../../../app/navigation.ts'

/** Opens a capture on a page of its own. */
export function openViewer(captureId: number): void {
  navigate({ screen: 'evidence', view: 'capture', captureId })
}
