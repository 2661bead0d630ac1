import type { LiveRun } from '../../../shared/contract/live.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import classes from './live.module.css'
import { panelText as text } from './strings.ts'

const shown = 10

/** What came of the last looks at a source. */
export function SourceRuns({ sourceId }: { readonly sourceId: string }) {
  const query = useQuery('live.runs', { sourceId, limit: shown })
  return (
    <DetailSection title={text.runs}>
      <QueryView query={query}>
        {({ runs }) =>
          runs.length === 0 ? (
            <p className={classes.secondary}>{text.noRuns}</p>
          ) : (
            <ol className={classes.runs}>
              {runs.map((run) => (
                <li key={run.id}>
                  <Time value={run.startedAt} />
                  <Outcome run={run} />
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </DetailSection>
  )
}

function Outcome({ run }: { readonly run: LiveRun }) {
  if (run.problem !== null)
    return (
      <div className={classes.secondary}>
        <StatusBadge tone="warning" label={run.problem.message} />
        {run.listings > 0 && <div>{text.run(run.listings, run.newFindings)}</div>}
      </div>
    )
  if (run.endedAt === null) return <div className={classes.secondary}>{text.runRunning}</div>
  return <div className={classes.secondary}>{text.run(run.listings, run.newFindings)}</div>
}
