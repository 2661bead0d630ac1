import { Button } from '@mantine/core'
import { IconFilterOff, IconFolders, IconListDetails, IconRadar } from '@tabler/icons-react'
import { useState } from 'react'
import { type CaseRow, caseStates } from '../../../shared/contract/cases.ts'
import { runCommandById } from '../../app/commands.ts'
import { navigate } from '../../app/navigation.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SearchField, SegmentedFilter, Toolbar } from '../../ui/Toolbar.tsx'
import { CaseTable } from './CaseTable.tsx'
import { stateLabels, strings } from './strings.ts'

type Shown = 'all' | CaseRow['state']

/** How many confirmed findings wait for a case; null while it is not known. */
function useWaitingFindings(): number | null {
  const summary = useQuery('home.summary', {})
  if (!summary.data) return null
  return summary.data.attention.find(({ code }) => code === 'findings-confirmed-without-case')?.count ?? 0
}

/** Every case, by state, with the way to new ones. */
export function CaseList() {
  const query = useQuery('cases.list', {})
  const waiting = useWaitingFindings()
  const [shown, setShown] = useState<Shown>('all')
  const [search, setSearch] = useState('')
  const cases = query.data?.cases ?? []
  const count = (state: CaseRow['state']) => cases.filter((row) => row.state === state).length
  return (
    <Screen
      title={strings.title}
      subtitle={query.data ? strings.listSubtitle(count('draft') + count('ready'), count('sent')) : undefined}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconListDetails size={16} aria-hidden />}
            onClick={() => navigate({ screen: 'evidence', view: 'custody' })}
          >
            {strings.custodyLog}
          </Button>
          {cases.length > 0 && <GroupButton waiting={waiting} />}
        </>
      }
      toolbar={
        cases.length > 0 ? (
          <Toolbar>
            <SegmentedFilter
              label="State"
              value={shown}
              onChange={setShown}
              options={[
                { value: 'all' as const, label: strings.all, count: cases.length },
                ...caseStates
                  .filter((state) => state !== 'closed' || count('closed') > 0)
                  .map((state) => ({ value: state, label: stateLabels[state], count: count(state) })),
              ]}
            />
            <SearchField label={strings.search} value={search} onChange={setSearch} width={260} />
          </Toolbar>
        ) : undefined
      }
      scroll={cases.length > 0}
    >
      <QueryView query={query}>
        {({ cases: all }) =>
          all.length === 0 ? (
            <NoCases waiting={waiting} />
          ) : (
            <Listed cases={all.filter((row) => passes(row, shown, search))} />
          )
        }
      </QueryView>
    </Screen>
  )
}

function passes(row: CaseRow, shown: Shown, search: string): boolean {
  if (shown !== 'all' && row.state !== shown) return false
  const wanted = search.trim().toLowerCase()
  return wanted === '' || `${row.providerName} ${row.title}`.toLowerCase().includes(wanted)
}

function Listed({ cases }: { readonly cases: readonly CaseRow[] }) {
  if (cases.length > 0) return <CaseTable cases={cases} />
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
