import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseDetail } from '../../../../shared/contract/cases.ts'
import type { EscalationRow } from '../../../../shared/contract/follow-up.ts'
import { navigate } from '../../../app/navigation.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField } from '../../../ui/fields/SelectField.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { toast } from '../../../ui/toasts.tsx'
import classes from './follow.module.css'
import { dayProblem, localDay } from './MoveDialog.tsx'
import { text } from './strings.ts'

const other = 'other'

interface EscalateDialogProps {
  readonly detail: CaseDetail
  readonly step: EscalationRow | null
  readonly onClose: () => void
}

/** Opens a linked case for the provider of a step. */
export function EscalateDialog({ detail, step, onClose }: EscalateDialogProps) {
  return (
    <Dialog opened={step !== null} onClose={onClose} title={step ? text.escalateTitle(step.title) : ''}>
      {step && <EscalateForm detail={detail} step={step} onClose={onClose} />}
    </Dialog>
  )
}

interface EscalateFormProps extends EscalateDialogProps {
  readonly step: EscalationRow
}

function EscalateForm({ detail, step, onClose }: EscalateFormProps) {
  const [first] = step.suggestions
  const [choice, setChoice] = useState<string>(
    first && step.domain === null ? String(first.providerId) : other,
  )
  const [domain, setDomain] = useState(step.domain ?? '')
  const [on, setOn] = useState(() => localDay())
  const escalate = useCommand('cases.escalate', { toast: false })
  const ready = dayProblem(on) === null && (choice !== other || domain.trim().includes('.'))
  const submit = async () => {
    const to = choice === other ? { domain: domain.trim() } : { providerId: Number(choice) }
    const opened = await escalate.run({ caseId: detail.id, step: step.code, to, happenedOn: on })
    if (!opened) return
    onClose()
    toast.success(text.opened)
    navigate({ screen: 'cases', caseId: opened.caseId })
  }
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void submit()
      }}
    >
      <p className={classes.lead}>{text.escalateLead(detail.items)}</p>
      {escalate.error && <Callout tone="danger">{escalate.error.message}</Callout>}
      <SelectField
        label={text.to}
        value={choice}
        options={[
          ...step.suggestions.map(({ providerId, name }) => ({ value: String(providerId), label: name })),
          { value: other, label: text.otherProvider },
        ]}
        onChange={setChoice}
      />
      {choice === other && (
        <TextField label={text.domain} value={domain} onChange={setDomain} hint={text.domainHint} required />
      )}
      <TextField label={text.on} type="date" value={on} onChange={setOn} validate={dayProblem} required />
      <div className={classes.formActions}>
        <Button variant="default" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button type="submit" disabled={!ready} loading={escalate.pending}>
          {text.open}
        </Button>
      </div>
    </form>
  )
}
