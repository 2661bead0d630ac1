import { IconNotes, IconSearchOff, IconHistory, IconTrash } from '@tabler/icons-react'
import type { WorkRow } from '../../../shared/contract/rights.ts'
import { formatIswc } from '../../../shared/domain/identifiers/iswc.ts'
import { openHistory } from '../../app/history-request.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { usePagedSource } from '../../rpc/use-paged-source.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'
import { WorkDetail } from './WorkDetail.tsx'

const columns: readonly GridColumn<WorkRow>[] = [
  { id: 'title', header: 'Title', width: 280, flex: true, text: (row) => row.title },
  { id: 'writers', header: 'Writers', width: 260, text: (row) => row.writers.join(', ') },
  {
    id: 'iswc',
    header: 'ISWC',
    width: 150,
    mono: true,
    text: (row) => (row.iswc === null ? '' : formatIswc(row.iswc)),
  },
  { id: 'language', header: 'Language', width: 90, text: (row) => row.language },
  { id: 'recordings', header: 'Recordings', width: 100, align: 'end', text: (row) => String(row.recordings) },
]

/** The grid of works with the pane of the one under the cursor. */
export function WorksView({
  route,
  search,
}: {
  readonly route: RouteOf<'catalog'>
  readonly search: string
}) {
  const source = usePagedSource('works.list', { search })
  const selection = useGridSelection()
  const remove = useCommand('works.delete')
  const open = route.workId
  const show = (workId: number | null) => {
    const { workId: _before, ...rest } = route
    navigate(workId === null ? rest : { ...rest, workId }, { replace: true })
  }
  return (
    <SplitPane
      id="works"
      label="Work"
      detail={open === undefined ? null : <WorkDetail key={open} workId={open} onClose={() => show(null)} />}
    >
      <DataGrid
        id="catalog.works"
        label={strings.works}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        selection={selection}
        {...(open === undefined ? {} : { activeId: open })}
        onActiveChange={(row) => {
          if (row && row.id !== open) show(row.id)
        }}
        menu={(rows) => [
          {
            id: 'history',
            label: strings.history,
            icon: IconHistory,
            disabled: rows.length !== 1,
            run: () => {
              const [row] = rows
              if (row) openHistory({ table: 'work', recordId: row.id, title: row.title })
            },
          },
          'divider',
          {
            id: 'delete',
            label: 'Delete work',
            icon: IconTrash,
            danger: true,
            disabled: rows.length !== 1,
            run: () => {
              const [work] = rows
              if (!work) return
              show(null)
              void remove.run({ workId: work.id }).then((done) => {
                if (done) toast.undoable(`“${work.title}” deleted`)
              })
            },
          },
        ]}
        empty={
          search === '' ? (
            <EmptyState
              icon={IconNotes}
              title="No works yet"
              description="A work is what was written. Link one in the pane of a recording, with its writers."
            />
          ) : (
            <EmptyState
              icon={IconSearchOff}
              title="Nothing matches"
              description="No work has this in its title, writers or ISWC."
            />
          )
        }
      />
    </SplitPane>
  )
}
