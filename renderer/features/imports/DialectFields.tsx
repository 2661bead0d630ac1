import {
  type ColumnMapping,
  type DialectHints,
  type ImportInspection,
} from '../../../shared/contract/imports.ts'
import { delimiters, encodings } from '../../../shared/domain/catalogue/text-table.ts'
import { type DurationUnit, durationUnits } from '../../../shared/domain/identifiers/duration.ts'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import classes from './imports.module.css'
import { delimiterLabels, durationUnitLabels, encodingLabels } from './strings.ts'

interface DialectFieldsProps {
  readonly inspection: ImportInspection
  readonly mapping: ColumnMapping
  readonly onRead: (hints: DialectHints) => void
  readonly onUnit: (unit: DurationUnit) => void
}

const headerRows = Array.from({ length: 21 }, (_, row) => row)

/** How a table is read: its encoding and delimiter or its sheet, the row of the names, what its durations count. */
export function DialectFields({ inspection, mapping, onRead, onUnit }: DialectFieldsProps) {
  const { dialect } = inspection
  if (dialect.format !== 'text' && dialect.format !== 'xlsx') return null
  return (
    <div className={classes.dialect}>
      {dialect.format === 'text' ? (
        <>
          <SelectField
            label="Encoding"
            value={dialect.encoding}
            options={encodings.map((value) => ({ value, label: encodingLabels[value] }))}
            onChange={(encoding) => onRead({ ...dialect, encoding })}
          />
          <SelectField
            label="Columns divided by"
            value={dialect.delimiter}
            options={delimiters.map((value) => ({ value, label: delimiterLabels[value] }))}
            onChange={(delimiter) => onRead({ ...dialect, delimiter })}
          />
        </>
      ) : (
        <SelectField
          label="Sheet"
          value={dialect.sheet}
          options={inspection.sheets.map((name) => ({ value: name, label: name }))}
          onChange={(sheet) => onRead({ format: 'xlsx', sheet })}
        />
      )}
      <SelectField
        label="Names of the columns"
        value={dialect.headerRow === null ? 'none' : String(dialect.headerRow)}
        options={[
          { value: 'none', label: 'No row with names' },
          ...headerRows.map((row) => ({ value: String(row), label: `Row ${String(row + 1)}` })),
        ]}
        onChange={(value) => onRead({ ...dialect, headerRow: value === 'none' ? null : Number(value) })}
      />
      {mapping.columns.duration !== undefined && (
        <SelectField
          label="Bare numbers as length"
          value={mapping.durationUnit}
          options={durationUnits.map((value) => ({ value, label: durationUnitLabels[value] }))}
          onChange={onUnit}
        />
      )}
    </div>
  )
}
