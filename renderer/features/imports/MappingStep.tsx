import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import {
  type ColumnMapping,
  delimiters,
  encodings,
  type ImportField,
  importFields,
  type ImportInspection,
  type TableDialect,
} from '../../../shared/contract/imports.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { formatBytes } from '../../ui/format.ts'
import classes from './imports.module.css'
import { delimiterLabels, encodingLabels, fieldLabels, strings } from './strings.ts'

/** First step: how the file is read and which column feeds which field. */
export function MappingStep({ inspection: detected }: { readonly inspection: ImportInspection }) {
  const [dialect, setDialect] = useState<TableDialect | null>(null)
  const reread = useQuery('imports.inspect', dialect === null ? null : { path: detected.path, dialect })
  const inspection = reread.data ?? detected
  const [chosen, setChosen] = useState<ColumnMapping | null>(null)
  const mapping = chosen ?? inspection.mapping
  const preview = useCommand('imports.preview')
  const read = (change: Partial<TableDialect>) => {
    setDialect({ ...inspection.dialect, ...change })
    setChosen(null)
  }
  const check = async () => {
    const started = await preview.run({ path: inspection.path, dialect: inspection.dialect, mapping })
    if (started) navigate({ screen: 'imports', importId: started.importId }, { replace: true })
  }
  const usable = mapping.title !== undefined && mapping.artist !== undefined
  return (
    <div className={classes.step}>
      <header className={classes.head}>
        <div className={classes.file}>
          <FilePath path={inspection.path} />
          <span className={classes.secondary}>{formatBytes(inspection.bytes)}</span>
        </div>
        <Button disabled={!usable} loading={preview.pending} onClick={() => void check()}>
          {strings.preview}
        </Button>
      </header>
      <div className={classes.dialect}>
        <SelectField
          label="Encoding"
          value={inspection.dialect.encoding}
          options={encodings.map((value) => ({ value, label: encodingLabels[value] }))}
          onChange={(encoding) => read({ encoding })}
        />
        <SelectField
          label="Columns divided by"
          value={inspection.dialect.delimiter}
          options={delimiters.map((value) => ({ value, label: delimiterLabels[value] }))}
          onChange={(delimiter) => read({ delimiter })}
        />
        <SelectField
          label="Names of the columns"
          value={inspection.dialect.headerRow === null ? 'none' : String(inspection.dialect.headerRow)}
          options={[
            { value: 'none', label: 'No row with names' },
            ...[0, 1, 2, 3, 4].map((row) => ({ value: String(row), label: `Row ${String(row + 1)}` })),
          ]}
          onChange={(value) => read({ headerRow: value === 'none' ? null : Number(value) })}
        />
      </div>
      {inspection.warnings.map((warning) => (
        <Callout key={warning} tone="warning">
          {warning}
        </Callout>
      ))}
      {!usable && (
        <Callout tone="danger">A title and an artist are needed. Say below which columns hold them.</Callout>
      )}
      <section aria-labelledby="import-columns" className={classes.columns}>
        <h2 id="import-columns" className={classes.heading}>
          {strings.mapTitle}
        </h2>
        <p className={classes.secondary}>{strings.mapText}</p>
        <ColumnTable inspection={inspection} mapping={mapping} onChange={setChosen} />
      </section>
    </div>
  )
}

interface ColumnTableProps {
  readonly inspection: ImportInspection
  readonly mapping: ColumnMapping
  readonly onChange: (mapping: ColumnMapping) => void
}

function ColumnTable({ inspection, mapping, onChange }: ColumnTableProps) {
  const fieldOf = (index: number) => importFields.find((field) => mapping[field] === index) ?? null
  const assign = (index: number, field: ImportField | null) => {
    const next = Object.fromEntries(
      Object.entries(mapping).filter(([name, column]) => column !== index && name !== field),
    ) as ColumnMapping
    onChange(field === null ? next : { ...next, [field]: index })
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
          {inspection.columns.map((column) => {
            const field = fieldOf(column.index)
            return (
              <tr key={column.index} data-mapped={field !== null}>
                <th scope="row">{column.name === '' ? `Column ${String(column.index + 1)}` : column.name}</th>
                <td>
                  <Select
                    aria-label={`Field of ${column.name === '' ? `column ${String(column.index + 1)}` : column.name}`}
                    size="xs"
                    value={field ?? ''}
                    allowDeselect={false}
                    data={[
                      { value: '', label: strings.ignore },
                      ...importFields.map((value) => ({ value, label: fieldLabels[value] })),
                    ]}
                    onChange={(value) =>
                      assign(column.index, importFields.find((name) => name === value) ?? null)
                    }
                  />
                </td>
                <td className={classes.samples}>{column.samples.slice(0, 3).join(' · ')}</td>
                <td className={classes.secondary}>
                  {field === null ? '' : (inspection.reasons[field] ?? '')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
