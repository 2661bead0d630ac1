import type { ReactNode } from 'react'
import classes from './pieces.module.css'

export interface StatProps {
  readonly label: string
  readonly value: ReactNode
  readonly hint?: ReactNode
}

/** One key figure. */
export function Stat({ label, value, hint }: StatProps) {
  return (
    <div className={classes.stat}>
      <span className={classes.statLabel}>{label}</span>
      <span className={classes.statValue}>{value}</span>
      {hint && <span className={classes.statHint}>{hint}</span>}
    </div>
  )
}
