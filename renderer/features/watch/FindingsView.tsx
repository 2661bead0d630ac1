import { Button } from '@mantine/core'
import {
  IconCamera,
  IconEye,
  IconFilterOff,
  IconGavel,
  IconRadar,
  IconRotate,
  IconShieldCheck,
  IconX,
} from '@tabler/icons-react'
import { useState } from 'react'
import {
  type Decision,
  type FindingRow,
  type findingSortKeys,
  type FindingState,
  findingStates,
} from '../../../shared/contract/watch.ts'
import { captureFindings } from '../../app/capture-request.ts'
import { useCommands } from '../../app/commands.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { usePagedSource } from '../../rpc/use-paged-source.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridMenu, SortOrder } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { plural } from '../../ui/plural.ts'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { SearchField, SegmentedFilter, Toolbar } from '../../ui/Toolbar.tsx'
import { ExportButton } from './ExportButton.tsx'
import { findingColumns } from './finding-columns.tsx'
import { FindingDetail } from './FindingDetail.tsx'
import { NewRuleDialog, type RuleDraft } from './NewRuleDialog.tsx'
import { pickAndSweep } from './pick-and-sweep.ts'
import { ruleFor } from './rule-for.ts'
import { captureStrings, stateLabels, strings } from './strings.ts'
import { useDecide } from './use-decide.ts'
import classes from './watch.module.css'

type SortKey = (typeof findingSortKeys)[number]

const decisionIcons = {
  confirm: IconGavel,
  monitor: IconEye,
  authorize: IconShieldCheck,
  dismiss: IconX,
  reopen: IconRotate,
}
const decisionKeys: Readonly<Record<Decision, string>> = {
  confirm: 'c',
  monitor: 'm',
  authorize: 'a',
  dismiss: 'd',
  reopen: 'r',
}
/** Captured in one batch. */
const mostPages = 500
const bulkDecisions = ['confirm', 'monitor', 'authorize', 'dismiss', 'reopen'] as const

/** The grid of findings, what can be decided about them, and the pane of the one under the cursor. */
export function FindingsView({ route }: { readonly route: RouteOf<'watch'> }) {
  const [search, setSearch] = useState('')
  const [claimable, setClaimable] = useState<'all' | 'claimable'>('all')
  const [sort, setSort] = useState<SortOrder<SortKey>>({ key: 'score', direction: 'desc' })
  const [rule, setRule] = useState<RuleDraft | null>(null)
  const base = {
    sweepId: route.sweepId ?? null,
    recordingId: route.recordingId ?? null,
    sourceId: route.sourceId ?? null,
    since: route.since ?? null,
    claimable: claimable === 'claimable' ? true : null,
    search,
  }
  const filter = { ...base, state: route.state ?? null }
  const facets = useQuery('findings.facets', { filter: base })
  const source = usePagedSource('findings.list', { filter, sort: sort.key, direction: sort.direction })
  const selection = useGridSelection()
  const { decide, pending } = useDecide()
  const open = route.findingId
  const show = (findingId: number | null) => {
    const { findingId: _before, ...rest } = route
    navigate(findingId === null ? rest : { ...rest, findingId }, { replace: true })
  }
  const targets = selection.ids.size > 0 ? [...selection.ids] : open === undefined ? [] : [open]
  const decideTargets = (decision: Decision) => void decide(targets, decision).then(selection.clear)
  useCommands(
    targets.length === 0
      ? []
      : [
          ...bulkDecisions.map((decision) => ({
            id: `watch.${decision}`,
            title: strings[decision],
            group: strings.findings,
            icon: decisionIcons[decision],
            shortcut: decisionKeys[decision],
            run: () => decideTargets(decision),
          })),
          {
            id: 'watch.capture',
            title: captureStrings.capture(targets.length),
            group: strings.findings,
            icon: IconCamera,
            shortcut: 'p',
            run: () => captureFindings(targets.slice(0, mostPages)),
          },
        ],
    [targets.join()],
  )
  const filtered = search !== '' || claimable !== 'all' || route.state !== undefined || isNarrowed(route)
  return (
    <>
      <Toolbar>
        <StateFilter
          state={route.state ?? null}
          counts={facets.data?.states ?? null}
          onChange={(state) => navigate(withState(route, state))}
        />
        <SearchField
          label={strings.search}
          placeholder="Search findings"
          value={search}
          onChange={setSearch}
          width={220}
        />
        {isNarrowed(route) && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconFilterOff size={14} aria-hidden />}
            onClick={() => navigate({ screen: 'watch', view: 'findings' })}
          >
            {narrowedText(route)}
          </Button>
        )}
        <Toolbar.End>
          <ExportButton filter={{ ...filter, domain: null }} disabled={facets.data === undefined} />
          <SegmentedFilter
            label="What is offered"
            value={claimable}
            onChange={setClaimable}
            options={[
              { value: 'all', label: strings.anything },
              { value: 'claimable', label: strings.onlyClaimable },
            ]}
          />
        </Toolbar.End>
      </Toolbar>
      {selection.ids.size > 0 && (
        <div className={classes.bulk} role="toolbar" aria-label="Decide the selected findings">
          <span>{plural(selection.ids.size, { one: 'finding selected', other: 'findings selected' })}</span>
          {bulkDecisions.map((decision) => {
            const Icon = decisionIcons[decision]
            return (
              <Button
                key={decision}
                size="compact-sm"
                variant={decision === 'confirm' ? 'filled' : 'default'}
                loading={pending}
                leftSection={<Icon size={14} aria-hidden />}
                onClick={() => decideTargets(decision)}
              >
                {strings[decision]}
              </Button>
            )
          })}
        </div>
      )}
      <SplitPane
        id="findings"
        label="Finding"
        detail={
          open === undefined ? null : (
            <FindingDetail key={open} findingId={open} onClose={() => show(null)} onRule={setRule} />
          )
        }
      >
        <DataGrid
          id="watch.findings"
          label={strings.findings}
          columns={findingColumns}
          source={source}
          rowId={(row) => row.id}
          sort={sort}
          onSortChange={setSort}
          selection={selection}
          {...(open === undefined ? {} : { activeId: open })}
          onActiveChange={(row) => {
            if (row && row.id !== open) show(row.id)
          }}
          menu={(rows) =>
            findingMenu(rows, (ids, decision) => void decide(ids, decision).then(selection.clear), setRule)
          }
          empty={
            filtered ? (
              <EmptyState
                icon={IconFilterOff}
                title={strings.nothingHere}
                description={strings.nothingHereText}
              />
            ) : (
              <NeverSwept />
            )
          }
        />
      </SplitPane>
      <NewRuleDialog draft={rule} onClose={() => setRule(null)} />
    </>
  )
}

