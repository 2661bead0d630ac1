import { Select } from '@mantine/core'
import {
  type ColumnMapping,
  type ImportField,
  importFields,
  type ImportInspection,
} from '../../../shared/contract/imports.ts'
import { assignColumn, fieldOfColumn } from './column-mapping.ts'
import classes from './imports.module.css'
import { fieldLabels, strings } from './strings.ts'

interface ColumnTableProps {
  readonly inspection: ImportInspection
  readonly mapping: ColumnMapping
  readonly onChange: (mapping: ColumnMapping) => void
}

/** The columns of the file with their first values, each with the field it feeds. */
export function ColumnTable({ inspection, mapping, onChange }: ColumnTableProps) {
  const nameOf = (index: number) => {
    const name = inspection.columns.find((column) => column.index === index)?.name ?? ''
    return name === '' ? `Column ${String(index + 1)}` : name
  }
  // A message has a column for every field of the catalogue, most of them empty.
  const isDocument = inspection.dialect.format === 'ern' || inspection.dialect.format === 'musicbrainz'
  const columns = inspection.columns.filter(
    ({ index, samples }) => !isDocument || samples.length > 0 || fieldOfColumn(mapping, index) !== null,
  )
  const whyOf = (field: ImportField | null, index: number) => {
    if (field === null) return ''
    const feeding = mapping.columns[field] ?? []
    const earlier = feeding[feeding.indexOf(index) - 1]
    return earlier === undefined ? (inspection.reasons[field] ?? '') : strings.after(nameOf(earlier))
  }
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={strings.mapTitle}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Field</th>
            <th scope="col">First values</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ index, samples }) => {
            const field = fieldOfColumn(mapping, index)
            return (
              <tr key={index} data-mapped={field !== null}>
                <th scope="row">{nameOf(index)}</th>
                <td>
                  <Select
                    aria-label={`Field of ${nameOf(index)}`}
                    size="xs"
                    value={field ?? ''}
                    allowDeselect={false}
                    data={[
                      { value: '', label: strings.ignore },
                      ...importFields.map((value) => ({ value, label: fieldLabels[value] })),
                    ]}
                    onChange={(value) =>
                      onChange(
                        assignColumn(mapping, index, importFields.find((name) => name === value) ?? null),
                      )
                    }
                  />
                </td>
                <td className={classes.samples}>{samples.slice(0, 3).join(' · ')}</td>
                <td className={classes.secondary}>{whyOf(field, index)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
