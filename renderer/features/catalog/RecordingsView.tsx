import { Button } from '@mantine/core'
import {
  IconArrowMerge,
  IconEdit,
  IconFileExport,
  IconFileImport,
  IconHash,
  IconHistory,
  IconMusic,
  IconRadar,
  IconReplace,
  IconSearchOff,
  IconTrash,
} from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { RecordingRow, recordingSortKeys } from '../../../shared/contract/catalog.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { runCommandById, useCommands } from '../../app/commands.ts'
import { offerForExport, openExportOf, withdrawFromExport } from '../../app/export-request.ts'
import { openHistory } from '../../app/history-request.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { call } from '../../rpc/client.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { usePagedSource } from '../../rpc/use-paged-source.ts'
import { confirm } from '../../ui/confirm.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridMenu, SortOrder } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { toast } from '../../ui/toasts.tsx'
import { openEditing, useEditingDialog } from './editing/dialog-state.ts'
import { filledFields } from './editing/fill-down.ts'
import { fieldLabels, text } from './editing/strings.ts'
import { recordingColumns } from './recording-columns.tsx'
import { RecordingDetail } from './RecordingDetail.tsx'
import { strings } from './strings.ts'

type SortKey = (typeof recordingSortKeys)[number]

interface RecordingsViewProps {
  readonly route: RouteOf<'catalog'>
  readonly search: string
}

/** The grid of recordings with the pane of the one under the cursor. */
export function RecordingsView({ route, search }: RecordingsViewProps) {
  const [sort, setSort] = useState<SortOrder<SortKey>>({ key: 'title', direction: 'asc' })
  const missingIsrc = route.missingIsrc === true
  const source = usePagedSource('recordings.list', {
    search,
    missingIsrc,
    missing: [...(route.missing ?? [])],
    sort: sort.key,
    direction: sort.direction,
  })
  const selection = useGridSelection()
  useEffect(() => {
    offerForExport('recordingIds', selection.ids)
    return withdrawFromExport
  }, [selection.ids])
  const actions = useRecordingActions(selection.clear)
  // One of the two will be gone.
  const merging = useEditingDialog(({ open: dialog }) => dialog?.kind === 'merge')
  const clearSelection = useEffectEvent(selection.clear)
  useEffect(() => {
    if (merging) clearSelection()
  }, [merging])
  const open = route.recordingId
  const show = (recordingId: number | null) => {
    const { recordingId: _before, ...rest } = route
    navigate(recordingId === null ? rest : { ...rest, recordingId }, { replace: true })
  }
  useCommands(
    open === undefined
      ? []
      : [
          {
            id: 'catalog.allocate',
            title: strings.allocate,
            group: strings.title,
            icon: IconHash,
            run: () => actions.allocate(open),
          },
        ],
    [open],
  )
  return (
    <SplitPane
      id="catalog"
      label="Recording"
      detail={
        open === undefined ? null : (
          <RecordingDetail key={open} recordingId={open} onClose={() => show(null)} />
        )
      }
    >
      <DataGrid
        id="catalog.recordings"
        label={strings.recordings}
        columns={recordingColumns}
        source={source}
        rowId={(row) => row.id}
        sort={sort}
        onSortChange={setSort}
        selection={selection}
        {...(open === undefined ? {} : { activeId: open })}
        onActiveChange={(row) => {
          if (row && row.id !== open) show(row.id)
        }}
        menu={(rows) => actions.menu(rows)}
        onFillDown={(columnId, rows) => void actions.fillDown(columnId, rows)}
        empty={<NoRecordings filtered={search !== '' || missingIsrc || route.missing !== undefined} />}
      />
    </SplitPane>
  )
}

