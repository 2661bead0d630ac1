import { Radio, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './RadioField.module.css'
import type { Choice } from './SelectField.tsx'

export interface RadioChoice<V extends string> extends Choice<V> {
  readonly hint?: ReactNode
}

export interface RadioFieldProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly RadioChoice<V>[]
  readonly onChange: (value: V) => void
}

/** One choice out of a few that are best seen side by side. */
export function RadioField<V extends string>({ label, value, options, onChange }: RadioFieldProps<V>) {
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen)
        if (option) onChange(option.value)
      }}
    >
      <Stack gap="xs" mt="xs">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            description={option.hint}
            classNames={{ radio: classes.radio ?? '' }}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
