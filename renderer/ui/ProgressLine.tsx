import type { JobProgress } from '../../shared/contract/jobs.ts'
import { formatBytes, formatElapsed, formatNumber, formatPercent, formatRate } from './format.ts'
import classes from './pieces.module.css'
import { strings } from './strings.ts'

function amount(value: number, unit: JobProgress['unit']): string {
  return unit === 'bytes' ? formatBytes(value) : formatNumber(value)
}

/** How far a job is, in one line: "642 MB of 1.2 GB · 2.4M rows/s · 8 s left". */
export function progressText(progress: JobProgress): string {
  const { done, total, unit, rowsPerSecond, etaMs } = progress
  const unitName = unit === 'bytes' ? '' : ` ${unit}`
  const parts = [
    total === null
      ? `${amount(done, unit)}${unitName}`
      : `${strings.progress.of(amount(done, unit), amount(total, unit))}${unitName}`,
    rowsPerSecond === null || rowsPerSecond === 0 ? '' : formatRate(rowsPerSecond),
    etaMs === null ? '' : strings.progress.left(formatElapsed(etaMs)),
  ]
  return parts.filter(Boolean).join(' · ')
}

export interface ProgressLineProps {
  readonly label: string
  readonly progress: JobProgress
  /** Hides the figures where there is no room. */
  readonly compact?: boolean
}

/** A job's progress: a bar, what is done, the rate and what is left. */
export function ProgressLine({ label, progress, compact }: ProgressLineProps) {
  const { done, total } = progress
  const fraction = total === null || total === 0 ? null : Math.min(1, done / total)
  return (
    <div className={classes.progress}>
      {!compact && (
        <div className={classes.progressHead}>
          <span className={classes.progressLabel}>{progress.note || label}</span>
          <span className={classes.progressFigures}>{fraction === null ? '' : formatPercent(fraction)}</span>
        </div>
      )}
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
        aria-valuetext={progressText(progress)}
      >
        <div
          className={classes.bar}
          data-unknown={fraction === null || undefined}
          style={fraction === null ? {} : { width: `${fraction * 100}%` }}
        />
      </div>
      {!compact && (
        <div className={classes.progressHead}>
          <span className={classes.progressFigures}>{progressText(progress)}</span>
        </div>
      )}
    </div>
  )
}
