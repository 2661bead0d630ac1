import { UnstyledButton } from '@mantine/core'
import type { LiveState } from '../../../shared/contract/live.ts'
import { navigate } from '../../app/navigation.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { formatAgo } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useNow } from '../../ui/use-now.ts'
import { healthLabel, sourceHealth } from './health.ts'
import classes from './live.module.css'
import { overviewText as text } from './overview-strings.ts'
import { sourceText } from './strings.ts'

/** How each source that is on answered last. */
export function HealthList({ state }: { readonly state: LiveState }) {
  const query = useQuery('live.sources', {})
  const now = useNow()
  return (
    <SectionCard title={text.health} description={text.healthText}>
      <QueryView query={query}>
        {({ sources }) => {
          const rated = sources
            .filter(({ enabled }) => enabled)
            .map((source) => ({ source, health: sourceHealth(source, state) }))
          if (rated.length === 0) return <p className={classes.secondary}>{text.noSources}</p>
          return (
            <table className={classes.plainTable}>
              <thead>
                <tr>
                  <th scope="col">{sourceText.columns.source}</th>
                  <th scope="col">{sourceText.columns.health}</th>
                  <th scope="col">{sourceText.columns.last}</th>
                </tr>
              </thead>
              <tbody>
                {rated.map(({ source, health }) => (
                  <tr key={source.id}>
                    <th scope="row">
                      <UnstyledButton
                        className={classes.link}
                        onClick={() => navigate({ screen: 'live', view: 'sources', sourceId: source.id })}
                      >
                        {source.name}
                      </UnstyledButton>
                    </th>
                    <td title={health.says ?? ''}>
                      <StatusBadge tone={health.tone} label={healthLabel(health, now)} />
                    </td>
                    <td className={classes.nowrap}>
                      {source.lastRun === null ? sourceText.never : formatAgo(source.lastRun.startedAt, now)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </QueryView>
    </SectionCard>
  )
}
