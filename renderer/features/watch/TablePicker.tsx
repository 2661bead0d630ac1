import type { ListingFile } from '../../../shared/contract/watch.ts'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { pickerFields, strings } from './strings.ts'
import classes from './watch.module.css'

/** A table of a database and what its columns stand for. */
export interface PickedTable {
  readonly table: string
  readonly columns: ListingFile['fields']
}

const none = ''

/** Lets one table of a database be chosen, and what its columns are. Null: all tables, as they are recognised. */
export function TablePicker({
  tables,
  picked,
  onPick,
}: {
  readonly tables: ListingFile['tables']
  readonly picked: PickedTable | null
  readonly onPick: (picked: PickedTable | null) => void
}) {
  const table = tables.find(({ name }) => name === picked?.table) ?? null
  return (
    <div className={classes.picker}>
      <SelectField
        label={strings.table}
        hint={strings.tableHint}
        value={picked?.table ?? none}
        options={[
          { value: none, label: strings.allTables },
          ...tables.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(name) => {
          const chosen = tables.find((one) => one.name === name)
          onPick(chosen === undefined ? null : { table: name, columns: chosen.fields })
        }}
      />
      {picked !== null && table !== null && (
        <div className={classes.pickerFields}>
          {pickerFields.map(([field, label]) => (
            <SelectField
              key={field}
              label={label}
              value={picked.columns[field] ?? none}
              options={[
                { value: none, label: strings.noColumn },
                ...table.columns.map((name) => ({ value: name, label: name })),
              ]}
              onChange={(column) => {
                const { [field]: _, ...others } = picked.columns
                onPick({ ...picked, columns: column === none ? others : { ...others, [field]: column } })
              }}
            />
          ))}
        </div>
      )}
    </div>
  )
}
