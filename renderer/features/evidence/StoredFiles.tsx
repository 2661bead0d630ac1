import type { RecheckReport } from '../../../shared/contract/evidence.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { isCustodyWarning } from '../../../shared/domain/evidence/custody-line.ts'
import { useJob } from '../../rpc/jobs.ts'
import { Callout } from '../../ui/Callout.tsx'
import { custodySubjectText } from '../../ui/custody-text.ts'
import { formatBytes } from '../../ui/format.ts'
import { Mono } from '../../ui/Mono.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { checks } from './check-strings.ts'
import classes from './evidence.module.css'

interface StoredProps {
  readonly state: Output<'evidence.recheckState'>
  readonly jobId: number | null
}

/** The last check of all stored files, and one that is under way. */
export function StoredFiles({ state, jobId }: StoredProps) {
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
  const { custody } = report
  const broken = custody.problems.filter(({ code }) => !isCustodyWarning(code)).length
  const problems = report.problems.length + broken
  return (
    <div className={classes.wide} role="status">
      {problems === 0 && custody.problems.length > 0 ? (
        <Callout tone="warning" title={checks.backwards}>
          {checks.at} <Time value={at} />. {checks.soundLog(custody.events)}
        </Callout>
      ) : problems === 0 ? (
        <Callout tone="success" title={checks.sound(report.files)}>
          {checks.at} <Time value={at} />. {checks.soundLog(custody.events)}
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
      {custody.problems.length > 0 && (
        <ul className={classes.problems}>
          {custody.problems.map(({ seq, code, message }) => (
            <li key={`${String(seq)} ${code}`}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
