import type { FindingRow, findingSortKeys } from '../../../shared/contract/watch.ts'
import type { GridColumn } from '../../ui/grid/types.ts'
import { FindingStateBadge, VerdictBadge } from './FindingState.tsx'
import { offersLabels, stateLabels, verdictLabels } from './strings.ts'

type SortKey = (typeof findingSortKeys)[number]

/** The columns of the findings grid. */
export const findingColumns: readonly GridColumn<FindingRow, SortKey>[] = [
  {
    id: 'score',
    header: 'Match',
    width: 132,
    rigid: true,
    sortKey: 'score',
    text: (row) => `${verdictLabels[row.verdict]} ${row.score.toFixed(2)}`,
    render: (row) => <VerdictBadge row={row} />,
  },
  {
    id: 'recording',
    header: 'Recording',
    width: 160,
    sortKey: 'recording',
    text: (row) => row.recordingTitle,
  },
  {
    id: 'listing',
    header: 'Listed as',
    width: 188,
    sortKey: 'listing',
    text: (row) => [row.listingArtist, row.listingTitle].filter((part) => part !== '').join(' – '),
  },
  {
    id: 'place',
    header: 'Where',
    width: 150,
    sortKey: 'provider',
    text: (row) => row.providerName ?? row.domain ?? row.locator,
  },
  { id: 'source', header: 'Found in', width: 116, text: (row) => row.sourceName },
  { id: 'offers', header: 'What is offered', width: 150, text: (row) => offersLabels[row.offers] },
  { id: 'reasons', header: 'Why', width: 320, flex: true, text: (row) => row.reasons.join(' · ') },
  {
    id: 'state',
    header: 'State',
    width: 126,
    rigid: true,
    sortKey: 'state',
    text: (row) => stateLabels[row.state],
    render: (row) => <FindingStateBadge state={row.state} />,
  },
]
