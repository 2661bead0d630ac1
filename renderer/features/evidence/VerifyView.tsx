import { Button } from '@mantine/core'
import { IconFolderOpen, IconShieldCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { runCommandById } from '../../app/commands.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useJob } from '../../rpc/jobs.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { LoadingState } from '../../ui/QueryView.tsx'
import { toast } from '../../ui/toasts.tsx'
import { toUserError } from '../../rpc/use-command.ts'
import classes from './evidence.module.css'
import { EvidenceFrame } from './EvidenceFrame.tsx'
import { strings, verify } from './strings.ts'
import { verifyBundle } from './verify-bundle.ts'
import { VerifyJob } from './VerifyJob.tsx'

/** The check of one bundle: what is checked, how far it is, the report. */
export function VerifyView({ route }: { readonly route: RouteOf<'evidence'> }) {
  const { path, jobId } = route
  const job = useJob(jobId ?? null)
  if (jobId === undefined && path === undefined) {
    return (
      <EvidenceFrame view="verify">
        <NothingChosen />
      </EvidenceFrame>
    )
  }
  const start =
    path === undefined
      ? undefined
      : () => {
          verifyBundle(path).catch((error: unknown) => toast.error(toUserError(error)))
        }
  return (
    <EvidenceFrame
      view="verify"
      actions={
        <Button variant="default" onClick={() => runCommandById('evidence.verify')}>
          {verify.another}
        </Button>
      }
    >
      <div className={classes.page} data-scroll tabIndex={-1}>
        <div className={classes.column}>
          <header className={classes.head}>
            <div className={classes.bundle}>
              {path === undefined ? <strong>{job?.title ?? ''}</strong> : <FilePath path={path} />}
            </div>
            {start && jobId === undefined && <Button onClick={start}>{verify.start}</Button>}
          </header>
          {jobId === undefined ? (
            <p className={classes.paragraph}>{verify.ready}</p>
          ) : job === null ? (
            <LoadingState />
          ) : (
            <VerifyJob job={job} {...(start ? { onAgain: start } : {})} />
          )}
        </div>
      </div>
    </EvidenceFrame>
  )
}

function NothingChosen(): ReactNode {
  return (
    <EmptyState
      icon={IconShieldCheck}
      title={verify.emptyTitle}
      description={verify.emptyText}
      action={
        <Button
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          onClick={() => runCommandById('evidence.verify')}
        >
          {strings.chooseZip}
        </Button>
      }
      secondary={
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={16} aria-hidden />}
          onClick={() => runCommandById('evidence.verifyFolder')}
        >
          {strings.chooseFolder}
        </Button>
      }
    />
  )
}
