import { UnstyledButton } from '@mantine/core'
import { navigate } from '../../app/navigation.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Mono } from '../../ui/Mono.tsx'
import { Time } from '../../ui/Time.tsx'
import { checks } from './check-strings.ts'
import classes from './evidence.module.css'

const shown = 20

/** What the program asked of servers, beside captured pages; nothing is shown while it never did. */
export function Requests() {
  const { data } = useQuery('outgoing.list', { limit: shown })
  if (data === undefined || data.total === 0) return null
  return (
    <section aria-label={checks.requests} className={classes.findings}>
      <h2 className={classes.sectionTitle}>{checks.requests}</h2>
      <p className={classes.paragraph}>
        {checks.requestsText(data.total)}{' '}
        <UnstyledButton
          className={classes.link}
          onClick={() => navigate({ screen: 'live', view: 'requests' })}
        >
          {checks.allRequests}
        </UnstyledButton>
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{checks.requestColumns.at}</th>
            <th scope="col">{checks.requestColumns.what}</th>
            <th scope="col">{checks.requestColumns.url}</th>
            <th scope="col">{checks.requestColumns.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map(({ id, at, purpose, method, url, status, failure }) => (
            <tr key={id}>
              <td>
                <Time value={at} />
              </td>
              <td>{checks.purposes[purpose] ?? purpose}</td>
              <td>
                <Mono fixed>{url}</Mono>
              </td>
              <td title={failure ?? ''}>{outcome(method, status, failure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function outcome(method: string, status: number | null, failure: string | null): string {
  if (status === null || failure !== null) return checks.noAnswer
  return method === 'DNS' ? checks.answeredDns : checks.answered(status)
}
