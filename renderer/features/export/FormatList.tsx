import { type ExportFormat, exportFormats, formatFacts } from '../../../shared/domain/export/formats.ts'
import classes from './export.module.css'
import { strings } from './strings.ts'

interface FormatListProps {
  readonly value: ExportFormat
  readonly onChange: (format: ExportFormat) => void
}

/** The formats, one to choose; arrow keys move. */
export function FormatList({ value, onChange }: FormatListProps) {
  return (
    <fieldset className={classes.formats}>
      <legend className={classes.legend}>{strings.formats}</legend>
      {exportFormats.map((format) => (
        <label key={format} className={classes.format} data-chosen={format === value || undefined}>
          <input
            type="radio"
            name="export-format"
            value={format}
            checked={format === value}
            onChange={() => onChange(format)}
            className={classes.radio}
          />
          <span>{formatFacts[format].label}</span>
        </label>
      ))}
    </fieldset>
  )
}
