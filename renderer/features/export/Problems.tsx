import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ExportCheck } from '../../../shared/contract/export.ts'
import { formatFacts } from '../../../shared/domain/export/formats.ts'
import { closeExport } from '../../app/export-request.ts'
import { navigate } from '../../app/navigation.ts'
import { Callout } from '../../ui/Callout.tsx'
import classes from './export.module.css'
import { recordRoute } from './record-route.ts'
import { strings } from './strings.ts'

type Problem = ExportCheck['problems'][number]

const shownAtFirst = 6

/** What is missing before the file would be accepted, and what would make it better, each with the way to it. */
export function Problems({ check }: { readonly check: ExportCheck }) {
  const needed = check.problems.filter(({ severity }) => severity === 'needed')
  const advised = check.problems.filter(({ severity }) => severity === 'advised')
  if (check.needed + check.advised === 0) {
    return check.subjects === 0 ? (
      <Callout tone="warning">{strings.nothing}</Callout>
    ) : (
      <Callout tone="success">{strings.ready}</Callout>
    )
  }
  return (
    <>
      {check.needed > 0 && (
        <Group
          title={strings.needed(check.needed)}
          text={leavesOut(check) ? strings.neededLeftOut : strings.neededWritten}
          problems={needed}
          total={check.needed}
        />
      )}
      {check.advised > 0 && (
        <Group title={strings.advised(check.advised)} problems={advised} total={check.advised} />
      )}
    </>
  )
}

/** Messages and label copies name what is missing; other formats leave out what lacks it. */
function leavesOut({ format }: ExportCheck): boolean {
  return format !== 'ern43' && formatFacts[format].label !== ''
}

interface GroupProps {
  readonly title: string
  readonly text?: string
  readonly problems: readonly Problem[]
  readonly total: number
}

function Group({ title, text, problems, total }: GroupProps) {
  const [all, setAll] = useState(false)
  const shown = all ? problems : problems.slice(0, shownAtFirst)
  const hidden = problems.length - shown.length
  return (
    <section className={classes.problems} aria-label={title}>
      <h3 className={classes.problemsTitle}>{title}</h3>
      {text !== undefined && <p className={classes.secondary}>{text}</p>}
      <ul className={classes.problemList}>
        {shown.map((problem, index) => (
          <ProblemItem
            key={`${problem.subject.type}-${problem.subject.id}-${problem.field}-${index}`}
            problem={problem}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {strings.showMore(hidden)}
        </Button>
      )}
      {hidden === 0 && total > problems.length && (
        <p className={classes.secondary}>{strings.notListed(total - problems.length)}</p>
      )}
    </section>
  )
}

function ProblemItem({ problem }: { readonly problem: Problem }) {
  const { subject, message } = problem
  const route = recordRoute(subject)
  return (
    <li className={classes.problem} data-severity={problem.severity}>
      <div className={classes.problemText}>
        <span className={classes.problemSubject}>
          {subject.title} <span className={classes.problemKind}>{strings.kinds[subject.type]}</span>
        </span>
        <span>{message}</span>
      </div>
      {route && (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={strings.showRecord(subject.title)}
          onClick={() => {
            closeExport()
            navigate(route)
          }}
        >
          {strings.show}
        </Button>
      )}
    </li>
  )
}
