import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import {
  decide,
  decisionQuestions,
  type DecisionAnswers,
} from '../../../../shared/domain/identifiers/isrc-decision.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { Time } from '../../../ui/Time.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { closeEditing } from './dialog-state.ts'
import classes from './editing.module.css'
import { text } from './strings.ts'

/** The questions about a new code one by one, the rule they lead to, and what was decided before. */
export function DecideDialog({ recordingId }: { readonly recordingId: number }) {
  const [answers, setAnswers] = useState<DecisionAnswers>({})
  const [note, setNote] = useState('')
  const record = useCommand('isrc.decide')
  const earlier = useQuery('isrc.decisions', { recordingId })
  const asked = decisionQuestions.filter(({ when }) =>
    Object.entries(when ?? {}).every(([question, answer]) => answers[question] === answer),
  )
  const decided = decide(answers)
  const submit = async () => {
    if (!(await record.run({ recordingId, answers, note }))) return
    toast.success(text.decide.recorded)
    closeEditing()
  }
  return (
    <Dialog
      opened
      onClose={closeEditing}
      size="lg"
      title={text.decide.title}
      footer={
        <>
          <Button variant="default" onClick={closeEditing}>
            {text.cancel}
          </Button>
          <Button disabled={decided === null} loading={record.pending} onClick={() => void submit()}>
            {text.decide.record}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {asked.map(({ id, text: question, options }) => (
          <Radio.Group
            key={question}
            label={question}
            value={answers[id] ?? ''}
            onChange={(answer) =>
              setAnswers(id === 'change' ? { change: answer } : { ...answers, [id]: answer })
            }
          >
            <div className={classes.options} style={{ marginTop: 8 }}>
              {options.map((option) => (
                <Radio key={option.id} value={option.id} label={option.label} />
              ))}
            </div>
          </Radio.Group>
        ))}
        {decided && (
          <Callout
            tone={decided.conclusion === 'artist-decides' ? 'warning' : 'info'}
            title={text.decide.conclusions[decided.conclusion]}
          >
            {decided.rule} {text.decide.source(decided.source)}
          </Callout>
        )}
        {decided && <TextField label={text.decide.note} value={note} onChange={setNote} maxLength={1000} />}
        {earlier.data && earlier.data.decisions.length > 0 && (
          <div>
            <div className={classes.secondary}>{text.decide.earlier}</div>
            <ul className={classes.list}>
              {earlier.data.decisions.map(({ id, conclusion, rule, note: why, decidedAt }) => (
                <li key={id} className={classes.item}>
                  <div>
                    {text.decide.conclusions[conclusion]}. {rule} {why}
                    <div className={classes.secondary}>
                      <Time value={decidedAt} />
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  )
}
