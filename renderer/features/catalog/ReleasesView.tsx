import { Button } from '@mantine/core'
import { IconDisc, IconFileExport, IconHistory, IconSearchOff, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ReleaseFields, ReleaseRow } from '../../../shared/contract/catalog.ts'
import { offerForExport, openExportOf, withdrawFromExport } from '../../app/export-request.ts'
import { openHistory } from '../../app/history-request.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { call } from '../../rpc/client.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { usePagedSource } from '../../rpc/use-paged-source.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { confirm } from '../../ui/confirm.ts'
import { DetailPane, DetailSection } from '../../ui/DetailPane.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CommitField } from '../../ui/fields/CommitField.tsx'
import { formatDuration } from '../../ui/format.ts'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn, GridMenu, SortOrder } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ReleaseRights } from '../rights/ReleaseRights.tsx'
import classes from './catalog.module.css'
import { openEditing } from './editing/dialog-state.ts'
import { text } from './editing/strings.ts'
import { strings } from './strings.ts'
import { needed, textOrNull, validateDate, validateGtin } from './validation.ts'

type SortKey = 'title' | 'artist' | 'date' | 'tracks'

function save(releaseId: number, patch: Partial<ReleaseFields>) {
  return call('releases.update', { releaseId, patch })
}

const columns: readonly GridColumn<ReleaseRow, SortKey>[] = [
  {
    id: 'title',
    header: 'Title',
    width: 280,
    flex: true,
    sortKey: 'title',
    text: (row) => row.title,
    edit: {
      value: (row) => row.title,
      validate: needed('A title'),
      save: (row, text) => save(row.id, { title: text.trim() }),
    },
  },
  { id: 'artist', header: 'Artist', width: 200, sortKey: 'artist', text: (row) => row.artist },
  { id: 'label', header: 'Label', width: 180, text: (row) => row.label },
  {
    id: 'gtin',
    header: 'GTIN',
    width: 140,
    mono: true,
    text: (row) => row.gtin ?? '',
    edit: {
      value: (row) => row.gtin ?? '',
      validate: validateGtin,
      save: (row, text) => save(row.id, { gtin: textOrNull(text) }),
    },
  },
  {
    id: 'date',
    header: 'Released',
    width: 110,
    rigid: true,
    sortKey: 'date',
    text: (row) => row.releaseDate ?? '',
    edit: {
      value: (row) => row.releaseDate ?? '',
      validate: validateDate,
      save: (row, text) => save(row.id, { releaseDate: textOrNull(text) }),
    },
  },
  {
    id: 'tracks',
    header: 'Tracks',
    width: 80,
    align: 'end',
    sortKey: 'tracks',
    text: (row) => String(row.tracks),
  },
]

/** The grid of releases with the pane of the one under the cursor. */
export function ReleasesView({
  route,
  search,
}: {
  readonly route: RouteOf<'catalog'>
  readonly search: string
}) {
  const [sort, setSort] = useState<SortOrder<SortKey>>({ key: 'title', direction: 'asc' })
  const source = usePagedSource('releases.list', { search, sort: sort.key, direction: sort.direction })
  const selection = useGridSelection()
  useEffect(() => {
    offerForExport('releaseIds', selection.ids)
    return withdrawFromExport
  }, [selection.ids])
  const recordItems = useReleaseItems(selection.clear)
  const open = route.releaseId
  const show = (releaseId: number | null) => {
    const { releaseId: _before, ...rest } = route
    navigate(releaseId === null ? rest : { ...rest, releaseId }, { replace: true })
  }
  return (
    <SplitPane
      id="releases"
      label="Release"
      detail={
        open === undefined ? null : <ReleaseDetail key={open} releaseId={open} onClose={() => show(null)} />
      }
    >
      <DataGrid
        id="catalog.releases"
        label={strings.releases}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort}
        onSortChange={setSort}
        selection={selection}
        {...(open === undefined ? {} : { activeId: open })}
        onActiveChange={(row) => {
          if (row && row.id !== open) show(row.id)
        }}
        menu={(rows) => [
          {
            id: 'export',
            label: strings.export,
            icon: IconFileExport,
            run: () =>
              openExportOf(
                'releaseIds',
                rows.map((row) => row.id),
              ),
          },
          ...recordItems(rows, () => show(null)),
        ]}
        empty={
          search === '' ? (
            <EmptyState icon={IconDisc} title={strings.noReleases} description={strings.noReleasesText} />
          ) : (
            <EmptyState
              icon={IconSearchOff}
              title={strings.nothingFound}
              description="No release has this in its title or artist."
            />
          )
        }
      />
    </SplitPane>
  )
}

