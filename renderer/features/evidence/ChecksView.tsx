import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { RecheckReport } from '../../../shared/contract/evidence.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { navigate } from '../../app/navigation.ts'
import { useJob } from '../../rpc/jobs.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { custodySubjectText } from '../../ui/custody-text.ts'
import { formatBytes } from '../../ui/format.ts'
import { Mono } from '../../ui/Mono.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { checks } from './check-strings.ts'
import classes from './evidence.module.css'
import { EvidenceFrame } from './EvidenceFrame.tsx'

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
          <QueryView query={state}>{(data) => <Stored state={data} jobId={jobId} />}</QueryView>
          <QueryView query={stamps}>{(data) => <Stamps stamps={data} />}</QueryView>
        </div>
      </div>
    </EvidenceFrame>
  )
}

interface StoredProps {
  readonly state: Output<'evidence.recheckState'>
  readonly jobId: number | null
}

function Stored({ state, jobId }: StoredProps) {
  const job = useJob(jobId)
  return (
    <section aria-label={checks.stored} className={classes.findings}>
      <h2 className={classes.sectionTitle}>{checks.stored}</h2>
      <p className={classes.paragraph}>{checks.storedText(state.files, formatBytes(state.bytes))}</p>
      {job !== null && (job.state === 'running' || job.state === 'queued') && (
        <div className={classes.wide}>
          <ProgressLine progress={job.progress} label={checks.running} />
        </div>
      )}
      {state.last !== null && <Last at={state.last.at} report={state.last.report} />}
    </section>
  )
}

function Last({ at, report }: { readonly at: string; readonly report: RecheckReport }) {
  const problems = report.problems.length + report.custody.problems.length
  return (
    <div className={classes.wide} role="status">
      {problems === 0 ? (
        <Callout tone="success" title={checks.sound(report.files)}>
          {checks.at} <Time value={at} />. {checks.soundLog(report.custody.events)}
        </Callout>
      ) : (
        <Callout tone="danger" title={checks.unsound(problems)}>
          {checks.at} <Time value={at} />. {checks.unsoundNote}
        </Callout>
      )}
      {report.problems.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{checks.columns.problem}</th>
              <th scope="col">{checks.columns.file}</th>
              <th scope="col">{checks.columns.of}</th>
              <th scope="col">{checks.columns.hash}</th>
            </tr>
          </thead>
          <tbody>
            {report.problems.map(({ sha256, problem, name, usedBy }) => (
              <tr key={sha256}>
                <td>
                  <StatusBadge tone="danger" label={checks.problems[problem]} />
                </td>
                <td>{name}</td>
                <td>{usedBy.map(custodySubjectText).join(', ')}</td>
                <td>
                  <Mono fixed>{sha256.slice(0, 14)}…</Mono>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {report.custody.problems.length > 0 && (
        <ul className={classes.problems}>
          {report.custody.problems.map(({ seq, code, message }) => (
            <li key={`${String(seq)} ${code}`}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Stamps({ stamps }: { readonly stamps: Output<'timestamps.list'> }) {
  return (
    <section aria-label={checks.stamps} className={classes.findings}>
      <h2 className={classes.sectionTitle}>{checks.stamps}</h2>
      {stamps.rows.length === 0 ? (
        <>
          <p className={classes.paragraph}>{checks.noStamps}</p>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => navigate({ screen: 'settings', section: 'timestamps' })}
          >
            {checks.setUp}
          </Button>
        </>
      ) : (
        <>
          <p className={classes.paragraph}>{checks.counts(stamps.stamped, stamps.waiting)}</p>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{checks.stampColumns.subject}</th>
                <th scope="col">{checks.stampColumns.authority}</th>
                <th scope="col">{checks.stampColumns.time}</th>
                <th scope="col">{checks.stampColumns.asked}</th>
              </tr>
            </thead>
            <tbody>
              {stamps.rows.map((row) => (
                <tr key={row.id}>
                  <td>{checks.subject(row.subject, custodySubjectText(row.subject))}</td>
                  <td>{row.authority}</td>
                  <td>
                    {row.stampedAt === null ? (
                      <StatusBadge tone="warning" label={checks.awaited} title={row.failure ?? ''} />
                    ) : (
                      <Time value={row.stampedAt} />
                    )}
                    {row.failure !== null && <div className={classes.paragraph}>{row.failure}</div>}
                  </td>
                  <td>
                    <Time value={row.askedAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
