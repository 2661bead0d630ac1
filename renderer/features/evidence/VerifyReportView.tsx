import { Button } from '@mantine/core'
import { IconClock, IconFileCheck, IconSignature } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { VerifyReport } from '../../../shared/contract/evidence.ts'
import { formatBytes } from '../../ui/format.ts'
import { Mono } from '../../ui/Mono.tsx'
import { StatusBadge, type IconComponent } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import classes from './evidence.module.css'
import { SignerFacts, TokenFacts } from './ProofFacts.tsx'
import { integrity, questions, severities, signature, timestamp, verify, type StatusText } from './strings.ts'

interface VerifyReportViewProps {
  readonly report: VerifyReport
  readonly checkedAt: string | null
  readonly actions?: ReactNode
}

/** Three separate answers, never one tick, and everything that was found. */
export function VerifyReportView({ report, checkedAt, actions }: VerifyReportViewProps) {
  return (
    <>
      <div className={classes.facts}>
        <span>{verify.checked(report.files, formatBytes(report.bytes))}</span>
        {checkedAt !== null && (
          <span>
            checked <Time value={checkedAt} />
          </span>
        )}
        {actions}
      </div>
      <div className={classes.answers}>
        <Answer icon={IconFileCheck} question={questions.integrity} status={integrity[report.integrity]} />
        <Answer icon={IconSignature} question={questions.signature} status={signature[report.signature]}>
          <SignerFacts signer={report.signer} />
        </Answer>
        <Answer icon={IconClock} question={questions.timestamp} status={timestamp[report.timestamp]}>
          <TokenFacts tokens={report.tokens} />
        </Answer>
      </div>
      <p className={classes.paragraph}>{verify.three}</p>
      <Findings findings={report.findings} />
    </>
  )
}

interface AnswerProps {
  readonly icon: IconComponent
  readonly question: string
  readonly status: StatusText
  readonly children?: ReactNode
}

function Answer({ icon: Icon, question, status, children }: AnswerProps) {
  return (
    <section className={classes.answer} aria-label={question}>
      <h2 className={classes.question}>
        <Icon size={16} stroke={1.7} aria-hidden />
        {question}
      </h2>
      <StatusBadge tone={status.tone} label={status.label} />
      <p className={classes.answerText}>{status.text}</p>
      {children}
    </section>
  )
}

type Finding = VerifyReport['findings'][number]
type Severity = Finding['severity']

const step = 200
const levels = ['error', 'warning', 'info'] as const

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const [level, setLevel] = useState<'all' | Severity>('all')
  const [limit, setLimit] = useState(step)
  const listed = useMemo(
    () => (level === 'all' ? findings : findings.filter(({ severity }) => severity === level)),
    [findings, level],
  )
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length
  const present = levels.filter((severity) => count(severity) > 0)
  return (
    <section aria-label={verify.findings} className={classes.findings}>
      <header className={classes.findingsHead}>
        <h2 className={classes.sectionTitle}>{verify.findings}</h2>
        {present.length > 1 && (
          <SegmentedFilter
            label={verify.columns.severity}
            value={level}
            onChange={setLevel}
            options={[
              { value: 'all' as const, label: verify.all, count: findings.length },
              ...present.map((value) => ({ value, label: severities[value].label, count: count(value) })),
            ]}
          />
        )}
      </header>
      {findings.length === 0 ? (
        <p className={classes.paragraph}>{verify.noFindings}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{verify.columns.severity}</th>
              <th scope="col">{verify.columns.path}</th>
              <th scope="col">{verify.columns.message}</th>
              <th scope="col">{verify.columns.code}</th>
            </tr>
          </thead>
          <tbody>
            {listed.slice(0, limit).map((finding) => (
              <FindingRow key={`${finding.code} ${finding.path}`} finding={finding} />
            ))}
          </tbody>
        </table>
      )}
      {listed.length > limit && (
        <Button variant="default" size="compact-sm" onClick={() => setLimit(limit + step)}>
          {verify.more(Math.min(step, listed.length - limit))}
        </Button>
      )}
    </section>
  )
}

function FindingRow({ finding: { severity, path, message, code } }: { readonly finding: Finding }) {
  const { label, tone } = severities[severity]
  return (
    <tr>
      <td>
        <StatusBadge tone={tone} label={label} />
      </td>
      <td className={classes.file}>{path === '' ? verify.wholeBundle : <Mono fixed>{path}</Mono>}</td>
      <td>{message}</td>
      <td>
        <Mono fixed>{code}</Mono>
      </td>
    </tr>
  )
}