function useRecordingActions(clearSelection: () => void) {
  const remove = useCommand('recordings.delete')
  const allocate = async (recordingId: number) => {
    const { isrc } = await call('isrc.allocate', { recordingId })
    toast.undoable(strings.allocated(formatIsrc(isrc)))
  }
  const allocateOrTell = useCommand('isrc.allocate')
  const removeRows = async (rows: readonly RecordingRow[]) => {
    const recordingIds = rows.map((row) => row.id)
    const sure = await confirm({
      title: strings.deleteTitle(recordingIds.length),
      body: strings.deleteBody,
      confirmLabel: 'Delete',
      danger: true,
    })
    if (!sure) return
    const result = await remove.run({ recordingIds })
    if (!result) return
    clearSelection()
    toast.undoable(strings.deleted(result.deleted))
  }
  const menu = (rows: readonly RecordingRow[]): GridMenu => {
    const single = (rows.length === 1 ? rows[0] : undefined) ?? null
    return [
      {
        id: 'allocate',
        label: strings.allocate,
        icon: IconHash,
        disabled: single?.isrc !== null,
        run: () => {
          if (single === null) return
          void allocateOrTell.run({ recordingId: single.id }).then((result) => {
            if (result) toast.undoable(strings.allocated(formatIsrc(result.isrc)))
          })
        },
      },
      {
        id: 'findings',
        label: strings.findings,
        icon: IconRadar,
        disabled: single === null || single.findings === 0,
        run: () => {
          if (single !== null) navigate({ screen: 'watch', view: 'findings', recordingId: single.id })
        },
      },
      {
        id: 'export',
        label: strings.export,
        icon: IconFileExport,
        run: () =>
          openExportOf(
            'recordingIds',
            rows.map((row) => row.id),
          ),
      },
      'divider',
      ...editingItems(rows),
      'divider',
      {
        id: 'delete',
        label: strings.delete,
        icon: IconTrash,
        danger: true,
        run: () => void removeRows(rows),
      },
    ]
  }
  const bulk = useCommand('editing.bulkApply')
  const fillDown = async (columnId: string, rows: readonly RecordingRow[]) => {
    const [first, ...others] = rows
    const patch = first === undefined ? null : filledFields(columnId, first)
    if (patch === null) {
      toast.info(text.fillDown.notHere)
      return
    }
    const label = Object.keys(patch).map((field) => fieldLabels[field] ?? field)
    const result = await bulk.run({ recordingIds: others.map(({ id }) => id), patch })
    if (result) toast.undoable(text.fillDown.done(result.changed, label.join()))
  }
  return { allocate, menu, fillDown }
}

/** What can be done with one or several recordings at once. */
function editingItems(rows: readonly RecordingRow[]): GridMenu {
  const recordingIds = rows.map(({ id }) => id)
  const [first, second] = rows
  return [
    {
      id: 'bulk',
      label: text.bulk.menu(rows.length),
      icon: IconEdit,
      run: () => openEditing({ kind: 'bulk', recordingIds }),
    },
    {
      id: 'replace',
      label: text.replace.menu,
      icon: IconReplace,
      run: () => openEditing({ kind: 'replace', recordingIds }),
    },
    {
      id: 'merge',
      label: text.merge.menu,
      icon: IconArrowMerge,
      disabled: rows.length !== 2,
      run: () => {
        if (first && second) openEditing({ kind: 'merge', keepId: first.id, mergeId: second.id })
      },
    },
    {
      id: 'history',
      label: text.history.menu,
      icon: IconHistory,
      disabled: rows.length !== 1,
      run: () => {
        if (first) openHistory({ table: 'recording', recordId: first.id, title: first.title })
      },
    },
  ]
}

function NoRecordings({ filtered }: { readonly filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState icon={IconSearchOff} title={strings.nothingFound} description={strings.nothingFoundText} />
    )
  return (
    <EmptyState
      icon={IconMusic}
      title={strings.emptyTitle}
      description={strings.emptyText}
      action={
        <Button
          leftSection={<IconFileImport size={16} aria-hidden />}
          onClick={() => runCommandById('catalog.import')}
        >
          {strings.import}
        </Button>
      }
      secondary={
        <Button variant="default" onClick={() => navigate({ screen: 'catalog', create: true })}>
          {strings.newRecording}
        </Button>
      }
    />
  )
}
