import { type CaptureState, captureStateOf, type CaptureSummary } from '../../shared/contract/captures.ts'
import { StatusBadge, type Tone } from './StatusBadge.tsx'

/** The state of a capture in words. */
export const captureStates: Readonly<Record<CaptureState, { readonly label: string; readonly tone: Tone }>> =
  {
    complete: { label: 'Complete', tone: 'success' },
    gaps: { label: 'With gaps', tone: 'warning' },
    gone: { label: 'Page is gone', tone: 'neutral' },
  }

/** What a server answered instead of the page, or that it gave the page. */
export function outcomeText(outcome: CaptureSummary['outcome'], status: number | null): string {
  const answer = status === null ? '' : ` (HTTP ${String(status)})`
  return {
    page: `The server gave the page${answer}`,
    gone: `The server says that there is no such page${answer}`,
    refused: `The server answered with an error${answer}`,
    unreachable: 'No page came',
  }[outcome]
}

type Stated = Pick<CaptureSummary, 'outcome' | 'status' | 'complete'>

/** The state of a capture, in words with an icon; what the server answered is its tooltip. */
export function CaptureStateBadge({ capture }: { readonly capture: Stated }) {
  const { label, tone } = captureStates[captureStateOf(capture)]
  return <StatusBadge tone={tone} label={label} title={outcomeText(capture.outcome, capture.status)} />
}
