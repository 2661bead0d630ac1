import { Button } from '@mantine/core'
import { IconFolderOpen, IconShieldCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Job } from '../../../shared/contract/jobs.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { reveal } from '../../rpc/host.ts'
import { useJobsStore } from '../../rpc/jobs.ts'
import { toUserError, useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { PropertyList } from '../../ui/DetailPane.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { formatBytes } from '../../ui/format.ts'
import { Mono } from '../../ui/Mono.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { exportedBundleOf, type ExportedBundle } from './bundle-result.ts'
import classes from './evidence.module.css'
import { evidenceText } from './evidence-strings.ts'

/** The latest export of this case that is known; null when there was none. */
function useLatestExport(caseId: number): Job | null {
  return useJobsStore(({ byId }) => {
    let latest: Job | null = null
    for (const job of byId.values()) {
      if (job.kind === 'bundle.export' && job.subjectId === caseId && job.id > (latest?.id ?? 0)) latest = job
    }
    return latest
  })
}

/** The latest export of the case: its progress, why it failed, or where the bundle lies. */
export function BundleCard({ caseId }: { readonly caseId: number }) {
  const job = useLatestExport(caseId)
  return job === null ? null : (
    <div className={classes.bundle}>
      <Latest job={job} />
    </div>
  )
}

function Latest({ job }: { readonly job: Job }): ReactNode {
  const cancel = useCommand('jobs.cancel')
  const resume = useCommand('jobs.resume')
  switch (job.state) {
    case 'queued':
    case 'running':
      return (
        <div className={classes.running}>
          <ProgressLine
            progress={job.progress}
            label={job.state === 'queued' ? evidenceText.waiting : evidenceText.exporting}
          />
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.pending}
            onClick={() => void cancel.run({ jobId: job.id })}
          >
            {evidenceText.cancel}
          </Button>
        </div>
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
              {evidenceText.resume}
            </Button>
          }
        >
          {evidenceText.interrupted}
        </Callout>
      )
    case 'cancelled':
      return <Callout tone="neutral">{evidenceText.stopped}</Callout>
    case 'failed':
      return (
        <Callout tone="danger" title={evidenceText.failed}>
          {job.error?.message}
        </Callout>
      )
    case 'done': {
      const bundle = exportedBundleOf(job.result)
      return bundle && <Exported bundle={bundle} at={job.finishedAt} />
    }
  }
}

async function verify(path: string): Promise<void> {
  try {
    const { jobId } = await call('bundle.verify', { path })
    navigate({ screen: 'evidence', view: 'verify', path, jobId })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

function Exported({ bundle, at }: { readonly bundle: ExportedBundle; readonly at: string | null }) {
  return (
    <section aria-label={evidenceText.doneTitle} className={classes.exported}>
      <header className={classes.exportedHead}>
        <div>
          <h2 className={classes.exportedTitle}>{evidenceText.doneTitle}</h2>
          <p className={classes.secondary}>
            {evidenceText.done(bundle.files, formatBytes(bundle.bytes))}
            {at !== null && (
              <>
                {' · '}
                <Time value={at} />
              </>
            )}
          </p>
        </div>
        <div className={classes.exportedActions}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFolderOpen size={14} aria-hidden />}
            onClick={() => void reveal(bundle.zip)}
          >
            {evidenceText.reveal}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconShieldCheck size={14} aria-hidden />}
            onClick={() => void verify(bundle.zip)}
          >
            {evidenceText.verify}
          </Button>
        </div>
      </header>
      <PropertyList
        items={[
          { label: evidenceText.zip, value: <FilePath path={bundle.zip} plain />, copy: bundle.zip },
          { label: evidenceText.folder, value: <FilePath path={bundle.folder} plain />, copy: bundle.folder },
          {
            label: evidenceText.fingerprint,
            value: <Mono fixed>{bundle.zipSha256}</Mono>,
            copy: bundle.zipSha256,
          },
          {
            label: evidenceText.signed,
            value: bundle.signedBy === null ? evidenceText.notSigned : <Mono fixed>{bundle.signedBy}</Mono>,
          },
          {
            label: evidenceText.stamped,
            value: evidenceText.stamps(bundle.timestamps, bundle.timestampsAwaited),
          },
        ]}
      />
      {bundle.aside.length > 0 && (
        <Callout tone="warning" title={evidenceText.aside}>
          {bundle.aside.map((path) => (
            <FilePath key={path} path={path} />
          ))}
        </Callout>
      )}
    </section>
  )
}
