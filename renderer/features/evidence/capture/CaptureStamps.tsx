import { Button } from '@mantine/core'
import { navigate } from '../../../app/navigation.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { QueryView } from '../../../ui/QueryView.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { Time } from '../../../ui/Time.tsx'
import classes from './capture.module.css'
import { text } from './strings.ts'

const mostStamps = 20

/** Since when a capture exists in the word of others, one line for each authority, or that nobody has said so yet. */
export function CaptureStamps({ captureId }: { readonly captureId: number }) {
  const query = useQuery('timestamps.list', { subject: `capture:${String(captureId)}`, limit: mostStamps })
  return (
    <QueryView query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <>
            <p className={classes.secondary}>{text.noStamp}</p>
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => navigate({ screen: 'settings', section: 'timestamps' })}
            >
              {text.nameAuthority}
            </Button>
          </>
        ) : (
          <ul className={classes.remarks}>
            {rows.map(({ id, authority, stampedAt, failure }) => (
              <li key={id}>
                {stampedAt === null ? (
                  <StatusBadge tone="warning" label={text.notStamped} />
                ) : (
                  <>
                    {text.existedAt} <Time value={stampedAt} />
                  </>
                )}
                <span className={classes.remarkDetail}>
                  {stampedAt === null ? text.awaitedFrom(authority) : text.perAuthority(authority)}
                </span>
                {failure !== null && <span className={classes.remarkDetail}>{failure}</span>}
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  )
}
