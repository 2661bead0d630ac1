import { Button } from '@mantine/core'
import type { CaseEvent } from '../../../../shared/contract/case-states.ts'
import { rejectionReason } from '../../../../shared/domain/cases/rejections.ts'
import { navigate } from '../../../app/navigation.ts'
import { call } from '../../../rpc/client.ts'
import { pickSave } from '../../../rpc/host.ts'
import { toUserError } from '../../../rpc/use-command.ts'
import { formatBytes, formatDate } from '../../../ui/format.ts'
import { toast } from '../../../ui/toasts.tsx'
import classes from './follow.module.css'
import { moveLabels, text } from './strings.ts'

interface StateHistoryProps {
  readonly caseId: number
  readonly events: readonly CaseEvent[]
}

/** What was recorded, newest first, with the answers that were kept. */
export function StateHistory({ caseId, events }: StateHistoryProps) {
  if (events.length === 0) return <p className={classes.secondary}>{text.noHistory}</p>
  return (
    <ol className={classes.history}>
      {events.toReversed().map((event) => (
        <Line key={event.id} caseId={caseId} event={event} />
      ))}
    </ol>
  )
}

async function saveAnswer(eventId: number, name: string): Promise<void> {
  const path = await pickSave({ title: text.saveFile, defaultName: name })
  if (path === null) return
  try {
    await call('cases.answerSave', { eventId, path })
    toast.success(text.saved)
  } catch (error) {
    toast.error(toUserError(error))
  }
}

function Line({ caseId, event }: { readonly caseId: number; readonly event: CaseEvent }) {
  const { id, state, corrects, corrected, happenedOn, reason, note, file, recordedAt } = event
  const refusal = rejectionReason(reason)
  return (
    <li className={classes.line} data-corrected={corrected ? true : undefined}>
      <time className={classes.lineDay} dateTime={happenedOn} title={text.recordedAt(recordedAt)}>
        {formatDate(happenedOn)}
      </time>
      <div>
        <span className={classes.lineTitle}>
          {corrects === null ? moveLabels[state].label : text.takesBack}
          {refusal && `: ${refusal.title}`}
          {reason === 'again' && `: ${text.againReason}`}
        </span>
        {corrected && <span className={classes.mark}>{text.takenBackMark}</span>}
        {note !== '' && <p className={classes.note}>{note}</p>}
        {file && (
          <>
            <p className={classes.secondary}>
              {file.name} · {formatBytes(file.bytes)}
            </p>
            <div className={classes.lineActions}>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => navigate({ screen: 'analyse', caseId, eventId: id })}
              >
                {text.analyse}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => void saveAnswer(id, file.name)}>
                {text.saveFile}
              </Button>
            </div>
          </>
        )}
      </div>
    </li>
  )
}
