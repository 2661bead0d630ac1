import { Button } from '@mantine/core'
import { IconFolderOpen } from '@tabler/icons-react'
import { exportResult, type ExportResult } from '../../../shared/contract/export.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { reveal } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { formatBytes } from '../../ui/format.ts'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import classes from './export.module.css'
import { strings } from './strings.ts'

const listed = 8

/** How an export goes and what came of it. */
export function ExportRun({ job }: { readonly job: Job | null }) {
  const cancel = useCommand('jobs.cancel')
  if (job === null || job.state === 'queued' || job.state === 'running') {
    return (
      <div className={classes.run}>
        {job && (
          <ProgressLine
            label={job.state === 'queued' ? strings.waiting : strings.running}
            progress={job.progress}
          />
        )}
        {job && (
          <Button
            variant="default"
            loading={cancel.pending}
            onClick={() => void cancel.run({ jobId: job.id })}
          >
            {strings.stop}
          </Button>
        )}
      </div>
    )
  }
  if (job.state === 'done') return <Done result={exportResult.parse(job.result)} />
  if (job.state === 'failed') {
    return (
      <Callout tone="danger" title={strings.failed}>
        {job.error?.message}
      </Callout>
    )
  }
  return <Callout tone="neutral">{strings.stopped}</Callout>
}

function Done({ result }: { readonly result: ExportResult }) {
  const [first] = result.files
  const more = result.fileCount - Math.min(listed, result.files.length)
  return (
    <div className={classes.run} role="status">
      <Callout
        tone="success"
        title={strings.done(result.fileCount)}
        actions={
          first && (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconFolderOpen size={14} aria-hidden />}
              onClick={() => void reveal(first.path)}
            >
              {strings.reveal}
            </Button>
          )
        }
      >
        <ul className={classes.files}>
          {result.files.slice(0, listed).map(({ path, bytes }) => (
            <li key={path} className={classes.file}>
              <FilePath path={path} plain />
              <span className={classes.secondary}>{formatBytes(bytes)}</span>
            </li>
          ))}
        </ul>
        {more > 0 && <p className={classes.secondary}>{strings.moreFiles(more)}</p>}
      </Callout>
      {result.leftOut > 0 && <Callout tone="warning">{strings.leftOut(result.leftOut)}</Callout>}
      {result.notes.map((note) => (
        <Callout key={note} tone="info">
          {note}
        </Callout>
      ))}
    </div>
  )
}
