import type { FindingRow } from '../../../shared/contract/watch.ts'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { stateLabels, strings, verdictLabels } from './strings.ts'

const tones: Readonly<Record<FindingRow['state'], Tone>> = {
  new: 'accent',
  confirmed: 'danger',
  authorized: 'success',
  dismissed: 'muted',
  monitor: 'neutral',
}

/** What was decided about a finding. */
export function FindingStateBadge({ state }: { readonly state: FindingRow['state'] }) {
  return <StatusBadge tone={tones[state]} label={stateLabels[state]} />
}

/** How sure the match is. */
export function VerdictBadge({ row }: { readonly row: Pick<FindingRow, 'verdict' | 'score'> }) {
  return (
    <StatusBadge
      tone={row.verdict === 'match' ? 'success' : 'warning'}
      label={`${verdictLabels[row.verdict]} ${row.score.toFixed(2)}`}
    />
  )
}

/** Whether anything can be claimed at all. */
export function ClaimableBadge({ claimable }: { readonly claimable: boolean }) {
  return claimable ? (
    <StatusBadge tone="neutral" label="Claimable" />
  ) : (
    <StatusBadge tone="muted" label={strings.metadataOnly} />
  )
}
