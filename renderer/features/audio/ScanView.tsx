import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AudioPlanCounts, AudioScan } from '../../../shared/contract/audio.ts'
import { navigate } from '../../app/navigation.ts'
import { useJob } from '../../rpc/jobs.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { formatNumber } from '../../ui/format.ts'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { Stat } from '../../ui/Stat.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import classes from './audio.module.css'
import { FilesGrid, ReleasesGrid, TracksGrid } from './PreviewGrids.tsx'
import { pickAndScan } from './scan-folder.ts'
import { strings } from './strings.ts'
import { useCommitOf } from './use-commit-of.ts'

const badges: Readonly<Record<AudioScan['state'], readonly [Tone, string]>> = {
  scanning: ['accent', strings.reading],
  scanned: ['neutral', strings.scanned],
  committed: ['success', strings.committed],
  failed: ['danger', strings.failed],
  cancelled: ['muted', strings.cancelled],
  discarded: ['muted', strings.discarded],
}

/** A folder that is being read, then what adding it would do, then that it was added. */
export function ScanView({ scan }: { readonly scan: AudioScan }) {
  const job = useJob(scan.jobId)
  const commit = useCommitOf(scan)
  const ready = scan.state === 'scanned' || scan.state === 'committed'
  const preview = useQuery('audio.preview', ready ? { scanId: scan.id, limit: 1 } : null)
  const plan = preview.data?.counts ?? null
  const [tone, label] = badges[scan.state]
  return (
    <div className={classes.step}>
      <header className={classes.head}>
        <div className={classes.folder}>
          <FilePath path={scan.root} />
          <StatusBadge tone={tone} label={label} />
        </div>
        <Actions scan={scan} plan={plan} />
      </header>
      {scan.state === 'scanning' && job && <ProgressLine progress={job.progress} label={strings.reading} />}
      {scan.commitJobId !== null && commit && (
        <ProgressLine progress={commit.progress} label={strings.adding} />
      )}
      {commit?.error && <Callout tone="danger">{commit.error.message}</Callout>}
      {job?.error && <Callout tone="danger">{job.error.message}</Callout>}
      {plan && plan.rejected > 0 && <Callout tone="warning">{strings.incomplete(plan.rejected)}</Callout>}
      <Counts scan={scan} plan={plan} />
      {ready && <Rows scan={scan} plan={plan} />}
    </div>
  )
}

interface PartProps {
  readonly scan: AudioScan
  readonly plan: AudioPlanCounts | null
}

function Actions({ scan, plan }: PartProps) {
  const commit = useCommand('audio.commit')
  const discard = useCommand('audio.discard')
  const cancel = useCommand('jobs.cancel')
  const jobId = scan.commitJobId ?? scan.jobId
  if (scan.state === 'scanning' || scan.commitJobId !== null) {
    return jobId === null ? null : (
      <Button variant="default" onClick={() => void cancel.run({ jobId })}>
        {strings.cancel}
      </Button>
    )
  }
  if (scan.state !== 'scanned') {
    return (
      <div className={classes.actions}>
        <Button variant="default" onClick={() => void pickAndScan()}>
          {strings.another}
        </Button>
        <Button onClick={() => navigate({ screen: 'catalog' })}>{strings.open}</Button>
      </div>
    )
  }
  const writes = plan === null ? 0 : plan.create + plan.link
  return (
    <div className={classes.actions}>
      <Button
        variant="default"
        onClick={() => {
          void discard.run({ scanId: scan.id }).then((done) => {
            if (done) navigate({ screen: 'catalog' })
          })
        }}
      >
        {strings.discard}
      </Button>
      <Button
        disabled={writes === 0}
        loading={commit.pending}
        onClick={() => void commit.run({ scanId: scan.id })}
      >
        {plan === null || writes === 0 ? strings.nothing : strings.add(plan)}
      </Button>
    </div>
  )
}

function Counts({ scan, plan }: PartProps) {
  const { counts } = scan
  return (
    <div className={classes.stats}>
      <Stat label={strings.files} value={formatNumber(counts.files)} />
      {plan && (
        <>
          <Stat label={strings.newReleases} value={formatNumber(plan.newReleases)} />
          <Stat label={strings.newRecordings} value={formatNumber(plan.create)} />
          <Stat label={strings.known} value={formatNumber(plan.link)} />
          <Stat label={strings.unchanged} value={formatNumber(plan.unchanged)} />
        </>
      )}
      <Stat label={strings.rejected} value={formatNumber(counts.rejected)} />
    </div>
  )
}

type Shown = 'releases' | 'tracks' | 'rejected' | 'warnings'

function Rows({ scan, plan }: PartProps) {
  const [shown, setShown] = useState<Shown>('releases')
  const { rejected, warnings } = scan.counts
  return (
    <section className={classes.rows} aria-label={strings.files}>
      <SegmentedFilter
        label="Show"
        value={shown}
        onChange={setShown}
        options={[
          { value: 'releases', label: strings.releases, ...(plan ? { count: plan.releases } : {}) },
          { value: 'tracks', label: strings.tracks, ...(plan ? { count: plan.tracks } : {}) },
          { value: 'rejected', label: strings.rejected, count: rejected },
          { value: 'warnings', label: strings.warnings, count: warnings },
        ]}
      />
      <div className={classes.grid}>
        {shown === 'releases' && <ReleasesGrid scanId={scan.id} />}
        {shown === 'tracks' && <TracksGrid scanId={scan.id} release={null} />}
        {(shown === 'rejected' || shown === 'warnings') && (
          <FilesGrid key={shown} scanId={scan.id} root={scan.root} only={shown} />
        )}
      </div>
    </section>
  )
}
