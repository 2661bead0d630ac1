import { Button } from '@mantine/core'
import { IconRadar, IconRotateClockwise } from '@tabler/icons-react'
import { useState } from 'react'
import type { Sweep } from '../../../shared/contract/watch.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useJob } from '../../rpc/jobs.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatBytes, formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { MalformedRows } from './MalformedRows.tsx'
import { pickAndSweep } from './pick-and-sweep.ts'
import { StartSweepDialog } from './StartSweepDialog.tsx'
import { strings } from './strings.ts'
import classes from './watch.module.css'

const sweepTones: Readonly<Record<Sweep['state'], readonly [Tone, string]>> = {
  running: ['accent', 'Running'],
  interrupted: ['warning', 'Interrupted'],
  done: ['success', 'Done'],
  failed: ['danger', 'Failed'],
  cancelled: ['muted', 'Cancelled'],
}

const fileTones: Readonly<Record<Sweep['files'][number]['state'], readonly [Tone, string]>> = {
  pending: ['muted', 'Waiting'],
  running: ['accent', 'Running'],
  done: ['success', 'Done'],
  failed: ['danger', 'Not read to the end'],
}

/** Every sweep with its files; the newest first. */
export function SweepsView({ route }: { readonly route: RouteOf<'watch'> }) {
  const query = useQuery('sweeps.list', { limit: 100 })
  return (
    <div className={classes.page}>
      <QueryView query={query}>
        {({ sweeps }) =>
          sweeps.length === 0 ? (
            <EmptyState
              icon={IconRadar}
              title={strings.noSweeps}
              description={strings.emptyText}
              action={<Button onClick={() => void pickAndSweep()}>{strings.sweep}</Button>}
            />
          ) : (
            sweeps.map((sweep) => <SweepCard key={sweep.id} sweep={sweep} />)
          )
        }
      </QueryView>
      <StartSweepDialog paths={route.paths ?? null} />
    </div>
  )
}

function SweepCard({ sweep }: { readonly sweep: Sweep }) {
  const job = useJob(sweep.state === 'running' ? sweep.jobId : null)
  const resume = useCommand('jobs.resume')
  const cancel = useCommand('jobs.cancel')
  const [malformed, setMalformed] = useState(false)
  const [tone, label] = sweepTones[sweep.state]
  const resumable = sweep.state === 'interrupted' || sweep.state === 'cancelled'
  return (
    <SectionCard
      title={sweep.title}
      description={
        <span className={classes.meta}>
          <StatusBadge tone={tone} label={label} /> <Time value={sweep.startedAt} />
        </span>
      }
      actions={
        <div className={classes.cardActions}>
          {sweep.state === 'running' && sweep.jobId !== null && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => sweep.jobId !== null && void cancel.run({ jobId: sweep.jobId })}
            >
              Cancel
            </Button>
          )}
          {resumable && sweep.jobId !== null && (
            <Button
              size="compact-sm"
              variant="default"
              loading={resume.pending}
              leftSection={<IconRotateClockwise size={14} aria-hidden />}
              onClick={() => sweep.jobId !== null && void resume.run({ jobId: sweep.jobId })}
            >
              Resume
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            disabled={sweep.findings === 0}
            onClick={() => navigate({ screen: 'watch', view: 'findings', sweepId: sweep.id })}
          >
            {plural(sweep.findings, { one: 'finding', other: 'findings' })}
          </Button>
        </div>
      }
    >
      {job && sweep.state === 'running' && <ProgressLine progress={job.progress} label="Sweeping" />}
      <p className={classes.secondary}>
        {plural(sweep.rows, { one: 'row', other: 'rows' })} read,{' '}
        {plural(sweep.recordings, { one: 'of your recordings', other: 'of your recordings' })} found
        {sweep.malformed > 0 && (
          <>
            {', '}
            <button
              type="button"
              className={classes.link}
              aria-expanded={malformed}
              onClick={() => setMalformed(!malformed)}
            >
              {plural(sweep.malformed, { one: 'row could not be read', other: 'rows could not be read' })}
            </button>
          </>
        )}
      </p>
      {malformed && <MalformedRows sweepId={sweep.id} />}
      <FileTable sweep={sweep} />
    </SectionCard>
  )
}

function FileTable({ sweep }: { readonly sweep: Sweep }) {
  return (
    <table className={`${classes.table} ${classes.files}`}>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col" className={classes.end}>
            Size
          </th>
          <th scope="col" className={classes.end}>
            Rows
          </th>
          <th scope="col" className={classes.end}>
            Findings
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {sweep.files.map((file) => {
          const [tone, label] = fileTones[file.state]
          return (
            <tr key={file.id}>
              <th scope="row">{file.fileName}</th>
              <td className={classes.end}>{formatBytes(file.bytes)}</td>
              <td className={classes.end}>{formatNumber(file.rows)}</td>
              <td className={classes.end}>{formatNumber(file.findings)}</td>
              <td>
                <StatusBadge tone={tone} label={label} />
                {file.message !== '' && <div className={classes.secondary}>{file.message}</div>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
