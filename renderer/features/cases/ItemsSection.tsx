import { Button } from '@mantine/core'
import {
  IconCamera,
  IconCircleCheck,
  IconCopy,
  IconFileOff,
  IconListCheck,
  IconMusic,
  IconRadar,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { CaseDetail, CaseItem } from '../../../shared/contract/cases.ts'
import type { CaseStanding, ItemStanding } from '../../../shared/contract/status.ts'
import { captureFindings } from '../../app/capture-request.ts'
import { runCommandById, useCommands } from '../../app/commands.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { copyText } from '../../ui/clipboard.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import { maxSelection } from '../../ui/grid/selection.ts'
import type { GridMenu, SortOrder } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { useListSource } from '../../ui/grid/use-list-source.ts'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import { CaseHead } from './CaseHead.tsx'
import { itemColumns } from './item-columns.tsx'
import { orderItems, type ItemSortKey } from './item-order.ts'
import { ItemPanel } from './ItemPanel.tsx'
import { itemText } from './item-strings.ts'
import { fairUseOpen, rightOpen } from './next-step.ts'
import { checkAndTell } from './standing/run-check.ts'
import { standingColumn } from './standing/standing-column.tsx'
import { StandingBar } from './standing/StandingBar.tsx'
import { standingText } from './standing/strings.ts'
import { strings } from './strings.ts'
import { useRemoveItems } from './use-remove-items.ts'

type Show = NonNullable<RouteOf<'cases'>['show']>

interface ItemsSectionProps {
  readonly detail: CaseDetail
  readonly route: RouteOf<'cases'>
}

/**
 * The items a filter shows. They are picked when the filter is chosen and stay until another is: an item does
 * not vanish under the hands of somebody who is answering it.
 */
function usePicked(items: readonly CaseItem[], show: Show | undefined): readonly CaseItem[] {
  const pick = () => {
    if (show === undefined) return null
    const open = show === 'right' ? rightOpen(items) : fairUseOpen(items)
    return new Set(open.map(({ findingId }) => findingId))
  }
  const [picked, setPicked] = useState(() => ({ show, ids: pick() }))
  let { ids } = picked
  if (picked.show !== show) {
    ids = pick()
    setPicked({ show, ids })
  }
  return useMemo(
    () => (ids === null ? items : items.filter(({ findingId }) => ids.has(findingId))),
    [items, ids],
  )
}

/** What the addresses of the case show; nothing for a case nobody sent and nobody looked at. */
function useStanding(detail: CaseDetail): {
  readonly standing: CaseStanding | undefined
  readonly byFinding: ReadonlyMap<number, ItemStanding>
} {
  const { data } = useQuery('status.ofCase', { caseId: detail.id })
  const isShown = detail.sentAt !== null || data?.items.some(({ looks }) => looks > 0) === true
  const standing = isShown && data?.caseId === detail.id ? data : undefined
  const byFinding = useMemo(
    () => new Map(standing?.items.map((item) => [item.findingId, item] as const)),
    [standing],
  )
  return { standing, byFinding }
}

/** The work-to-address table of the notice, and what was answered for the items chosen in it. */
export function ItemsSection({ detail, route }: ItemsSectionProps) {
  const [sort, setSort] = useState<SortOrder<ItemSortKey>>({ key: 'work', direction: 'asc' })
  const picked = usePicked(detail.itemsList, route.show)
  const rows = useMemo(() => orderItems(picked, sort), [picked, sort])
  const source = useListSource(rows)
  const selection = useGridSelection()
  const remove = useRemoveItems(detail.id)
  const sent = detail.sentAt !== null
  const { standing, byFinding } = useStanding(detail)
  const columns = useMemo(() => {
    if (byFinding.size === 0) return itemColumns
    const [work, url, ...rest] = itemColumns
    return [work, url, standingColumn(byFinding), ...rest].filter((column) => column !== undefined)
  }, [byFinding])
  const open = (findingId: number | null) => {
    const { findingId: _before, ...rest } = route
    navigate(findingId === null ? rest : { ...rest, findingId }, { replace: true })
  }
  const selected = rows.filter(({ findingId }) => selection.ids.has(findingId))
  const active = rows.find(({ findingId }) => findingId === route.findingId)
  const chosen = selected.length > 0 ? selected : active ? [active] : []
  const removeChosen = (items: readonly CaseItem[]) => void remove(items).then(selection.clear)
  useCommands(
    chosen.length === 0 || sent
      ? []
      : [
          {
            id: 'cases.removeItems',
            title: itemText.remove(chosen.length),
            group: strings.group,
            icon: IconTrash,
            run: () => removeChosen(chosen),
          },
        ],
    [chosen.map(({ findingId }) => findingId).join(), sent],
  )
  return (
    <>
      <ItemsHead
        detail={detail}
        show={route.show}
        onSelectAll={() =>
          selection.set(new Set(rows.slice(0, maxSelection).map(({ findingId }) => findingId)))
        }
      />
      {standing && sent && <StandingBar standing={standing} />}
      <SplitPane
        id="case.items"
        label={itemText.pane}
        detail={
          chosen.length === 0 ? null : (
            <ItemPanel
              key={chosen.map(({ findingId }) => findingId).join()}
              caseId={detail.id}
              items={chosen}
              readOnly={sent}
              standings={byFinding}
              isChecking={standing !== undefined && standing.jobId !== null}
              onRemove={() => removeChosen(chosen)}
              onClose={() => {
                selection.clear()
                open(null)
              }}
            />
          )
        }
      >
        <DataGrid
          id="case.items"
          label={itemText.grid}
          columns={columns}
          source={source}
          rowId={(item) => item.findingId}
          sort={sort}
          onSortChange={setSort}
          selection={selection}
          {...(route.findingId === undefined ? {} : { activeId: route.findingId })}
          onActiveChange={(item) => {
            if (item && item.findingId !== route.findingId) open(item.findingId)
          }}
          menu={(items) => itemMenu(detail.id, items, sent ? null : removeChosen)}
          empty={route.show === undefined ? <NoItems /> : <NothingOpen caseId={detail.id} />}
        />
      </SplitPane>
    </>
  )
}

interface ItemsHeadProps {
  readonly detail: CaseDetail
  readonly show: Show | undefined
  readonly onSelectAll: () => void
}

function ItemsHead({ detail, show, onSelectAll }: ItemsHeadProps) {
  if (detail.itemsList.length === 0 || detail.sentAt !== null)
    return <CaseHead detail={detail} section="items" />
  return (
    <CaseHead detail={detail} section="items">
      <SegmentedFilter
        label={itemText.filter}
        value={show ?? 'all'}
        onChange={(value) =>
          navigate({
            screen: 'cases',
            caseId: detail.id,
            section: 'items',
            ...(value === 'all' ? {} : { show: value }),
          })
        }
        options={[
          { value: 'all' as const, label: itemText.all },
          { value: 'right', label: itemText.rightOpen, count: rightOpen(detail.itemsList).length },
          { value: 'fair-use', label: itemText.fairUseOpen, count: fairUseOpen(detail.itemsList).length },
        ]}
      />
      {detail.items > 1 && (
        <Button variant="default" leftSection={<IconListCheck size={16} aria-hidden />} onClick={onSelectAll}>
          {itemText.selectAll}
        </Button>
      )}
    </CaseHead>
  )
}

/** Captured in one batch. */
const mostPages = 500

function itemMenu(
  caseId: number,
  items: readonly CaseItem[],
  remove: ((items: readonly CaseItem[]) => void) | null,
): GridMenu {
  const [only] = items
  const single = items.length === 1 ? only : undefined
  return [
    {
      id: 'copy',
      label: itemText.copyAddress,
      icon: IconCopy,
      run: () => void copyText(items.map(({ url }) => url).join('\n'), itemText.addressCopied),
    },
    {
      id: 'capture',
      label: itemText.capture(items.length),
      icon: IconCamera,
      run: () => captureFindings(items.slice(0, mostPages).map(({ findingId }) => findingId)),
    },
    {
      id: 'check',
      label: standingText.check(items.length),
      icon: IconRefresh,
      run: () => void checkAndTell({ caseId, findingIds: items.map(({ findingId }) => findingId) }),
    },
    {
      id: 'finding',
      label: itemText.showFinding,
      icon: IconRadar,
      disabled: single === undefined,
      run: () => {
        if (single) navigate({ screen: 'watch', view: 'findings', findingId: single.findingId })
      },
    },
    {
      id: 'recording',
      label: itemText.showRecording,
      icon: IconMusic,
      disabled: single === undefined,
      run: () => {
        if (single) navigate({ screen: 'catalog', recordingId: single.recordingId })
      },
    },
    ...(remove
      ? ([
          'divider',
          {
            id: 'remove',
            label: itemText.remove(items.length),
            icon: IconTrash,
            danger: true,
            run: () => remove(items),
          },
        ] as const)
      : []),
  ]
}

function NoItems() {
  return (
    <EmptyState
      icon={IconFileOff}
      title={itemText.emptyTitle}
      description={itemText.emptyText}
      action={
        <Button onClick={() => navigate({ screen: 'watch', view: 'findings' })}>{strings.toWatch}</Button>
      }
      secondary={
        <Button variant="default" onClick={() => runCommandById('cases.group')}>
          {strings.groupFindings}
        </Button>
      }
    />
  )
}

function NothingOpen({ caseId }: { readonly caseId: number }) {
  return (
    <EmptyState
      icon={IconCircleCheck}
      title={itemText.doneTitle}
      description={itemText.doneText}
      action={
        <Button
          variant="default"
          onClick={() => navigate({ screen: 'cases', caseId, section: 'items' }, { replace: true })}
        >
          {itemText.showAll}
        </Button>
      }
    />
  )
}
