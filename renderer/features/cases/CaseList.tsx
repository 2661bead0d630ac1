import { Button, Select } from '@mantine/core'
import { IconCalendarDue, IconFilterOff, IconFolders, IconRadar } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import { type CaseRow, caseStates } from '../../../shared/contract/cases.ts'
import { runCommandById } from '../../app/commands.ts'
import { navigate } from '../../app/navigation.ts'
import { useSetting } from '../../rpc/use-setting.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatNumber } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SearchField, SegmentedFilter, Toolbar } from '../../ui/Toolbar.tsx'
import { CaseBoard } from './board/CaseBoard.tsx'
import { CasesMenu } from './board/CasesMenu.tsx'
import { text as boardText } from './board/strings.ts'
import { CaseTable } from './CaseTable.tsx'
import { countsText, standingText } from './standing/strings.ts'
import { stateLabels, strings } from './strings.ts'

const caseView = z.enum(['table', 'board'])

type Shown = 'all' | CaseRow['state']

/** How many confirmed findings wait for a case; null while it is not known. */
function useWaitingFindings(): number | null {
  const summary = useQuery('home.summary', {})
  if (!summary.data) return null
  return summary.data.attention.find(({ code }) => code === 'findings-confirmed-without-case')?.count ?? 0
}

/** Where the items of sent cases stand, once somebody looked; empty before. */
function useStandings(): string {
  const { data } = useQuery('status.counts', {})
  if (!data || data.live + data.suspected + data.gone + data.relisted === 0) return ''
  return `${standingText.items}: ${countsText(data)}`
}

/** Every case, by state, with the way to new ones. */
export function CaseList() {
  const query = useQuery('cases.list', {})
  const waiting = useWaitingFindings()
  const standings = useStandings()
  const [view, setView] = useSetting<'table' | 'board'>('cases.view', caseView, 'table')
  const [shown, setShown] = useState<Shown>('all')
  const [search, setSearch] = useState('')
  const cases = query.data?.cases ?? []
  const count = (state: CaseRow['state']) => cases.filter((row) => row.state === state).length
  const sentCount = cases.filter(({ sentAt }) => sentAt !== null).length
  return (
    <Screen
      title={strings.title}
      subtitle={
        query.data ? (
          <>
            {strings.listSubtitle(count('draft') + count('ready'), sentCount)}
            {standings === '' ? '' : ` · ${standings}`}
          </>
        ) : undefined
      }
      actions={
        <>
          <CasesMenu />
          <Button
            variant="default"
            leftSection={<IconCalendarDue size={16} aria-hidden />}
            onClick={() => navigate({ screen: 'deadlines' })}
          >
            {boardText.deadlines}
          </Button>
          {cases.length > 0 && <GroupButton waiting={waiting} />}
        </>
      }
      toolbar={
        cases.length > 0 ? (
          <Toolbar>
            <SegmentedFilter
              label={boardText.view}
              value={view}
              onChange={setView}
              options={[
                { value: 'table', label: boardText.table },
                { value: 'board', label: boardText.board },
              ]}
            />
            {view === 'table' && <StateFilter cases={cases} shown={shown} onChange={setShown} />}
            <SearchField label={strings.search} value={search} onChange={setSearch} width={260} />
          </Toolbar>
        ) : undefined
      }
      scroll={cases.length > 0 && view === 'table'}
    >
      <QueryView query={query}>
        {({ cases: all }) =>
          all.length === 0 ? (
            <NoCases waiting={waiting} />
          ) : (
            <Listed
              view={view}
              cases={all.filter((row) => passes(row, view === 'board' ? 'all' : shown, search))}
            />
          )
        }
      </QueryView>
    </Screen>
  )
}

interface StateFilterProps {
  readonly cases: readonly CaseRow[]
  readonly shown: Shown
  readonly onChange: (shown: Shown) => void
}

/** The states there are, with how many cases each has; what no case is in is left out. */
function StateFilter({ cases, shown, onChange }: StateFilterProps) {
  const count = (state: CaseRow['state']) => cases.filter((row) => row.state === state).length
  const states = caseStates.filter((state) => count(state) > 0 || state === shown)
  return (
    <Select
      aria-label={strings.stateFilter}
      data-state-filter
      allowDeselect={false}
      style={{ flex: '0 0 190px' }}
      value={shown}
      data={[
        { value: 'all', label: `${strings.all} (${formatNumber(cases.length)})` },
        ...states.map((state) => ({
          value: state,
          label: `${stateLabels[state]} (${formatNumber(count(state))})`,
        })),
      ]}
      onChange={(value) => onChange(states.find((state) => state === value) ?? 'all')}
    />
  )
}

function passes(row: CaseRow, shown: Shown, search: string): boolean {
  if (shown !== 'all' && row.state !== shown) return false
  const wanted = search.trim().toLowerCase()
  return wanted === '' || `${row.providerName} ${row.title}`.toLowerCase().includes(wanted)
}

interface ListedProps {
  readonly view: 'table' | 'board'
  readonly cases: readonly CaseRow[]
}

function Listed({ view, cases }: ListedProps) {
  if (cases.length > 0) return view === 'board' ? <CaseBoard cases={cases} /> : <CaseTable cases={cases} />
  return (
    <EmptyState icon={IconFilterOff} title={strings.nothingFound} description={strings.nothingFoundText} />
  )
}

function GroupButton({ waiting }: { readonly waiting: number | null }) {
  return (
    <Button
      variant={waiting === 0 ? 'default' : 'filled'}
      leftSection={<IconFolders size={16} aria-hidden />}
      onClick={() => runCommandById('cases.group')}
    >
      {waiting === null || waiting === 0 ? strings.groupFindings : strings.groupCount(waiting)}
    </Button>
  )
}

function NoCases({ waiting }: { readonly waiting: number | null }) {
  const watch = (
    <Button
      variant={waiting ? 'default' : 'filled'}
      leftSection={<IconRadar size={16} aria-hidden />}
      onClick={() => navigate({ screen: 'watch', view: 'findings' })}
    >
      {strings.toWatch}
    </Button>
  )
  return (
    <EmptyState
      icon={IconFolders}
      title={strings.emptyTitle}
      description={strings.emptyText}
      action={waiting ? <GroupButton waiting={waiting} /> : watch}
      {...(waiting ? { secondary: watch } : {})}
    />
  )
}
