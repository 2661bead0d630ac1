import { Button } from '@mantine/core'
import { verifyReport } from '../../../shared/contract/evidence.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import classes from './evidence.module.css'
import { verify } from './strings.ts'
import { VerifyReportView } from './VerifyReportView.tsx'

interface VerifyJobProps {
  readonly job: Job
  /** Checks the same bundle once more; absent when its place is not known any more. */
  readonly onAgain?: () => void
}

/** A check in whatever state it is. Only one that ran to its end says anything about the bundle. */
export function VerifyJob({ job, onAgain }: VerifyJobProps) {
  const cancel = useCommand('jobs.cancel')
  const resume = useCommand('jobs.resume')
  const again = onAgain && (
    <Button size="compact-sm" variant="default" onClick={onAgain}>
      {verify.again}
    </Button>
  )
  switch (job.state) {
    case 'queued':
    case 'running':
      return (
        <div className={classes.running}>
          <ProgressLine
            progress={job.progress}
            label={job.state === 'queued' ? verify.waiting : verify.running}
          />
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.pending}
            onClick={() => void cancel.run({ jobId: job.id })}
          >
            {verify.cancel}
          </Button>
        </div>
      )
    case 'failed':
      return (
        <Callout tone="danger" title={verify.failed} actions={again}>
          {job.error?.message}
        </Callout>
      )
    case 'cancelled':
      return (
        <Callout tone="warning" actions={again}>
          {verify.stopped}
        </Callout>
      )
    case 'interrupted':
      return (
        <Callout
          tone="warning"
          actions={
            <Button
              size="compact-sm"
              variant="default"
              loading={resume.pending}
              onClick={() => void resume.run({ jobId: job.id })}
            >
              {verify.resume}
            </Button>
          }
        >
          {verify.stopped}
        </Callout>
      )
    case 'done': {
      const report = verifyReport.safeParse(job.result)
      return report.success ? (
        <VerifyReportView report={report.data} checkedAt={job.finishedAt} actions={again} />
      ) : (
        <Callout tone="warning" actions={again}>
          {verify.unknownResult}
        </Callout>
      )
    }
  }
}
