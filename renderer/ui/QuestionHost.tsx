import { Button } from '@mantine/core'
import { useState } from 'react'
import { useQuestions, type OpenQuestion, type TextQuestion } from './confirm.ts'
import { Dialog } from './Dialog.tsx'
import { TextAreaField, TextField } from './fields/TextField.tsx'
import classes from './Dialog.module.css'
import { strings } from './strings.ts'

interface TextDialogProps {
  readonly question: TextQuestion
  readonly answer: OpenQuestion['answer']
}

function TextDialog({ question, answer }: TextDialogProps) {
  const [text, setText] = useState(question.initial ?? '')
  const ready = !question.required || text.trim() !== ''
  const finish = () => {
    if (ready) answer(question.secret ? text : text.trim())
  }
  const Field = question.multiline ? TextAreaField : TextField
  return (
    <Dialog
      opened
      size="sm"
      title={question.title}
      onClose={() => answer(null)}
      footer={
        <>
          <Button variant="default" onClick={() => answer(null)}>
            {strings.cancel}
          </Button>
          <Button disabled={!ready} onClick={finish}>
            {question.confirmLabel}
          </Button>
        </>
      }
    >
      {question.body && <div className={classes.lead}>{question.body}</div>}
      <Field
        label={question.label}
        value={text}
        onChange={setText}
        onEnter={finish}
        required={question.required ?? false}
        autoFocus
        {...(question.hint ? { hint: question.hint } : {})}
        {...(question.secret ? { type: 'password' as const, autoComplete: 'current-password' } : {})}
      />
    </Dialog>
  )
}

function ConfirmDialog({ question, answer }: OpenQuestion) {
  if (question.kind === 'text') return <TextDialog question={question} answer={answer} />
  return (
    <Dialog
      opened
      size="sm"
      title={question.title}
      onClose={() => answer(null)}
      footer={
        <>
          <Button variant="default" onClick={() => answer(null)}>
            {strings.cancel}
          </Button>
          {question.otherLabel !== undefined && (
            <Button variant="default" onClick={() => answer('other')}>
              {question.otherLabel}
            </Button>
          )}
          <Button {...(question.danger ? { color: 'red' } : {})} data-autofocus onClick={() => answer('')}>
            {question.confirmLabel}
          </Button>
        </>
      }
    >
      {question.body}
    </Dialog>
  )
}

/** Shows the questions asked with `confirm` and `askText`. Mounted once. */
export function QuestionHost() {
  const current = useQuestions(({ open }) => open[0])
  return current ? <ConfirmDialog key={current.id} {...current} /> : null
}
