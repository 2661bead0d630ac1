import { Button } from '@mantine/core'
import { IconArchive, IconCamera, IconFileOff } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { type CaptureSummary, captureStateOf } from '../../../shared/contract/captures.ts'
import type { CaseDetail, CaseItem } from '../../../shared/contract/cases.ts'
import { captureFindings } from '../../app/capture-request.ts'
import { useCommands } from '../../app/commands.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { CaptureStateBadge, captureStates } from '../../ui/CaptureStateBadge.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn, SortOrder } from '../../ui/grid/types.ts'
import { useListSource } from '../../ui/grid/use-list-source.ts'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { BundleCard } from './BundleCard.tsx'
import { capturesOfItems } from './captures-of-items.ts'
import { CaseHead } from './CaseHead.tsx'
import { CaseCustody } from './CaseCustody.tsx'
import classes from './evidence.module.css'
import { evidenceText } from './evidence-strings.ts'
import { firstSeenColumn, sealedColumn, urlColumn, workColumn } from './item-columns.tsx'
import { orderItems, type ItemSortKey } from './item-order.ts'
import { ItemRecords } from './ItemRecords.tsx'
import { nextStep } from './next-step.ts'
import { strings } from './strings.ts'
import type { CaseActions } from './use-case-actions.tsx'

interface CaseEvidenceProps {
  readonly detail: CaseDetail
  readonly route: RouteOf<'cases'>
  readonly actions: CaseActions
}

interface EvidenceRow extends CaseItem {
  /** Newest first. */
  readonly captures: readonly CaptureSummary[]
}

const captureColumn: GridColumn<EvidenceRow, ItemSortKey> = {
  id: 'capture',
  header: evidenceText.captureColumn,
  width: 136,
  rigid: true,
  text: ({ captures: [latest] }) =>
    latest === undefined ? evidenceText.noCapture : captureStates[captureStateOf(latest)].label,
  render: ({ captures: [latest] }) =>
    latest === undefined ? (
      <StatusBadge tone="muted" label={evidenceText.noCapture} />
    ) : (
      <CaptureStateBadge capture={latest} />
    ),
}

const columns: readonly GridColumn<EvidenceRow, ItemSortKey>[] = [
  sealedColumn,
  captureColumn,
  workColumn,
  urlColumn,
  firstSeenColumn,
]

/** What is sealed for the items, the bundle that carries it away, and what the log says about the case. */
export function CaseEvidence({ detail, route, actions }: CaseEvidenceProps) {
  const [sort, setSort] = useState<SortOrder<ItemSortKey>>({ key: 'sealed', direction: 'asc' })
  const list = useQuery('capture.list', { caseId: detail.id, limit: 500 })
  const rows = useMemo((): readonly EvidenceRow[] => {
    const captures = capturesOfItems(detail.itemsList, list.data?.rows ?? [])
    return orderItems(detail.itemsList, sort).map((item) => ({
      ...item,
      captures: captures.get(item.findingId) ?? [],
    }))
  }, [detail.itemsList, sort, list.data])
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
            <ItemRecords
              key={active.findingId}
              item={active}
              captures={active.captures}
              onClose={() => open(null)}
            />
          ) : (
            <CaseCustody caseId={detail.id} />
          )
        }
      >
        <BundleHead detail={detail} actions={actions} rows={rows} />
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

/** Captured in one batch. */
const mostPages = 500

interface BundleHeadProps extends Pick<CaseEvidenceProps, 'detail' | 'actions'> {
  readonly rows: readonly EvidenceRow[]
}

function BundleHead({ detail, actions, rows }: BundleHeadProps) {
  const waiting = rows.filter(({ captures }) => captures.length === 0)
  const captureAll = () => {
    const wanted = waiting.length > 0 ? waiting : rows
    captureFindings(wanted.slice(0, mostPages).map(({ findingId }) => findingId))
  }
  useCommands(
    rows.length === 0
      ? []
      : [
          {
            id: 'cases.capture',
            title: evidenceText.captureCommand,
            group: strings.group,
            icon: IconCamera,
            run: captureAll,
          },
        ],
    [rows],
  )
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
      {rows.length > 0 && (
        <Button variant="default" leftSection={<IconCamera size={16} aria-hidden />} onClick={captureAll}>
          {evidenceText.captureAll(new Set(waiting.map(({ url }) => url)).size)}
        </Button>
      )}
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
