import { Button } from '@mantine/core'
import { IconCamera, IconColumns, IconFolderDown, IconHandClick } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Output } from '../../../../shared/contract/index.ts'
import { exchangeRows } from '../../../../shared/domain/evidence/capture/exchange-rows.ts'
import { navigate } from '../../../app/navigation.ts'
import type { CaptureTab, RouteOf } from '../../../app/routes.ts'
import { call } from '../../../rpc/client.ts'
import { pickFolder, reveal } from '../../../rpc/host.ts'
import { toUserError } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { QueryView } from '../../../ui/QueryView.tsx'
import { Screen } from '../../../ui/Screen.tsx'
import { SplitPane } from '../../../ui/SplitPane.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { SegmentedFilter, Toolbar } from '../../../ui/Toolbar.tsx'
import { ActionsTab } from './ActionsTab.tsx'
import { AudioTab } from './AudioTab.tsx'
import { CaptureFacts } from './CaptureFacts.tsx'
import classes from './capture.module.css'
import { FilesTab } from './FilesTab.tsx'
import { hostOf } from './host-of.ts'
import { PicturesTab } from './PicturesTab.tsx'
import { RequestsTab } from './RequestsTab.tsx'
import { ServerTab } from './ServerTab.tsx'
import { captureAgain, openAssisted } from './start-capture.ts'
import { assistedText } from './assisted-strings.ts'
import { text } from './strings.ts'
import { TextTab } from './TextTab.tsx'

export type Captured = Output<'capture.get'>

const tabs: readonly CaptureTab[] = ['pictures', 'text', 'requests', 'audio', 'server', 'files', 'actions']

interface CaptureViewerProps {
  readonly captureId: number
  readonly route: RouteOf<'evidence'>
}

/** One capture with everything it recorded. Nothing of the page is run or rendered, only shown. */
export function CaptureViewer({ captureId, route }: CaptureViewerProps) {
  const query = useQuery('capture.get', { captureId })
  const tab = route.tab ?? 'pictures'
  const title = query.data && (query.data.summary.title || hostOf(query.data.summary.requestedUrl))
  return (
    <Screen
      title={title ?? text.pane}
      subtitle={query.data && <span className={classes.address}>{query.data.summary.requestedUrl}</span>}
      back={{
        label: text.back,
        onBack: () => navigate({ screen: 'evidence', view: 'captures', captureId }),
      }}
      actions={query.data && <Actions captured={query.data} />}
      toolbar={
        <Toolbar>
          <SegmentedFilter
            label={text.tabsLabel}
            value={tab}
            onChange={(next) => navigate({ ...route, tab: next }, { replace: true })}
            options={tabs
              .filter((one) => hasTab(one, query.data))
              .map((value) => ({
                value,
                label: text.tabs[value],
                ...countOf(value, query.data),
              }))}
          />
        </Toolbar>
      }
    >
      <QueryView query={query}>
        {(captured) => (
          <SplitPane
            id="capture"
            label={text.facts}
            detail={
              <div className={classes.factsPane} data-scroll tabIndex={-1}>
                <CaptureFacts summary={captured.summary} record={captured.record} />
              </div>
            }
          >
            {contentOf(tab, captured)}
          </SplitPane>
        )}
      </QueryView>
    </Screen>
  )
}

/** Only a capture somebody had a hand in has actions to show. */
function hasTab(tab: CaptureTab, captured: Captured | undefined): boolean {
  return tab !== 'actions' || captured?.record.assisted !== undefined
}

function countOf(tab: CaptureTab, captured: Captured | undefined): { readonly count?: number } {
  if (captured === undefined) return {}
  if (tab === 'requests') return { count: exchangeRows(captured.record).length }
  if (tab === 'actions') return { count: captured.record.assisted?.actions ?? 0 }
  return tab === 'files' ? { count: captured.files.length + 1 } : {}
}

function contentOf(tab: CaptureTab, captured: Captured): ReactNode {
  switch (tab) {
    case 'pictures':
      return <PicturesTab captured={captured} />
    case 'text':
      return <TextTab captured={captured} />
    case 'requests':
      return <RequestsTab captured={captured} />
    case 'audio':
      return <AudioTab captured={captured} />
    case 'server':
      return <ServerTab captured={captured} />
    case 'files':
      return <FilesTab captured={captured} />
    case 'actions':
      return <ActionsTab captured={captured} />
  }
}

async function saveAll(captureId: number): Promise<void> {
  const folder = await pickFolder(text.chooseFolder)
  if (folder === null) return
  try {
    const saved = await call('capture.save', { captureId, folder })
    toast.success(text.savedAll(saved.files), {
      action: { label: text.show, run: () => void reveal(saved.folder) },
    })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

function Actions({ captured: { summary, record } }: { readonly captured: Captured }) {
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCamera size={16} aria-hidden />}
        onClick={() => void captureAgain(summary.requestedUrl, summary.findingId, record.allowedHosts)}
      >
        {text.again}
      </Button>
      <Button
        variant="default"
        leftSection={<IconHandClick size={16} aria-hidden />}
        title={assistedText.hint}
        onClick={() => void openAssisted(summary.requestedUrl, summary.findingId, record.allowedHosts)}
      >
        {assistedText.open}
      </Button>
      <Button
        variant="default"
        leftSection={<IconColumns size={16} aria-hidden />}
        onClick={() => navigate({ screen: 'evidence', view: 'compare', captureId: summary.id })}
      >
        {text.compare}
      </Button>
      <Button leftSection={<IconFolderDown size={16} aria-hidden />} onClick={() => void saveAll(summary.id)}>
        {text.saveAll}
      </Button>
    </>
  )
}
