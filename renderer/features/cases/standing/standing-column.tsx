import type { CaseItem } from '../../../../shared/contract/cases.ts'
import type { ItemStanding } from '../../../../shared/contract/status.ts'
import type { GridColumn } from '../../../ui/grid/types.ts'
import type { ItemSortKey } from '../item-order.ts'
import { StandingBadge } from './StandingBadge.tsx'
import { lifeLabel, standingText } from './strings.ts'

/** The column that says of each item whether it is still up. */
export function standingColumn(
  standings: ReadonlyMap<number, ItemStanding>,
): GridColumn<CaseItem, ItemSortKey> {
  return {
    id: 'standing',
    header: standingText.column,
    width: 270,
    text: ({ findingId }) => {
      const standing = standings.get(findingId)
      return standing === undefined ? '' : lifeLabel(standing)
    },
    render: ({ findingId }) => {
      const standing = standings.get(findingId)
      return standing === undefined ? null : <StandingBadge standing={standing} />
    },
  }
}
