import { IconArrowMerge, IconSearchOff, IconHistory, IconTrash, IconUsers } from '@tabler/icons-react'
import type { PartyRow } from '../../../shared/contract/parties.ts'
import { openHistory } from '../../app/history-request.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { usePagedSource } from '../../rpc/use-paged-source.ts'
import { confirm } from '../../ui/confirm.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { toast } from '../../ui/toasts.tsx'
import { PartyDetail } from './PartyDetail.tsx'
import { partyKindLabels, strings } from './strings.ts'

const columns: readonly GridColumn<PartyRow>[] = [
  { id: 'name', header: 'Name', width: 260, flex: true, text: (row) => row.name },
  { id: 'kind', header: 'Kind', width: 100, text: (row) => partyKindLabels[row.kind] },
  { id: 'ipi', header: 'IPI', width: 130, mono: true, text: (row) => row.ipiName ?? '' },
  { id: 'isni', header: 'ISNI', width: 160, mono: true, text: (row) => row.isni ?? '' },
  {
    id: 'credits',
    header: 'Credits',
    width: 84,
    align: 'end',
    text: (row) => (row.credits === 0 ? '' : String(row.credits)),
  },
  {
    id: 'shares',
    header: 'Shares',
    width: 84,
    align: 'end',
    text: (row) => (row.shares === 0 ? '' : String(row.shares)),
  },
]

/** The grid of people, groups and companies with the pane of the one under the cursor. */
export function PeopleView({
  route,
  search,
}: {
  readonly route: RouteOf<'catalog'>
  readonly search: string
}) {
  const source = usePagedSource('parties.list', { search })
  const selection = useGridSelection()
  const merge = useCommand('parties.merge')
  const remove = useCommand('parties.delete')
  const open = route.partyId
  const show = (partyId: number | null) => {
    const { partyId: _before, ...rest } = route
    navigate(partyId === null ? rest : { ...rest, partyId }, { replace: true })
  }
  const mergeRows = async ([keep, ...others]: readonly PartyRow[]) => {
    if (!keep || others.length === 0) return
    const sure = await confirm({
      title: strings.mergeTitle(others.length + 1, keep.name),
      body: strings.mergeBody,
      confirmLabel: 'Merge',
    })
    if (!sure) return
    if (!(await merge.run({ keepId: keep.id, mergeIds: others.map(({ id }) => id) }))) return
    selection.clear()
    show(keep.id)
    toast.undoable(`Merged into “${keep.name}”`)
  }
  return (
    <SplitPane
      id="people"
      label="Person or company"
      detail={
        open === undefined ? null : <PartyDetail key={open} partyId={open} onClose={() => show(null)} />
      }
    >
      <DataGrid
        id="catalog.people"
        label={strings.people}
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
            id: 'merge',
            label: strings.merge,
            icon: IconArrowMerge,
            disabled: rows.length < 2 || rows.length > 51,
            run: () => void mergeRows(rows),
          },
          {
            id: 'history',
            label: strings.history,
            icon: IconHistory,
            disabled: rows.length !== 1,
            run: () => {
              const [row] = rows
              if (row) openHistory({ table: 'party', recordId: row.id, title: row.name })
            },
          },
          'divider',
          {
            id: 'delete',
            label: 'Delete',
            icon: IconTrash,
            danger: true,
            disabled: rows.length !== 1,
            run: () => {
              const [party] = rows
              if (!party) return
              void remove.run({ partyId: party.id }).then((done) => {
                if (!done) return
                show(null)
                toast.undoable(`“${party.name}” deleted`)
              })
            },
          },
        ]}
        empty={
          search === '' ? (
            <EmptyState
              icon={IconUsers}
              title="Nobody yet"
              description="People and companies appear here as you credit them or give them a share."
            />
          ) : (
            <EmptyState
              icon={IconSearchOff}
              title="Nothing matches"
              description="Nobody has this name or number."
            />
          )
        }
      />
    </SplitPane>
  )
}
