import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Contribution, RightsSubject } from '../../../shared/contract/rights.ts'
import { rolesFor } from '../../../shared/domain/rights/roles.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { PartyField } from './PartyField.tsx'
import classes from './rights.module.css'
import { strings } from './strings.ts'

interface CreditDialogProps {
  readonly subject: RightsSubject
  /** Null: a new one. */
  readonly credit: Contribution | null
  readonly onClose: () => void
}

/** Adds or changes one credit. */
export function CreditDialog({ subject, credit, onClose }: CreditDialogProps) {
  const add = useCommand('contributions.add', { toast: false })
  const update = useCommand('contributions.update', { toast: false })
  const roles = rolesFor(subject.type).map(({ code, label }) => ({ value: code, label }))
  const [draft, setDraft] = useState({
    name: credit?.name ?? '',
    role: credit?.role ?? roles[0]?.value ?? '',
    instrument: credit?.instrument ?? '',
    creditedAs: credit?.creditedAs ?? '',
    joinPhrase: credit?.joinPhrase.trim() ?? '',
  })
  const set = (field: keyof typeof draft) => (value: string) =>
    setDraft((before) => ({ ...before, [field]: value }))
  const submit = async () => {
    const { name, ...fields } = draft
    const done = credit
      ? await update.run({ contributionId: credit.id, patch: fields })
      : await add.run({ subject, party: { name }, ...fields })
    if (done) onClose()
  }
  const failure = add.error ?? update.error
  const isArtist = draft.role === 'main-artist' || draft.role === 'featured-artist'
  return (
    <Dialog
      opened
      onClose={onClose}
      title={credit ? strings.editCredit : strings.addCredit}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={draft.name.trim() === ''}
            loading={add.pending || update.pending}
            onClick={() => void submit()}
          >
            {credit ? 'Save' : strings.addCredit}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {failure && <Callout tone="danger">{failure.message}</Callout>}
        {credit === null && <PartyField label="Name" value={draft.name} onChange={set('name')} autoFocus />}
        <SelectField label="Role" value={draft.role} options={roles} onChange={set('role')} searchable />
        {draft.role === 'instrument' && (
          <TextField label="Instrument" value={draft.instrument} onChange={set('instrument')} />
        )}
        <TextField
          label="Credited as"
          value={draft.creditedAs}
          onChange={set('creditedAs')}
          hint="Only where the name is printed differently here"
        />
        {isArtist && (
          <TextField
            label="Joined to the next name by"
            value={draft.joinPhrase}
            onChange={set('joinPhrase')}
            hint="Empty for the usual: commas, &, feat."
            placeholder="&"
          />
        )}
      </div>
    </Dialog>
  )
}
