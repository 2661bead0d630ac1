import { Checkbox, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldMessage } from './message.ts'

export interface Choice<V extends string> {
  readonly value: V
  readonly label: string
}

export interface SelectFieldProps<V extends string> {
  readonly label: string
  readonly value: V | null
  readonly options: readonly Choice<V>[]
  readonly onChange: (value: V) => void
  readonly hint?: ReactNode
  readonly required?: boolean
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly searchable?: boolean
  readonly message?: FieldMessage | null
}

/** One choice out of a few. */
export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  return (
    <FieldFrame {...props} message={props.message ?? null}>
      {(control) => (
        <Select
          {...control}
          value={props.value}
          data={props.options.map(({ value, label }) => ({ value, label }))}
          placeholder={props.placeholder ?? ''}
          disabled={props.disabled ?? false}
          searchable={props.searchable ?? false}
          allowDeselect={false}
          onChange={(value) => {
            const choice = props.options.find((option) => option.value === value)
            if (choice) props.onChange(choice.value)
          }}
        />
      )}
    </FieldFrame>
  )
}

export interface CheckboxFieldProps {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

/** A statement that is true or not. */
export function CheckboxField({ label, checked, onChange, hint, disabled }: CheckboxFieldProps) {
  return (
    <Checkbox
      label={label}
      description={hint}
      checked={checked}
      disabled={disabled ?? false}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
