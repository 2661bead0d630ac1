import { formatNumber } from '../../ui/format.ts'
import { locale } from '../../ui/locale.ts'
import classes from './live.module.css'
import { overviewText as text } from './overview-strings.ts'
import type { Week } from './week.ts'

const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })

function share(part: number, most: number): string {
  return `${String(most === 0 ? 0 : (part / most) * 100)}%`
}

/** A bar for each week; the same figures are in the table beside it. */
export function WeeksChart({ weeks }: { readonly weeks: readonly Week[] }) {
  const most = Math.max(0, ...weeks.map(({ findings }) => findings))
  const all = weeks.reduce((sum, { findings }) => sum + findings, 0)
  if (all === 0) return <p className={classes.secondary}>{text.noWeeks}</p>
  return (
    <figure className={classes.chart}>
      <div
        className={classes.bars}
        role="img"
        aria-label={text.chartName(weeks.length, all, weeks.at(-1)?.findings ?? 0)}
      >
        {weeks.map(({ from, findings, authorized }) => (
          <div key={from} className={classes.week} title={text.bar(from.slice(0, 10), findings, authorized)}>
            <div className={classes.column}>
              {findings > 0 && <span className={classes.barValue}>{formatNumber(findings)}</span>}
              <div className={classes.barAuthorized} style={{ height: share(authorized, most) }} />
              <div className={classes.barOpen} style={{ height: share(findings - authorized, most) }} />
            </div>
            <span className={classes.weekLabel}>{shortDay.format(new Date(from))}</span>
          </div>
        ))}
      </div>
      <figcaption className={classes.legend}>
        <span data-kind="open">{text.open}</span>
        <span data-kind="authorized">{text.authorized}</span>
      </figcaption>
    </figure>
  )
}
