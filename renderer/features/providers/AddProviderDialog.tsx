import { Button } from '@mantine/core'
import { useState } from 'react'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextAreaField, TextField } from '../../ui/fields/TextField.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './providers.module.css'
import { strings } from './strings.ts'

interface AddProviderDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** A provider that is not in the directory, with its domains. */
export function AddProviderDialog({ opened, onClose }: AddProviderDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={strings.addTitle}>
      {opened && <AddForm onClose={onClose} />}
    </Dialog>
  )
}

function AddForm({ onClose }: Pick<AddProviderDialogProps, 'onClose'>) {
  const [name, setName] = useState('')
  const [typed, setTyped] = useState('')
  const add = useCommand('providers.add', { toast: false })
  const domains = typed.split(/[\s,;]+/).filter(Boolean)
  const ready = name.trim() !== '' && domains.length > 0
  const submit = async () => {
    const added = await add.run({ name: name.trim(), domains })
    if (!added) return
    toast.success(strings.added)
    onClose()
    navigate({ screen: 'providers', providerId: added.id }, { replace: true })
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void submit()
      }}
    >
      {add.error && <Callout tone="danger">{add.error.message}</Callout>}
      <TextField label={strings.addName} value={name} onChange={setName} required maxLength={200} />
      <TextAreaField
        label={strings.addDomains}
        value={typed}
        onChange={setTyped}
        hint={strings.addDomainsHint}
        required
        minRows={2}
      />
      <div className={classes.formActions}>
        <Button variant="default" onClick={onClose}>
          {strings.cancel}
        </Button>
        <Button type="submit" disabled={!ready} loading={add.pending}>
          {strings.addConfirm}
        </Button>
      </div>
    </form>
  )
}
