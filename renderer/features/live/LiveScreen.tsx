import { Button, Switch } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { LiveState } from '../../../shared/contract/live.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { formatAhead } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AddressesView } from './AddressesView.tsx'
import { LinksScreen } from './LinksScreen.tsx'
import classes from './live.module.css'
import { LiveNotices } from './LiveNotices.tsx'
import { lookNow } from './look-now.ts'
import { OverviewView } from './OverviewView.tsx'
import { RequestsView } from './RequestsView.tsx'
import { SourcesView } from './SourcesView.tsx'
import { strings } from './strings.ts'

const views = ['sources', 'addresses', 'overview', 'requests'] as const

/** The sources that keep looking, what they were asked, and what they show of the recordings. */
export function LiveScreen({ route }: { readonly route: RouteOf<'live'> }) {
  const state = useQuery('live.state', {})
  if (route.view === 'links') return <LinksScreen />
  const view = route.view ?? 'sources'
  return (
    <Screen
      title={strings.title}
      subtitle={state.data && <Subtitle state={state.data} />}
      actions={
        <>
          <SegmentedFilter
            label={strings.view}
            value={view}
            onChange={(next) => navigate({ screen: 'live', view: next })}
            options={views.map((value) => ({ value, label: strings.views[value] }))}
          />
          {state.data && <OfflineSwitch state={state.data} />}
          {state.data && <LookNow state={state.data} />}
        </>
      }
    >
      <QueryView query={state}>
        {(data) => (
          <>
            <LiveNotices state={data} />
            {view === 'sources' && <SourcesView route={route} state={data} />}
            {view === 'addresses' && <AddressesView route={route} />}
            {view === 'overview' && <OverviewView state={data} />}
            {view === 'requests' && <RequestsView />}
          </>
        )}
      </QueryView>
    </Screen>
  )
}

function Subtitle({ state }: { readonly state: LiveState }) {
  const now = useNow()
  const { offline, enabledSources, nextRunAt } = state
  if (offline) return strings.offlineTitle
  return strings.subtitle(enabledSources, nextRunAt === null ? null : formatAhead(nextRunAt, now))
}

function OfflineSwitch({ state }: { readonly state: LiveState }) {
  const set = useCommand('live.setOffline')
  return (
    <Switch
      className={classes.offlineSwitch ?? ''}
      label={strings.offline}
      aria-label={strings.offlineSwitch}
      checked={state.offline}
      disabled={set.pending}
      onChange={(event) => void set.run({ offline: event.currentTarget.checked })}
    />
  )
}

function LookNow({ state }: { readonly state: LiveState }) {
  return (
    <Button
      leftSection={<IconRefresh size={16} aria-hidden />}
      disabled={state.offline || state.enabledSources === 0 || state.running.length > 0}
      onClick={() => void lookNow(null)}
    >
      {strings.lookNow}
    </Button>
  )
}
