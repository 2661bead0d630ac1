import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { toast } from '../../ui/toasts.tsx'
import { instantOf, localMinute } from './local-minute.ts'
import classes from './notice.module.css'
import { sentText } from './notice-strings.ts'

type Channel = keyof typeof sentText.channels

const channels = ['email', 'form', 'post', 'other'] as const satisfies readonly Channel[]

function timeProblem(local: string): FieldMessage | null {
  const instant = instantOf(local)
  if (instant === null) return { severity: 'error', message: sentText.noTime }
  return Date.parse(instant) > Date.now() ? { severity: 'error', message: sentText.future } : null
}

interface SentDialogProps {
  readonly opened: boolean
  readonly detail: CaseDetail
  readonly onClose: () => void
}

/** Records when and how the user sent the notice. */
export function SentDialog({ opened, detail, onClose }: SentDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={sentText.title}>
      {opened && <SentForm detail={detail} onClose={onClose} />}
    </Dialog>
  )
}

function SentForm({ detail, onClose }: Pick<SentDialogProps, 'detail' | 'onClose'>) {
  const [at, setAt] = useState(() => localMinute(new Date()))
  const [channel, setChannel] = useState<Channel>(detail.provider.email === null ? 'form' : 'email')
  const [reference, setReference] = useState('')
  const record = useCommand('cases.recordSent', { toast: false })
  const instant = instantOf(at)
  const submit = async () => {
    if (instant === null) return
    const saved = await record.run({
      caseId: detail.id,
      at: instant,
      channel: sentText.channels[channel],
      reference: reference.trim(),
    })
    if (!saved) return
    toast.success(sentText.done)
    onClose()
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={classes.lead}>{sentText.lead}</p>
      {record.error && <Callout tone="danger">{record.error.message}</Callout>}
      <TextField
        label={sentText.at}
        type="datetime-local"
        value={at}
        onChange={setAt}
        hint={sentText.atHint}
        required
        validate={timeProblem}
      />
      <SelectField
        label={sentText.channel}
        value={channel}
        options={channels.map((value) => ({ value, label: sentText.channels[value] }))}
        onChange={setChannel}
      />
      <TextField
        label={sentText.reference}
        value={reference}
        onChange={setReference}
        hint={sentText.referenceHint}
        maxLength={300}
      />
      <div className={classes.formActions}>
        <Button variant="default" onClick={onClose}>
          {sentText.cancel}
        </Button>
        <Button type="submit" disabled={timeProblem(at) !== null} loading={record.pending}>
          {sentText.confirm}
        </Button>
      </div>
    </form>
  )
}
