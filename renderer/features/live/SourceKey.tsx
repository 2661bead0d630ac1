import { Button } from '@mantine/core'
import { useState } from 'react'
import type { LiveSource } from '../../../shared/contract/live.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { confirm } from '../../ui/confirm.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './live.module.css'
import type { SecretStore } from './source-types.ts'
import { panelText as text } from './strings.ts'

interface SourceKeyProps {
  readonly source: LiveSource
  readonly secretStore: SecretStore
}

/** The artist's own key for a source: set, replaced, removed; never shown. Nothing where none is taken. */
export function SourceKey({ source, secretStore }: SourceKeyProps) {
  const { needs, state } = source.key
  const [replacing, setReplacing] = useState(false)
  if (needs === 'none') return null
  const isSet = state === 'set'
  return (
    <DetailSection title={text.key}>
      {isSet ? (
        <div>
          <StatusBadge tone="success" label={text.keySet} />
          <p className={classes.secondary}>{text.keyKept(secretStore.name)}</p>
        </div>
      ) : (
        <p className={classes.paragraph}>{text.keyMissing[needs]}</p>
      )}
      {!isSet && source.key.help !== null && <p className={classes.secondary}>{source.key.help}</p>}
      {!secretStore.available && (
        <Callout tone="warning" title={text.keyNoStore}>
          {secretStore.reason}
        </Callout>
      )}
      {isSet && !replacing ? (
        <KeyActions source={source} canReplace={secretStore.available} onReplace={() => setReplacing(true)} />
      ) : (
        secretStore.available && (
          <KeyForm source={source} {...(isSet ? { onDone: () => setReplacing(false) } : {})} />
        )
      )}
    </DetailSection>
  )
}

interface KeyActionsProps {
  readonly source: LiveSource
  readonly canReplace: boolean
  readonly onReplace: () => void
}

function KeyActions({ source, canReplace, onReplace }: KeyActionsProps) {
  const remove = useCommand('live.removeKey')
  const ask = async () => {
    if (!(await confirm(text.keyRemoveQuestion(source.name)))) return
    if (await remove.run({ sourceId: source.id })) toast.success(text.keyRemoved(source.name))
  }
  return (
    <div className={classes.actions}>
      {canReplace && (
        <Button size="compact-sm" variant="default" onClick={onReplace}>
          {text.keyReplace}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        loading={remove.pending}
        onClick={() => void ask()}
      >
        {text.keyRemove}
      </Button>
    </div>
  )
}

function KeyForm({ source, onDone }: { readonly source: LiveSource; readonly onDone?: () => void }) {
  const [key, setKey] = useState('')
  const save = useCommand('live.setKey', { toast: false })
  const submit = async () => {
    if (key.trim() === '') return
    if (!(await save.run({ sourceId: source.id, key }))) return
    setKey('')
    toast.success(text.keySaved(source.name))
    onDone?.()
  }
  return (
    <>
      {save.error && <Callout tone="danger">{save.error.message}</Callout>}
      <TextField
        label={text.keyField}
        type="password"
        value={key}
        onChange={setKey}
        maxLength={4000}
        onEnter={() => void submit()}
      />
      <div className={classes.actions}>
        <Button
          size="compact-sm"
          variant="default"
          loading={save.pending}
          disabled={key.trim() === ''}
          onClick={() => void submit()}
        >
          {text.keySave}
        </Button>
        {onDone && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onDone}>
            {text.keyCancel}
          </Button>
        )}
      </div>
    </>
  )
}
