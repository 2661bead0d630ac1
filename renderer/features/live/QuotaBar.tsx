import type { LiveSource } from '../../../shared/contract/live.ts'
import classes from './live.module.css'
import { sourceText as text } from './strings.ts'

/** How much of the day's budget is spent: a bar with its figures. */
export function QuotaBar({ source, long }: { readonly source: LiveSource; readonly long?: boolean }) {
  const { spent, perDay } = source.budget
  const words = long ? text.quotaLong(spent, perDay) : text.quota(spent, perDay)
  return (
    <div className={classes.quota}>
      {perDay !== null && (
        <meter
          className={classes.meter}
          min={0}
          max={Math.max(1, perDay)}
          high={perDay * 0.9}
          value={Math.min(spent, perDay)}
          aria-label={text.quotaName(source.name)}
        />
      )}
      <span className={long ? classes.secondary : classes.figures}>{words}</span>
    </div>
  )
}
