import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { formatInstant } from '../../ui/format.ts'
import { toast } from '../../ui/toasts.tsx'
import { instantOf, localMinute } from './local-minute.ts'
import classes from './notice.module.css'
import { sentText } from './notice-strings.ts'

type Channel = keyof typeof sentText.channels

const channels = ['email', 'form', 'post', 'other'] as const satisfies readonly Channel[]

/** `firstSeen`: when the newest address of the letter was first seen; nothing about it went out before. */
function timeProblem(local: string, firstSeen: string | null): FieldMessage | null {
  const instant = instantOf(local)
  if (instant === null) return { severity: 'error', message: sentText.noTime }
  if (Date.parse(instant) > Date.now()) return { severity: 'error', message: sentText.future }
  return firstSeen !== null && minuteOf(instant) < minuteOf(firstSeen)
    ? { severity: 'error', message: sentText.beforeSeen(formatInstant(firstSeen)) }
    : null
}

const minuteOf = (at: string) => Math.floor(Date.parse(at) / 60_000)

function newestSight({ itemsList }: CaseDetail): string | null {
  return (
    itemsList
      .map(({ firstSeenAt }) => firstSeenAt)
      .sort()
      .at(-1) ?? null
  )
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
  const firstSeen = newestSight(detail)
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
        validate={(local) => timeProblem(local, firstSeen)}
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
        <Button type="submit" disabled={timeProblem(at, firstSeen) !== null} loading={record.pending}>
          {sentText.confirm}
        </Button>
      </div>
    </form>
  )
}
