import { Button, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { navigate } from '../../app/navigation.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { custodyActionText, custodyActorText } from '../../ui/custody-text.ts'
import { DetailPane } from '../../ui/DetailPane.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { Time } from '../../ui/Time.tsx'
import classes from './evidence.module.css'
import { evidenceText } from './evidence-strings.ts'

const step = 50
const most = 500

/** What the custody log holds about one case, newest first. */
export function CaseCustody({ caseId }: { readonly caseId: number }) {
  const [limit, setLimit] = useState(step)
  const query = useQuery('custody.list', { caseId, limit })
  return (
    <DetailPane
      title={evidenceText.custody}
      subtitle={evidenceText.custodyHint}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => navigate({ screen: 'evidence', view: 'custody' })}
        >
          {evidenceText.wholeLog}
        </Button>
      }
    >
      <QueryView query={query}>
        {({ events, total }) => (
          <>
            {total === 0 && <p className={classes.none}>{evidenceText.noEvents}</p>}
            <ol className={classes.events}>
              {events.map((event) => (
                <li key={event.seq} className={classes.event}>
                  <UnstyledButton
                    className={classes.eventAction}
                    onClick={() => navigate({ screen: 'evidence', view: 'custody', seq: event.seq })}
                  >
                    {custodyActionText(event.action)}
                  </UnstyledButton>
                  <span className={classes.eventSeq}>{evidenceText.lineNumber(event.seq)}</span>
                  <span className={classes.eventTime}>
                    <Time value={event.at} /> · {custodyActorText(event.actor)}
                  </span>
                </li>
              ))}
            </ol>
            {total > events.length && limit < most && (
              <div className={classes.older}>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => setLimit(Math.min(most, limit + step))}
                >
                  {evidenceText.older(Math.min(step, total - events.length))}
                </Button>
              </div>
            )}
          </>
        )}
      </QueryView>
    </DetailPane>
  )
}