/** Only what belongs to something is shown: a recording, a sweep, a live source or a time. */
function isNarrowed({ recordingId, sweepId, sourceId, since }: RouteOf<'watch'>): boolean {
  return [recordingId, sweepId, sourceId, since].some((part) => part !== undefined)
}

function narrowedText({ recordingId, sweepId, sourceId }: RouteOf<'watch'>): string {
  if (recordingId !== undefined) return strings.narrowed.recording
  if (sweepId !== undefined) return strings.narrowed.sweep
  return sourceId === undefined ? strings.narrowed.since : strings.narrowed.source
}

function withState(route: RouteOf<'watch'>, state: FindingState | null): RouteOf<'watch'> {
  const { state: _state, findingId: _finding, ...rest } = route
  return state === null ? rest : { ...rest, state }
}

interface StateFilterProps {
  readonly state: FindingState | null
  readonly counts: Readonly<Partial<Record<FindingState, number>>> | null
  readonly onChange: (state: FindingState | null) => void
}

function StateFilter({ state, counts, onChange }: StateFilterProps) {
  return (
    <SegmentedFilter
      label="State"
      value={state ?? 'all'}
      onChange={(value) => onChange(value === 'all' ? null : value)}
      options={[
        { value: 'all' as const, label: strings.anything },
        ...findingStates.map((value) => ({
          value,
          label: stateLabels[value],
          ...(counts ? { count: counts[value] ?? 0 } : {}),
        })),
      ]}
    />
  )
}

function findingMenu(
  rows: readonly FindingRow[],
  decide: (ids: readonly number[], decision: Decision) => void,
  onRule: (draft: RuleDraft) => void,
): GridMenu {
  const ids = rows.map((row) => row.id)
  const [only] = rows
  const single = rows.length === 1 ? only : undefined
  return [
    ...bulkDecisions.map((decision) => ({
      id: decision,
      label: strings[decision],
      icon: decisionIcons[decision],
      shortcut: decisionKeys[decision],
      run: () => decide(ids, decision),
    })),
    'divider',
    {
      id: 'capture',
      label: captureStrings.capture(ids.length),
      icon: IconCamera,
      shortcut: 'p',
      disabled: rows.every(({ url }) => url === null),
      run: () => captureFindings(ids.slice(0, mostPages)),
    },
    {
      id: 'rule',
      label: strings.authorizeKind,
      icon: IconShieldCheck,
      disabled: single === undefined || ruleFor(single) === null,
      run: () => {
        const draft = single === undefined ? null : ruleFor(single)
        if (draft) onRule(draft)
      },
    },
  ]
}

function NeverSwept() {
  return (
    <EmptyState
      icon={IconRadar}
      title={strings.emptyTitle}
      description={strings.emptyText}
      action={
        <Button leftSection={<IconRadar size={16} aria-hidden />} onClick={() => void pickAndSweep()}>
          {strings.sweep}
        </Button>
      }
    />
  )
}
