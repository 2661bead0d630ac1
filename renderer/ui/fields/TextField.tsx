import { Textarea, TextInput } from '@mantine/core'
import { useState, type HTMLInputTypeAttribute, type ReactNode } from 'react'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldMessage } from './message.ts'
import { strings } from '../strings.ts'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Why it is asked, who will see it. */
  readonly hint?: ReactNode
  /** Judges what is typed; shown while typing when there is text, and after leaving when there is none. */
  readonly validate?: (text: string) => FieldMessage | null
  readonly required?: boolean
  readonly placeholder?: string
  readonly mono?: boolean
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  readonly autoComplete?: string
  readonly type?: HTMLInputTypeAttribute
  readonly maxLength?: number
  readonly onBlur?: () => void
  readonly onEnter?: () => void
}

function useFieldMessage(props: TextFieldProps): [FieldMessage | null, () => void] {
  const [left, setLeft] = useState(false)
  const { value, required, validate, label } = props
  const leave = () => {
    setLeft(true)
    props.onBlur?.()
  }
  if (value === '' && !left) return [null, leave]
  const own = validate?.(value) ?? null
  if (!own && required && value.trim() === '')
    return [{ severity: 'error', message: strings.needed(label) }, leave]
  return [own, leave]
}

function controlProps(props: TextFieldProps) {
  return {
    value: props.value,
    placeholder: props.placeholder ?? '',
    disabled: props.disabled ?? false,
    // The focus trap of a dialog looks for the attribute; elsewhere the property does it.
    autoFocus: props.autoFocus ?? false,
    'data-autofocus': props.autoFocus === true ? true : undefined,
    autoComplete: props.autoComplete ?? 'off',
    ...(props.maxLength === undefined ? {} : { maxLength: props.maxLength }),
  }
}

/** One line of text, judged as it is typed. */
export function TextField(props: TextFieldProps) {
  const [message, leave] = useFieldMessage(props)
  return (
    <FieldFrame {...props} message={message} onUse={props.onChange}>
      {(control) => (
        <TextInput
          {...control}
          {...controlProps(props)}
          type={props.type ?? 'text'}
          error={message?.severity === 'error'}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') props.onEnter?.()
          }}
        />
      )}
    </FieldFrame>
  )
}

/** Several lines of text; grows with its content. */
export function TextAreaField(props: TextFieldProps & { readonly minRows?: number }) {
  const [message, leave] = useFieldMessage(props)
  return (
    <FieldFrame {...props} message={message} onUse={props.onChange}>
      {(control) => (
        <Textarea
          {...control}
          {...controlProps(props)}
          autosize
          minRows={props.minRows ?? 3}
          maxRows={14}
          error={message?.severity === 'error'}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          onBlur={leave}
        />
      )}
    </FieldFrame>
  )
}
