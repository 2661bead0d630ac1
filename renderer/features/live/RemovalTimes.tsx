import { UnstyledButton } from '@mantine/core'
import { navigate } from '../../app/navigation.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { formatNumber } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import classes from './live.module.css'
import { overviewText as text } from './overview-strings.ts'

/** How long each provider took to remove what notices named. */
export function RemovalTimes() {
  const query = useQuery('live.removalTimes', {})
  const { removalColumns: columns } = text
  return (
    <SectionCard title={text.removal} description={text.removalText}>
      <QueryView query={query}>
        {({ providers }) =>
          providers.length === 0 ? (
            <p className={classes.secondary}>{text.noRemoval}</p>
          ) : (
            <table className={classes.plainTable}>
              <thead>
                <tr>
                  <th scope="col">{columns.provider}</th>
                  <th scope="col" className={classes.end}>
                    {columns.sent}
                  </th>
                  <th scope="col" className={classes.end}>
                    {columns.down}
                  </th>
                  <th scope="col">{columns.median}</th>
                  <th scope="col">{columns.range}</th>
                </tr>
              </thead>
              <tbody>
                {providers.map((provider) => (
                  <tr key={provider.providerId}>
                    <th scope="row">
                      <UnstyledButton
                        className={classes.link}
                        onClick={() => navigate({ screen: 'providers', providerId: provider.providerId })}
                      >
                        {provider.name}
                      </UnstyledButton>
                    </th>
                    <td className={classes.end}>{formatNumber(provider.sent)}</td>
                    <td className={classes.end}>{formatNumber(provider.down)}</td>
                    <td>
                      {provider.medianHours === null ? text.stillThere : text.hours(provider.medianHours)}
                    </td>
                    <td>{rangeWords(provider.shortestHours, provider.longestHours)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </QueryView>
    </SectionCard>
  )
}

function rangeWords(shortest: number | null, longest: number | null): string {
  if (shortest === null || longest === null) return '–'
  const [from, to] = [text.hours(shortest), text.hours(longest)]
  return from === to ? from : `${from} to ${to}`
}
