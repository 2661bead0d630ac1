import { Button } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import type { RecordedState } from '../../../../shared/domain/cases/case-states.ts'
import { rejectionReasons } from '../../../../shared/domain/cases/rejections.ts'
import { analyseNotice } from '../../../../shared/domain/notices/analyse/analyse.ts'
import { kindTitles } from '../../../../shared/domain/notices/analyse/explain.ts'
import { call } from '../../../rpc/client.ts'
import { pickFiles } from '../../../rpc/host.ts'
import { toUserError, useCommand } from '../../../rpc/use-command.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { FieldMessage } from '../../../ui/fields/message.ts'
import { SelectField } from '../../../ui/fields/SelectField.tsx'
import { TextAreaField, TextField } from '../../../ui/fields/TextField.tsx'
import { toast } from '../../../ui/toasts.tsx'
import classes from './follow.module.css'
import { moveLabels, text } from './strings.ts'

/** Today where the user is, YYYY-MM-DD. */
export function localDay(now = new Date()): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

export function dayProblem(day: string): FieldMessage | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return { severity: 'error', message: text.onMissing }
  return day > localDay() ? { severity: 'error', message: text.onFuture } : null
}

interface MoveDialogProps {
  readonly caseId: number
  readonly providerName: string
  readonly moves: readonly RecordedState[]
  readonly suggested: RecordedState
  readonly opened: boolean
  readonly onClose: () => void
}

/** Records what became of a case: what, when, why, with the answer. */
export function MoveDialog({ opened, onClose, providerName, ...rest }: MoveDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`${text.recordTitle} · ${providerName}`} size="lg">
      {opened && <MoveForm {...rest} onClose={onClose} />}
    </Dialog>
  )
}

type MoveFormProps = Pick<MoveDialogProps, 'caseId' | 'moves' | 'suggested' | 'onClose'>

function MoveForm({ caseId, moves, suggested, onClose }: MoveFormProps) {
  const [state, setState] = useState<RecordedState>(suggested)
  const [on, setOn] = useState(() => localDay())
  const [reason, setReason] = useState('other')
  const [note, setNote] = useState('')
  const [answer, setAnswer] = useState<Answer>({ text: '', path: null })
  const move = useCommand('cases.move', { toast: false })
  const submit = async () => {
    const saved = await move.run({
      caseId,
      state,
      happenedOn: on,
      note,
      reason: state === 'rejected' ? reason : '',
      text: answer.path === null && answer.text.trim() !== '' ? answer.text : null,
      path: answer.path,
    })
    if (!saved) return
    toast.success(text.recorded(moveLabels[state].label), {
      action: { label: text.takeBack, run: () => void takeBack(caseId) },
      lasting: true,
    })
    onClose()
  }
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {move.error && <Callout tone="danger">{move.error.message}</Callout>}
      <div className={classes.pair}>
        <SelectField
          label={text.state}
          value={state}
          options={moves.map((value) => ({ value, label: moveLabels[value].label }))}
          onChange={setState}
          hint={moveLabels[state].hint}
        />
        <TextField
          label={text.on}
          type="date"
          value={on}
          onChange={setOn}
          validate={dayProblem}
          required
          {...(state === 'countered' ? { hint: text.onHint } : {})}
        />
      </div>
      {state === 'rejected' && (
        <SelectField
          label={text.reason}
          value={reason}
          options={rejectionReasons.map(({ code, title }) => ({ value: code, label: title }))}
          onChange={setReason}
          hint={rejectionReasons.find(({ code }) => code === reason)?.next}
        />
      )}
      {state !== 'closed' && state !== 'draft' && (
        <AnswerField
          answer={answer}
          onChange={setAnswer}
          onCounter={
            moves.includes('countered') && state !== 'countered' ? () => setState('countered') : null
          }
        />
      )}
      <TextAreaField
        label={text.note}
        value={note}
        onChange={setNote}
        hint={text.noteHint}
        minRows={2}
        maxLength={5000}
      />
      <div className={classes.formActions}>
        <Button variant="default" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button type="submit" disabled={dayProblem(on) !== null} loading={move.pending}>
          {text.confirm}
        </Button>
      </div>
    </form>
  )
}

interface Answer {
  readonly text: string
  readonly path: string | null
}

interface AnswerFieldProps {
  readonly answer: Answer
  readonly onChange: (answer: Answer) => void
  readonly onCounter: (() => void) | null
}

/** The answer pasted, or a file; pasted words are read at once, so that a counter-notice is not taken for a refusal. */
function AnswerField({ answer, onChange, onCounter }: AnswerFieldProps) {
  const kind = answer.text.trim() === '' ? null : analyseNotice(answer.text).kind
  const choose = async () => {
    const [path] = await pickFiles({ title: text.pickAnswer })
    if (path !== undefined) onChange({ text: '', path })
  }
  if (answer.path !== null) {
    return (
      <div className={classes.file}>
        <IconPaperclip size={16} stroke={1.7} aria-hidden />
        <span className={classes.fileName}>{answer.path.split(/[\\/]/).at(-1)}</span>
        <Button size="compact-sm" variant="default" onClick={() => onChange({ text: '', path: null })}>
          {text.dropFile}
        </Button>
      </div>
    )
  }
  return (
    <>
      <TextAreaField
        label={text.answer}
        hint={text.answerHint}
        value={answer.text}
        onChange={(words) => onChange({ text: words, path: null })}
        minRows={4}
        maxLength={2_000_000}
      />
      {kind === 'counter-notice' && onCounter !== null && (
        <Callout
          tone="warning"
          actions={
            <Button size="compact-sm" variant="default" onClick={onCounter}>
              {text.useCounter}
            </Button>
          }
        >
          {text.readsCounter}
        </Callout>
      )}
      {kind !== null && kind !== 'counter-notice' && kind !== 'other' && (
        <p className={classes.secondary}>{text.readAs(kindTitles[kind])}</p>
      )}
      {answer.text === '' && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPaperclip size={14} aria-hidden />}
            onClick={() => void choose()}
          >
            {text.chooseFile}
          </Button>
        </div>
      )}
    </>
  )
}

/** Takes the newest change of a case back by a further line. */
export async function takeBack(caseId: number): Promise<void> {
  try {
    await call('cases.correct', { caseId })
    toast.success(text.takenBack)
  } catch (error) {
    toast.error(toUserError(error))
  }
}
