import { Button } from '@mantine/core'
import { IconArchive, IconFileOff } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { CaseDetail, CaseItem } from '../../../shared/contract/cases.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn, SortOrder } from '../../ui/grid/types.ts'
import { useListSource } from '../../ui/grid/use-list-source.ts'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { BundleCard } from './BundleCard.tsx'
import { CaseHead } from './CaseHead.tsx'
import { CaseCustody } from './CaseCustody.tsx'
import classes from './evidence.module.css'
import { evidenceText } from './evidence-strings.ts'
import { firstSeenColumn, sealedColumn, urlColumn, workColumn } from './item-columns.tsx'
import { orderItems, type ItemSortKey } from './item-order.ts'
import { ItemRecords } from './ItemRecords.tsx'
import { nextStep } from './next-step.ts'
import type { CaseActions } from './use-case-actions.tsx'

interface CaseEvidenceProps {
  readonly detail: CaseDetail
  readonly route: RouteOf<'cases'>
  readonly actions: CaseActions
}

const columns: readonly GridColumn<CaseItem, ItemSortKey>[] = [
  sealedColumn,
  workColumn,
  urlColumn,
  firstSeenColumn,
]

/** What is sealed for the items, the bundle that carries it away, and what the log says about the case. */
export function CaseEvidence({ detail, route, actions }: CaseEvidenceProps) {
  const [sort, setSort] = useState<SortOrder<ItemSortKey>>({ key: 'sealed', direction: 'asc' })
  const rows = useMemo(() => orderItems(detail.itemsList, sort), [detail.itemsList, sort])
  const source = useListSource(rows)
  const active = rows.find(({ findingId }) => findingId === route.findingId)
  const open = (findingId: number | null) => {
    const { findingId: _before, ...rest } = route
    navigate(findingId === null ? rest : { ...rest, findingId }, { replace: true })
  }
  return (
    <>
      <CaseHead detail={detail} section="evidence" />
      <SplitPane
        id="case.evidence"
        label={active ? evidenceText.records : evidenceText.custody}
        detail={
          active ? (
            <ItemRecords key={active.findingId} item={active} onClose={() => open(null)} />
          ) : (
            <CaseCustody caseId={detail.id} />
          )
        }
      >
        <BundleHead detail={detail} actions={actions} />
        <BundleCard caseId={detail.id} />
        <DataGrid
          id="case.evidence"
          label={evidenceText.grid}
          columns={columns}
          source={source}
          rowId={(item) => item.findingId}
          sort={sort}
          onSortChange={setSort}
          {...(route.findingId === undefined ? {} : { activeId: route.findingId })}
          onActiveChange={(item) => {
            if (item && item.findingId !== route.findingId) open(item.findingId)
          }}
          empty={
            <EmptyState
              icon={IconFileOff}
              title={evidenceText.emptyTitle}
              description={evidenceText.emptyText}
            />
          }
        />
      </SplitPane>
    </>
  )
}

function BundleHead({ detail, actions }: Pick<CaseEvidenceProps, 'detail' | 'actions'>) {
  const sealed = detail.itemsList.filter((item) => item.sealed).length
  const open = detail.items - sealed
  return (
    <div className={classes.head}>
      <div className={classes.headText}>
        <StatusBadge
          tone={open === 0 ? 'success' : 'warning'}
          label={evidenceText.sealedOf(sealed, detail.items)}
        />
        <p className={classes.secondary}>
          {open === 0 ? evidenceText.bundleText : evidenceText.notSealedText}
        </p>
      </div>
      <Button
        variant={nextStep(detail).kind === 'bundle' ? 'filled' : 'default'}
        loading={actions.busy === 'bundle'}
        leftSection={<IconArchive size={16} aria-hidden />}
        onClick={() => void actions.exportBundle()}
      >
        {evidenceText.export}
      </Button>
    </div>
  )
}
