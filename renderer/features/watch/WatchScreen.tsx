import { Button } from '@mantine/core'
import { IconRadar } from '@tabler/icons-react'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'
import { Screen } from '../../ui/Screen.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import { CountsView } from './CountsView.tsx'
import { FindingsView } from './FindingsView.tsx'
import { pickAndSweep } from './pick-and-sweep.ts'
import { RulesView } from './RulesView.tsx'
import { strings } from './strings.ts'
import { SweepsView } from './SweepsView.tsx'

/** Where the recordings turn up, and what was decided about it. */
export function WatchScreen({ route }: { readonly route: RouteOf<'watch'> }) {
  const view = route.view ?? 'findings'
  const summary = useQuery('home.summary', {})
  const all = summary.data
    ? Object.values(summary.data.findings).reduce((sum, count) => sum + count, 0)
    : null
  return (
    <Screen
      title={strings.title}
      subtitle={
        summary.data && all !== null
          ? `${plural(all, { one: 'finding', other: 'findings' })}, ${formatNumber(summary.data.listingsSwept)} rows swept`
          : undefined
      }
      actions={
        <>
          <SegmentedFilter
            label="View"
            value={view}
            onChange={(next) => navigate({ screen: 'watch', view: next })}
            options={[
              { value: 'findings', label: strings.findings },
              { value: 'sweeps', label: strings.sweeps },
              { value: 'counts', label: strings.counts },
              { value: 'rules', label: strings.rules },
            ]}
          />
          <Button leftSection={<IconRadar size={16} aria-hidden />} onClick={() => void pickAndSweep()}>
            {strings.sweep}
          </Button>
        </>
      }
    >
      {view === 'findings' && <FindingsView route={route} />}
      {view === 'sweeps' && <SweepsView route={route} />}
      {view === 'counts' && <CountsView route={route} />}
      {view === 'rules' && <RulesView />}
    </Screen>
  )
}
