import type { FieldChange } from '../../../../shared/contract/editing.ts'
import { formatIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import { formatDuration } from '../../../ui/format.ts'
import { kindLabels, rightLabels } from '../strings.ts'
import classes from './editing.module.css'
import { fieldLabels, text } from './strings.ts'

/** A stored value as the artist reads it. */
export function shownValue(field: string, value: string | number | null): string {
  if (value === null || value === '') return text.nothing
  if (field === 'durationMs') return formatDuration(Number(value))
  if (field === 'isrc') return formatIsrc(String(value))
  if (field === 'explicit' || field === 'parentRelation') return asWords(String(value))
  const labels: Readonly<Record<string, string>> = { ...kindLabels, ...rightLabels }
  return field === 'kind' || field === 'rightHeld' ? (labels[value] ?? String(value)) : String(value)
}

/** `not-explicit` → `Not explicit` */
function asWords(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ')
}

/** What a step would change, recording by recording. */
export function ChangeTable({
  changes,
  total,
}: {
  readonly changes: readonly FieldChange[]
  readonly total: number
}) {
  if (total === 0) return <p className={classes.secondary}>{text.noChange}</p>
  return (
    <>
      <div className={classes.frame} tabIndex={0} role="region" aria-label={text.changesOf(total)}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Recording</th>
              <th scope="col">Field</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, 100).map(({ recordingId, title, field, from, to }) => (
              <tr key={`${String(recordingId)} ${field}`}>
                <td>{title}</td>
                <td>{fieldLabels[field] ?? field}</td>
                <td className={classes.from}>{shownValue(field, from)}</td>
                <td>{shownValue(field, to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.secondary} role="status">
        {text.changesOf(total)}
        {total > 100 && `, ${text.more(total - 100)}`}
      </p>
    </>
  )
}
