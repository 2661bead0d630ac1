import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { AudioScanFile, PlannedRelease, PlannedTrack } from '../../../shared/contract/audio.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { usePagedSource } from '../../rpc/use-paged-source.ts'
import { DetailPane } from '../../ui/DetailPane.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatDuration, formatNumber } from '../../ui/format.ts'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { strings } from './strings.ts'

const asItComes = { key: 'row', direction: 'asc' } as const
const none = <EmptyState icon={IconCircleCheck} title={strings.noneTitle} description={strings.noneText} />

function titleOf({ title, isRelease }: PlannedRelease): string {
  return isRelease ? title : strings.noRelease
}

function outcomeOf({ create, link, unchanged, rejected }: PlannedRelease): string {
  return (
    [
      ['create', create],
      ['link', link],
      ['unchanged', unchanged],
      ['rejected', rejected],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([action, count]) => `${strings.actions[action]} ${formatNumber(count)}`)
    .join(' · ')
}

const releaseColumns: readonly GridColumn<PlannedRelease>[] = [
  { id: 'title', header: 'Release', width: 220, flex: true, text: titleOf },
  { id: 'artist', header: 'Artist', width: 150, text: ({ artist }) => artist },
  {
    id: 'state',
    header: 'State',
    width: 140,
    rigid: true,
    text: ({ releaseId, isRelease }) => stateOf(isRelease, releaseId),
    render: ({ releaseId, isRelease }) =>
      isRelease ? (
        <StatusBadge tone={releaseId === null ? 'success' : 'accent'} label={stateOf(isRelease, releaseId)} />
      ) : null,
  },
  { id: 'gtin', header: 'Barcode', width: 130, mono: true, text: ({ gtin }) => gtin ?? '' },
  { id: 'date', header: 'Date', width: 96, text: ({ date }) => date ?? '' },
  { id: 'tracks', header: 'Files', width: 64, align: 'end', text: ({ tracks }) => formatNumber(tracks) },
  { id: 'outcome', header: 'What happens', width: 180, text: outcomeOf },
  { id: 'folder', header: 'Folder', width: 180, text: ({ folder }) => folder },
]

function stateOf(isRelease: boolean, releaseId: number | null): string {
  if (!isRelease) return ''
  return releaseId === null ? strings.newRelease : strings.knownRelease
}

/** Release by release, the files of the chosen one beside. */
export function ReleasesGrid({ scanId }: { readonly scanId: number }) {
  const [chosen, setChosen] = useState<PlannedRelease | null>(null)
  const source = usePagedSource('audio.preview', { scanId })
  const selection = useGridSelection()
  return (
    <SplitPane
      id="audio.preview"
      label={strings.tracks}
      detail={
        chosen && (
          <DetailPane title={titleOf(chosen)} subtitle={chosen.artist} onClose={() => setChosen(null)}>
            <div style={{ display: 'flex', flexDirection: 'column', height: 420 }}>
              <TracksGrid key={chosen.index} scanId={scanId} release={chosen.index} />
            </div>
          </DetailPane>
        )
      }
    >
      <DataGrid
        id="audio.releases"
        label={strings.releases}
        columns={releaseColumns}
        source={source}
        rowId={({ index }) => index + 1}
        sort={asItComes}
        onSortChange={() => undefined}
        selection={selection}
        onActiveChange={setChosen}
        empty={none}
      />
    </SplitPane>
  )
}

const tones: Readonly<Record<PlannedTrack['action'], Tone>> = {
  create: 'success',
  link: 'accent',
  unchanged: 'muted',
  rejected: 'danger',
}

const trackColumns: readonly GridColumn<PlannedTrack>[] = [
  {
    id: 'number',
    header: 'No.',
    width: 56,
    align: 'end',
    text: ({ disc, number }) =>
      number === null ? '' : disc > 1 ? `${String(disc)}-${String(number)}` : String(number),
  },
  { id: 'title', header: 'Title', width: 200, flex: true, text: ({ title }) => title },
  {
    id: 'action',
    header: 'Outcome',
    width: 128,
    rigid: true,
    text: ({ action }) => strings.actions[action],
    render: ({ action }) => <StatusBadge tone={tones[action]} label={strings.actions[action]} />,
  },
  { id: 'artist', header: 'Artist', width: 140, text: ({ artist }) => artist },
  {
    id: 'isrc',
    header: 'ISRC',
    width: 140,
    mono: true,
    text: ({ isrc }) => (isrc === null ? '' : formatIsrc(isrc)),
  },
  {
    id: 'length',
    header: 'Length',
    width: 72,
    align: 'end',
    text: ({ durationMs }) => formatDuration(durationMs),
  },
  {
    id: 'known',
    header: 'Recognised by',
    width: 160,
    text: ({ matchedBy }) => (matchedBy === null ? '' : strings.matchedBy[matchedBy]),
  },
  { id: 'problems', header: 'Remarks', width: 280, text: ({ problems }) => problems.join(' ') },
  { id: 'file', header: 'File', width: 220, text: ({ fileName }) => fileName },
]

const shortColumns = trackColumns.filter(({ id }) => ['number', 'title', 'action'].includes(id))

/** File by file: all of the folder, or those of one release. */
export function TracksGrid({
  scanId,
  release,
}: {
  readonly scanId: number
  readonly release: number | null
}) {
  const source = usePagedSource('audio.previewTracks', { scanId, release })
  const selection = useGridSelection()
  return (
    <DataGrid
      id={release === null ? 'audio.tracks' : 'audio.releaseTracks'}
      label={strings.tracks}
      columns={release === null ? trackColumns : shortColumns}
      source={source}
      rowId={({ assetId }) => assetId}
      sort={asItComes}
      onSortChange={() => undefined}
      selection={selection}
      empty={none}
    />
  )
}

interface FilesGridProps {
  readonly scanId: number
  readonly root: string
  readonly only: 'rejected' | 'warnings'
}

/** Files that were rejected or taken with a warning, each with its reason. */
export function FilesGrid({ scanId, root, only }: FilesGridProps) {
  const source = usePagedSource('audio.files', { scanId, only })
  const selection = useGridSelection()
  const columns: readonly GridColumn<AudioScanFile>[] = [
    { id: 'path', header: 'File', width: 320, text: ({ path }) => withoutRoot(path, root) },
    { id: 'problems', header: 'Reason', width: 420, flex: true, text: ({ problems }) => problems.join(' ') },
  ]
  return (
    <DataGrid
      id="audio.files"
      label={strings[only]}
      columns={columns}
      source={source}
      rowId={({ row }) => row}
      sort={asItComes}
      onSortChange={() => undefined}
      selection={selection}
      empty={none}
    />
  )
}

function withoutRoot(path: string, root: string): string {
  return path.startsWith(root) ? path.slice(root.length + 1) : path
}
