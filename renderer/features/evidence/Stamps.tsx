import { Button } from '@mantine/core'
import type { Output } from '../../../shared/contract/index.ts'
import { navigate } from '../../app/navigation.ts'
import { custodySubjectText } from '../../ui/custody-text.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { checks } from './check-strings.ts'
import classes from './evidence.module.css'

/** What is stamped by an authority, and what is not yet. */
export function Stamps({ stamps }: { readonly stamps: Output<'timestamps.list'> }) {
  return (
    <section aria-label={checks.stamps} className={classes.findings}>
      <h2 className={classes.sectionTitle}>{checks.stamps}</h2>
      {stamps.rows.length === 0 ? (
        <>
          <p className={classes.paragraph}>{checks.noStamps}</p>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => navigate({ screen: 'settings', section: 'timestamps' })}
          >
            {checks.setUp}
          </Button>
        </>
      ) : (
        <>
          <p className={classes.paragraph}>{checks.counts(stamps.stamped, stamps.waiting)}</p>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{checks.stampColumns.subject}</th>
                <th scope="col">{checks.stampColumns.authority}</th>
                <th scope="col">{checks.stampColumns.time}</th>
                <th scope="col">{checks.stampColumns.asked}</th>
              </tr>
            </thead>
            <tbody>
              {stamps.rows.map((row) => (
                <tr key={row.id}>
                  <td>{checks.subject(row.subject, custodySubjectText(row.subject))}</td>
                  <td>{row.authority}</td>
                  <td>
                    {row.stampedAt === null ? (
                      <StatusBadge tone="warning" label={checks.awaited} title={row.failure ?? ''} />
                    ) : (
                      <Time value={row.stampedAt} />
                    )}
                    {row.failure !== null && <div className={classes.paragraph}>{row.failure}</div>}
                  </td>
                  <td>
                    <Time value={row.askedAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
