import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  authorities,
  type RegistrationRow,
  registrationStates,
  type RegistrationSubject,
} from '../../../shared/contract/registrations.ts'
import { parseRegistration } from '../../../shared/domain/identifiers/registration.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './rights.module.css'
import { validateDay } from './SplitDialog.tsx'
import { authorityLabels, registrationStateLabels, strings } from './strings.ts'

interface RegistrationDialogProps {
  readonly subject: RegistrationSubject
  /** Null: a new one. */
  readonly registration: RegistrationRow | null
  readonly onClose: () => void
}

function validateNumber(authority: RegistrationRow['authority']): (text: string) => FieldMessage | null {
  return (text) => {
    if (authority !== 'US-CO') return null
    const reading = parseRegistration(text)
    if (reading.status !== 'invalid') return null
    return { severity: 'error', message: reading.problem.message, suggestion: reading.suggestion }
  }
}

/** Adds or changes a registration. */
export function RegistrationDialog({ subject, registration, onClose }: RegistrationDialogProps) {
  const add = useCommand('registrations.add', { toast: false })
  const update = useCommand('registrations.update', { toast: false })
  const [draft, setDraft] = useState({
    authority: registration?.authority ?? 'US-CO',
    status: registration?.status ?? 'registered',
    number: registration?.number ?? '',
    effectiveOn: registration?.effectiveOn ?? '',
    publishedOn: registration?.publishedOn ?? '',
    claimant: registration?.claimant ?? '',
  })
  const set = (field: keyof typeof draft) => (value: string) =>
    setDraft((before) => ({ ...before, [field]: value }))
  const judge = validateNumber(draft.authority)
  const invalid =
    draft.number.trim() === '' ||
    [judge(draft.number), validateDay(draft.effectiveOn), validateDay(draft.publishedOn)].some(
      (message) => message?.severity === 'error',
    )
  const submit = async () => {
    const fields = {
      ...draft,
      effectiveOn: draft.effectiveOn.trim() || null,
      publishedOn: draft.publishedOn.trim() || null,
    }
    const done = registration
      ? await update.run({ registrationId: registration.id, patch: fields })
      : await add.run({ ...fields, subjects: [subject] })
    if (!done) return
    if ('existed' in done && done.existed) toast.info(strings.registrationExisted)
    onClose()
  }
  const failure = add.error ?? update.error
  return (
    <Dialog
      opened
      onClose={onClose}
      title={registration ? 'Edit registration' : strings.addRegistration}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={invalid} loading={add.pending || update.pending} onClick={() => void submit()}>
            {registration ? 'Save' : strings.addRegistration}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {failure && <Callout tone="danger">{failure.message}</Callout>}
        <div className={classes.pair}>
          <SelectField
            label="Registered with"
            value={draft.authority}
            options={authorities.map((value) => ({ value, label: authorityLabels[value] }))}
            onChange={(authority) => setDraft((before) => ({ ...before, authority }))}
          />
          <SelectField
            label="State"
            value={draft.status}
            options={registrationStates.map((value) => ({ value, label: registrationStateLabels[value] }))}
            onChange={(status) => setDraft((before) => ({ ...before, status }))}
          />
        </div>
        <TextField
          label="Number"
          value={draft.number}
          onChange={set('number')}
          validate={judge}
          hint="A number that is on record already is linked, not entered twice"
          mono
          required
        />
        <div className={classes.pair}>
          <TextField
            label="Effective on"
            value={draft.effectiveOn}
            onChange={set('effectiveOn')}
            validate={validateDay}
            placeholder="2026-05-17"
            hint="The effective date on the certificate"
          />
          <TextField
            label="Published on"
            value={draft.publishedOn}
            onChange={set('publishedOn')}
            validate={validateDay}
            placeholder="2026-05-17"
          />
        </div>
        <TextField label="Claimant" value={draft.claimant} onChange={set('claimant')} />
      </div>
    </Dialog>
  )
}