/** What is done with the record of a release itself. */
function useReleaseItems(clearSelection: () => void) {
  const remove = useCommand('releases.delete')
  return (rows: readonly ReleaseRow[], onDeleted: () => void): GridMenu => {
    const [release] = rows
    const deleteAll = async () => {
      const { title, body, confirmLabel } = strings.deleteReleases
      if (!(await confirm({ title: title(rows.length), body, confirmLabel, danger: true }))) return
      if (!(await remove.run({ releaseIds: rows.map(({ id }) => id) }))) return
      clearSelection()
      onDeleted()
      toast.undoable(strings.releasesDeleted(rows.length))
    }
    return [
      'divider',
      {
        id: 'history',
        label: text.history.menu,
        icon: IconHistory,
        disabled: rows.length !== 1,
        run: () => {
          if (release) openHistory({ table: 'release', recordId: release.id, title: release.title })
        },
      },
      'divider',
      { id: 'delete', label: strings.delete, icon: IconTrash, danger: true, run: () => void deleteAll() },
    ]
  }
}

function ReleaseDetail({ releaseId, onClose }: { readonly releaseId: number; readonly onClose: () => void }) {
  const query = useQuery('releases.get', { releaseId })
  return (
    <QueryView query={query}>
      {(release) => (
        <DetailPane title={release.title} subtitle={release.artist} onClose={onClose}>
          <DetailSection title="Release">
            <CommitField
              label="Title"
              value={release.title}
              validate={needed('A title')}
              onCommit={(text) => save(releaseId, { title: text.trim() })}
            />
            <CommitField
              label="Artist"
              value={release.artist}
              onCommit={(text) => save(releaseId, { artist: text.trim() })}
            />
            <CommitField
              label="Label"
              value={release.label}
              onCommit={(text) => save(releaseId, { label: text.trim() })}
            />
            <div className={classes.pair}>
              <CommitField
                label="GTIN (UPC, EAN)"
                mono
                value={release.gtin ?? ''}
                validate={validateGtin}
                onCommit={(text) => save(releaseId, { gtin: textOrNull(text) })}
              />
              <CommitField
                label="Released"
                value={release.releaseDate ?? ''}
                validate={validateDate}
                onCommit={(text) => save(releaseId, { releaseDate: textOrNull(text) })}
              />
            </div>
          </DetailSection>
          <DetailSection
            title="Tracks"
            actions={
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => openEditing({ kind: 'release-codes', releaseId, title: release.title })}
              >
                {text.release.button}
              </Button>
            }
          >
            <ol className={classes.tracks}>
              {release.tracks.map((track) => (
                <li key={track.id} className={classes.track}>
                  <span className={classes.trackNumber}>{track.trackNumber ?? '–'}</span>
                  <button
                    type="button"
                    className={classes.link}
                    onClick={() => navigate({ screen: 'catalog', view: 'recordings', recordingId: track.id })}
                  >
                    {track.title}
                  </button>
                  <span className="num">
                    {track.durationMs === null ? '' : formatDuration(track.durationMs)}
                  </span>
                </li>
              ))}
            </ol>
          </DetailSection>
          <ReleaseRights release={release} />
        </DetailPane>
      )}
    </QueryView>
  )
}
