import { Button } from '@mantine/core'
import { useState } from 'react'
import { ruleKinds } from '../../../shared/contract/watch.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { plural } from '../../ui/plural.ts'
import { toast } from '../../ui/toasts.tsx'
import { ruleKindLabels } from './strings.ts'
import classes from './watch.module.css'

export interface RuleDraft {
  readonly kind: (typeof ruleKinds)[number]
  readonly value: string
}

const hints = {
  domain: 'The whole site with its subdomains, e.g. shop.example',
  account: 'The account or channel as the listing names it',
  label: 'The label line of a delivery that is yours',
} as const

/** Makes a rule, saying before how much it settles. Null draft: closed. */
export function NewRuleDialog({
  draft,
  onClose,
}: {
  readonly draft: RuleDraft | null
  readonly onClose: () => void
}) {
  return (
    <Dialog opened={draft !== null} onClose={onClose} title="Authorize all of a kind">
      {draft !== null && <RuleForm key={`${draft.kind} ${draft.value}`} draft={draft} onClose={onClose} />}
    </Dialog>
  )
}

function RuleForm({ draft, onClose }: { readonly draft: RuleDraft; readonly onClose: () => void }) {
  const [kind, setKind] = useState(draft.kind)
  const [value, setValue] = useState(draft.value)
  const [note, setNote] = useState('')
  const create = useCommand('rules.create', { toast: false })
  const preview = useQuery('rules.preview', value.trim() === '' ? null : { kind, value })
  const submit = async () => {
    const made = await create.run({ kind, value, note })
    if (!made) return
    toast.undoable(`The rule settles ${plural(made.settled, { one: 'finding', other: 'findings' })}`)
    onClose()
  }
  return (
    <div className={classes.form}>
      {create.error && <Callout tone="danger">{create.error.message}</Callout>}
      <SelectField
        label="Kind"
        value={kind}
        options={ruleKinds.map((option) => ({ value: option, label: ruleKindLabels[option] }))}
        onChange={setKind}
      />
      <TextField label={ruleKindLabels[kind]} value={value} onChange={setValue} hint={hints[kind]} required />
      <TextField label="Note" value={note} onChange={setNote} hint="Why this is authorized; for you, later" />
      {preview.data && (
        <Callout tone="neutral">
          {preview.data.wouldSettle === 0
            ? 'No finding of this kind now. It will settle those that come.'
            : `Settles ${plural(preview.data.wouldSettle, { one: 'finding', other: 'findings' })} now, and those that come.`}
        </Callout>
      )}
      <div className={classes.formActions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={value.trim() === ''} loading={create.pending} onClick={() => void submit()}>
          Authorize
        </Button>
      </div>
    </div>
  )
}
