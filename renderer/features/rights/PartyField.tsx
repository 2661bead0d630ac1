import { Autocomplete } from '@mantine/core'
import { useQuery } from '../../rpc/use-query.ts'
import { FieldFrame } from '../../ui/fields/FieldFrame.tsx'

interface PartyFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (name: string) => void
  readonly autoFocus?: boolean
}

/** A name, completed from the people and companies that are known. */
export function PartyField({ label, value, onChange, autoFocus = false }: PartyFieldProps) {
  const known = useQuery('parties.list', { search: value.trim().slice(0, 200), limit: 20 }).data
  // A name that is complete needs no list under it.
  const names = [...new Set((known?.rows ?? []).map(({ name }) => name))].filter((name) => name !== value)
  return (
    <FieldFrame label={label} message={null}>
      {(control) => (
        <Autocomplete
          {...control}
          value={value}
          data={names}
          // The list was searched by the core, which knows aliases and accents.
          filter={({ options }) => options}
          data-autofocus={autoFocus ? true : undefined}
          onChange={onChange}
        />
      )}
    </FieldFrame>
  )
}
