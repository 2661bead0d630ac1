import { Button } from '@mantine/core'
import { IconCamera, IconCopy, IconEye, IconFilterOff } from '@tabler/icons-react'
import { useState } from 'react'
import {
  type CaptureState,
  captureStateOf,
  captureStates,
  type CaptureSummary,
} from '../../../../shared/contract/captures.ts'
import { openCapture } from '../../../app/capture-request.ts'
import { navigate } from '../../../app/navigation.ts'
import type { RouteOf } from '../../../app/routes.ts'
import { usePagedSource } from '../../../rpc/use-paged-source.ts'
import { copyText } from '../../../ui/clipboard.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatUtc } from '../../../ui/format.ts'
import { DataGrid } from '../../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../../ui/grid/types.ts'
import { SplitPane } from '../../../ui/SplitPane.tsx'
import { Time } from '../../../ui/Time.tsx'
import { SearchField, SegmentedFilter, Toolbar } from '../../../ui/Toolbar.tsx'
import { EvidenceFrame } from '../EvidenceFrame.tsx'
import classes from './capture.module.css'
import {
  AssistedMark,
  assistedMark,
  CaptureStateBadge,
  captureStates as states,
} from '../../../ui/CaptureStateBadge.tsx'
import { CaptureSummaryPane } from './CaptureSummaryPane.tsx'
import { openViewer } from './open-viewer.ts'
import { dialogText, text } from './strings.ts'

const columns: readonly GridColumn<CaptureSummary>[] = [
  {
    id: 'state',
    header: text.columns.state,
    width: 130,
    rigid: true,
    text: (capture) => states[captureStateOf(capture)].label,
    render: (capture) => <CaptureStateBadge capture={capture} />,
  },
  {
    id: 'page',
    header: text.columns.page,
    width: 190,
    text: (capture) =>
      `${capture.title || text.untitled}${capture.assisted ? ` (${assistedMark.label})` : ''}`,
    render: (capture) => (
      <span className={classes.marked}>
        <span className={classes.cell}>{capture.title || text.untitled}</span>
        <AssistedMark capture={capture} />
      </span>
    ),
  },
  {
    id: 'url',
    header: text.columns.url,
    width: 170,
    flex: true,
    text: (capture) => capture.requestedUrl,
    render: ({ requestedUrl }) => (
      <span className={classes.cell} title={requestedUrl}>
        {requestedUrl.replace(/^https?:\/\/(?:www\.)?/, '')}
      </span>
    ),
  },
  {
    id: 'at',
    header: text.columns.at,
    width: 208,
    rigid: true,
    text: (capture) => formatUtc(capture.startedAt),
    render: ({ startedAt }) => (
      <span className={classes.cell}>
        <Time value={startedAt} />
      </span>
    ),
  },
]

/** All captures, newest first, with what the one under the cursor holds. */
export function CapturesView({ route }: { readonly route: RouteOf<'evidence'> }) {
  const [search, setSearch] = useState('')
  const [state, setState] = useState<CaptureState | 'all'>('all')
  const source = usePagedSource('capture.list', { search, state: state === 'all' ? null : state })
  const show = (captureId: number | null) =>
    navigate(
      { screen: 'evidence', view: 'captures', ...(captureId === null ? {} : { captureId }) },
      { replace: true },
    )
  return (
    <EvidenceFrame
      view="captures"
      actions={
        <Button leftSection={<IconCamera size={16} aria-hidden />} onClick={() => openCapture()}>
          {dialogText.command}
        </Button>
      }
    >
      <Toolbar>
        <SegmentedFilter
          label={text.filter}
          value={state}
          onChange={setState}
          options={[
            { value: 'all' as const, label: text.all },
            ...captureStates.map((value) => ({ value, label: states[value].label })),
          ]}
        />
        <SearchField label={text.search} placeholder={text.searchShort} value={search} onChange={setSearch} />
      </Toolbar>
      <SplitPane
        id="captures"
        label={text.pane}
        detail={
          route.captureId === undefined ? null : (
            <CaptureSummaryPane captureId={route.captureId} onClose={() => show(null)} />
          )
        }
      >
        <DataGrid
          id="evidence.captures"
          label={text.grid}
          columns={columns}
          source={source}
          rowId={(capture) => capture.id}
          {...(route.captureId === undefined ? {} : { activeId: route.captureId })}
          onActiveChange={(capture) => {
            if (capture && capture.id !== route.captureId) show(capture.id)
          }}
          onOpen={(capture) => openViewer(capture.id)}
          menu={captureMenu}
          empty={search === '' && state === 'all' ? <NoCaptures /> : <NothingHere />}
        />
      </SplitPane>
    </EvidenceFrame>
  )
}

function captureMenu(rows: readonly CaptureSummary[]) {
  const [only] = rows
  return [
    {
      id: 'open',
      label: text.open,
      icon: IconEye,
      disabled: rows.length !== 1,
      run: () => {
        if (only) openViewer(only.id)
      },
    },
    {
      id: 'copy',
      label: text.copyAddress,
      icon: IconCopy,
      run: () => void copyText(rows.map(({ requestedUrl }) => requestedUrl).join('\n'), text.addressCopied),
    },
  ]
}

function NothingHere() {
  return <EmptyState icon={IconFilterOff} title={text.nothingHere} description={text.nothingHereText} />
}

function NoCaptures() {
  return (
    <EmptyState
      icon={IconCamera}
      title={text.emptyTitle}
      description={text.emptyText}
      action={
        <Button leftSection={<IconCamera size={16} aria-hidden />} onClick={() => openCapture()}>
          {dialogText.command}
        </Button>
      }
    />
  )
}
