import { IconColumns } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { captureStateOf, type CaptureSummary } from '../../../../shared/contract/captures.ts'
import type { RefrainError } from '../../../../shared/errors.ts'
import { navigate } from '../../../app/navigation.ts'
import type { CompareTab, RouteOf } from '../../../app/routes.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { captureStates } from '../../../ui/CaptureStateBadge.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SelectField } from '../../../ui/fields/SelectField.tsx'
import { formatInstant } from '../../../ui/format.ts'
import { LoadingState, QueryView } from '../../../ui/QueryView.tsx'
import { Screen } from '../../../ui/Screen.tsx'
import { SegmentedFilter, Toolbar } from '../../../ui/Toolbar.tsx'
import classes from './capture.module.css'
import { CompareHeaders } from './CompareHeaders.tsx'
import { ComparePictures } from './ComparePictures.tsx'
import { CompareText } from './CompareText.tsx'
import type { Captured } from './CaptureViewer.tsx'
import { compareText } from './strings.ts'

const tabs: readonly CompareTab[] = ['text', 'pictures', 'headers']

interface CompareViewProps {
  readonly captureId: number
  readonly route: RouteOf<'evidence'>
}

/** Two captures of one address, the earlier against the later. */
export function CompareView({ captureId, route }: CompareViewProps) {
  const chosen = useQuery('capture.get', { captureId })
  const url = chosen.data?.summary.requestedUrl ?? null
  const list = useQuery('capture.list', url === null ? null : { url, limit: 500 })
  const others = (list.data?.rows ?? []).filter(({ id }) => id !== captureId)
  const withId = route.withId ?? defaultOther(captureId, others)
  const tab = route.compareTab ?? 'text'
  const go = (change: Partial<RouteOf<'evidence'>>) => navigate({ ...route, ...change }, { replace: true })
  return (
    <Screen
      title={compareText.title}
      subtitle={url !== null && <span className={classes.address}>{url}</span>}
      back={{
        label: compareText.back,
        onBack: () => navigate({ screen: 'evidence', view: 'capture', captureId }),
      }}
      toolbar={
        withId !== null && (
          <Toolbar>
            <SegmentedFilter
              label={compareText.tabsLabel}
              value={tab}
              onChange={(compareTab) => go({ compareTab })}
              options={tabs.map((value) => ({ value, label: compareText.tabs[value] }))}
            />
            <Toolbar.End>
              <div className={classes.other}>
                <SelectField
                  label={compareText.choose}
                  value={String(withId)}
                  options={others.map((other) => ({ value: String(other.id), label: otherLabel(other) }))}
                  onChange={(value) => go({ withId: Number(value) })}
                />
              </div>
            </Toolbar.End>
          </Toolbar>
        )
      }
    >
      {list.data === undefined ? (
        <Waiting error={chosen.error ?? list.error} />
      ) : withId === null ? (
        <EmptyState icon={IconColumns} title={compareText.none} description={compareText.noneText} />
      ) : (
        <Both captureId={captureId} withId={withId}>
          {(before, after) => contentOf(tab, before, after)}
        </Both>
      )}
    </Screen>
  )
}

function Waiting({ error }: { readonly error: RefrainError | null }) {
  return error === null ? <LoadingState /> : <ErrorState error={error} />
}

/** The capture just before this one; of the first one, the one after it. The list is newest first. */
function defaultOther(captureId: number, others: readonly CaptureSummary[]): number | null {
  return (others.find(({ id }) => id < captureId) ?? others.at(-1))?.id ?? null
}

function otherLabel(other: CaptureSummary): string {
  return `${formatInstant(other.startedAt)} · ${captureStates[captureStateOf(other)].label}`
}

interface BothProps {
  readonly captureId: number
  readonly withId: number
  readonly children: (before: Captured, after: Captured) => ReactNode
}

function Both({ captureId, withId, children }: BothProps) {
  const first = useQuery('capture.get', { captureId: Math.min(captureId, withId) })
  const second = useQuery('capture.get', { captureId: Math.max(captureId, withId) })
  return (
    <QueryView query={first}>
      {(before) => <QueryView query={second}>{(after) => children(before, after)}</QueryView>}
    </QueryView>
  )
}

function contentOf(tab: CompareTab, before: Captured, after: Captured): ReactNode {
  const key = `${String(before.summary.id)} ${String(after.summary.id)}`
  if (tab === 'pictures') return <ComparePictures key={key} before={before} after={after} />
  if (tab === 'headers') return <CompareHeaders key={key} before={before} after={after} />
  return <CompareText key={key} before={before} after={after} />
}
