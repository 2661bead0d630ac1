import type { CaseHistory } from '../../../../shared/contract/case-states.ts'
import { rejectionReason } from '../../../../shared/domain/cases/rejections.ts'
import { analyseCounterNotice } from '../../../../shared/domain/notices/counter/counter-notice.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import classes from './follow.module.css'
import { advice, text } from './strings.ts'

/** What to do next in the state the case is in: of a refusal by its reason, of a counter-notice by its text. */
export function NextAdvice({ history }: { readonly history: CaseHistory }) {
  const last = history.events.findLast(({ corrects, corrected }) => corrects === null && !corrected)
  if (history.state === 'countered' && last) return <CounterAdvice event={last} />
  const refusal = history.state === 'rejected' ? rejectionReason(last?.reason ?? 'other') : null
  if (refusal) {
    return (
      <>
        <p className={classes.advice}>{refusal.next}</p>
        <p className={classes.source}>
          {text.source}: {refusal.source}
        </p>
      </>
    )
  }
  return <p className={classes.advice}>{advice[history.state]}</p>
}

function CounterAdvice({ event }: { readonly event: CaseHistory['events'][number] }) {
  const answer = useQuery('cases.answer', event.file === null ? null : { eventId: event.id })
  const words = answer.data?.text ?? null
  const { elements, complete, options } = analyseCounterNotice(words ?? '', event.happenedOn)
  return (
    <>
      {words === null ? (
        <p className={classes.advice}>{text.counterNoText}</p>
      ) : (
        <>
          <p className={classes.advice}>{complete ? text.counterComplete : text.counterIncomplete}</p>
          <h3 className={classes.subTitle}>{text.counterElements}</h3>
          <ul className={classes.checks}>
            {elements.map(({ code, title, present }) => (
              <li key={code} className={classes.check}>
                {title}
                <StatusBadge
                  tone={present ? 'success' : 'danger'}
                  label={present ? text.there : text.lacking}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className={classes.subTitle}>{text.options}</h3>
      <ul className={classes.options}>
        {options.map(({ code, title, note }) => (
          <li key={code}>
            <span className={classes.optionTitle}>{title}</span>
            <p className={classes.secondary}>{note}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
