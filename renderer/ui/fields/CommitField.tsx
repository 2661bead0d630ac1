import { Select, Textarea, TextInput } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../toasts.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldMessage } from './message.ts'
import type { Choice } from './SelectField.tsx'

export interface CommitFieldProps {
  readonly label: string
  /** The saved value. */
  readonly value: string
  /** Saves; a rejection is shown under the field and the text stays. */
  readonly onCommit: (text: string) => Promise<unknown>
  readonly validate?: (text: string) => FieldMessage | null
  readonly hint?: ReactNode
  readonly placeholder?: string
  readonly multiline?: boolean
  readonly minRows?: number
  readonly mono?: boolean
  readonly disabled?: boolean
  readonly required?: boolean
}

/**
 * A draft over a saved value: starts as the value, follows it while untouched, is saved on leaving. A field that
 * goes away with the typing in it, because a shortcut led elsewhere, was left, too.
 */
function useDraft({ value, onCommit, validate }: CommitFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const [failure, setFailure] = useState<FieldMessage | null>(null)
  const saving = useRef<string | null>(null)
  const text = draft ?? value
  const message = failure ?? (draft === null ? null : (validate?.(text) ?? null))
  const change = (next: string) => {
    setDraft(next)
    setFailure(null)
  }
  const revert = () => {
    setDraft(null)
    setFailure(null)
  }
  const commit = async () => {
    if (draft === null || draft === value) {
      revert()
      return
    }
    if (saving.current === draft || validate?.(draft)?.severity === 'error') return
    saving.current = draft
    try {
      await onCommit(draft)
      setDraft((current) => (current === draft ? null : current))
    } catch (error) {
      setFailure({ severity: 'error', message: toUserError(error).message })
    } finally {
      saving.current = null
    }
  }
  const leave = useEffectEvent(() => {
    if (draft === null || draft === value || saving.current === draft) return
    if (validate?.(draft)?.severity === 'error') return
    onCommit(draft).catch((error: unknown) => toast.error(toUserError(error)))
  })
  useEffect(() => () => leave(), [])
  return { text, message, change, revert, commit }
}

/** A field of a detail pane: no Save button. Enter or leaving it saves, Escape takes the typing back. */
export function CommitField(props: CommitFieldProps) {
  const { text, message, change, revert, commit } = useDraft(props)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && text !== props.value) {
      event.stopPropagation()
      revert()
    } else if (event.key === 'Enter' && !props.multiline) void commit()
  }
  const shared = {
    value: text,
    placeholder: props.placeholder ?? '',
    disabled: props.disabled ?? false,
    error: message?.severity === 'error',
    onBlur: () => void commit(),
    onKeyDown,
  }
  return (
    <FieldFrame {...props} message={message} onUse={change}>
      {(control) =>
        props.multiline ? (
          <Textarea
            {...control}
            {...shared}
            autosize
            minRows={props.minRows ?? 2}
            maxRows={12}
            onChange={(event) => change(event.currentTarget.value)}
          />
        ) : (
          <TextInput {...control} {...shared} onChange={(event) => change(event.currentTarget.value)} />
        )
      }
    </FieldFrame>
  )
}

export interface CommitSelectProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly Choice<V>[]
  readonly onCommit: (value: V) => Promise<unknown>
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

/** A choice of a detail pane, saved at once. */
export function CommitSelect<V extends string>(props: CommitSelectProps<V>) {
  const [failure, setFailure] = useState<FieldMessage | null>(null)
  const [pending, setPending] = useState<V | null>(null)
  const choose = async (value: V) => {
    setPending(value)
    setFailure(null)
    try {
      await props.onCommit(value)
    } catch (error) {
      setFailure({ severity: 'error', message: toUserError(error).message })
    } finally {
      setPending(null)
    }
  }
  return (
    <FieldFrame {...props} message={failure}>
      {(control) => (
        <Select
          {...control}
          value={pending ?? props.value}
          data={props.options.map(({ value, label }) => ({ value, label }))}
          disabled={props.disabled ?? false}
          allowDeselect={false}
          onChange={(value) => {
            const choice = props.options.find((option) => option.value === value)
            if (choice && choice.value !== props.value) void choose(choice.value)
          }}
        />
      )}
    </FieldFrame>
  )
}
