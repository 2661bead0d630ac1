import { IconHandClick } from '@tabler/icons-react'
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

/** What marks a capture a person led to its page. */
export const assistedMark = {
  label: 'Assisted',
  title: 'A person led a visible window to this page; what it shows may depend on that person.',
} as const

/** Marks an assisted capture with an icon and a word; nothing for one that nobody had a hand in. */
export function AssistedMark({ capture }: { readonly capture: Pick<CaptureSummary, 'assisted'> }) {
  if (!capture.assisted) return null
  return <StatusBadge tone="neutral" icon={IconHandClick} {...assistedMark} />
}
