import type { LiveState } from '../../../shared/contract/live.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import classes from './live.module.css'
import { SourcePanel } from './SourcePanel.tsx'
import { SourcesIntro } from './SourcesIntro.tsx'
import { SourceTable } from './SourceTable.tsx'
import { panelText } from './strings.ts'

/** Every source with how it is, and the panel of the chosen one. */
export function SourcesView({
  route,
  state,
}: {
  readonly route: RouteOf<'live'>
  readonly state: LiveState
}) {
  const query = useQuery('live.sources', {})
  const open = query.data?.sources.find(({ id }) => id === route.sourceId)
  return (
    <SplitPane
      id="live.sources"
      label={panelText.label}
      detail={
        open === undefined || query.data === undefined ? null : (
          <SourcePanel
            key={open.id}
            source={open}
            state={state}
            secretStore={query.data.secretStore}
            onClose={() => show(null)}
          />
        )
      }
    >
      <div className={classes.page} data-scroll tabIndex={-1}>
        <QueryView query={query}>
          {({ sources }) => (
            <>
              {sources.every(({ enabled }) => !enabled) && <SourcesIntro sources={sources} />}
              <SourceTable
                sources={sources}
                state={state}
                openId={open?.id ?? null}
                onOpen={({ id }) => show(id === open?.id ? null : id)}
              />
            </>
          )}
        </QueryView>
      </div>
    </SplitPane>
  )
}

function show(sourceId: string | null): void {
  navigate({ screen: 'live', view: 'sources', ...(sourceId === null ? {} : { sourceId }) }, { replace: true })
}
