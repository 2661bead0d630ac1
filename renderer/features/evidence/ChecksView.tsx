import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { checks } from './check-strings.ts'
import classes from './evidence.module.css'
import { EvidenceFrame } from './EvidenceFrame.tsx'
import { Requests } from './Requests.tsx'
import { Stamps } from './Stamps.tsx'
import { StoredFiles } from './StoredFiles.tsx'

/** Whether everything that is stored is still what it was, and what is not yet timestamped. */
export function ChecksView() {
  const state = useQuery('evidence.recheckState', {})
  const stamps = useQuery('timestamps.list', { limit: 100 })
  const start = useCommand('evidence.recheck')
  const jobId = state.data?.jobId ?? null
  return (
    <EvidenceFrame
      view="checks"
      actions={
        <Button
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={start.pending}
          disabled={jobId !== null}
          onClick={() => void start.run({})}
        >
          {checks.start}
        </Button>
      }
    >
      <div className={classes.page} data-scroll tabIndex={-1}>
        <div className={classes.column}>
          <QueryView query={state}>{(data) => <StoredFiles state={data} jobId={jobId} />}</QueryView>
          <QueryView query={stamps}>{(data) => <Stamps stamps={data} />}</QueryView>
          <Requests />
        </div>
      </div>
    </EvidenceFrame>
  )
}
