import { formatShare, whole } from '../../../shared/domain/rights/share.ts'
import classes from './rights.module.css'

/** How much of the whole is given away, as a bar and in words. */
export function SplitBar({ shares }: { readonly shares: readonly number[] }) {
  const sum = shares.reduce((total, share) => total + share, 0)
  const scale = Math.max(sum, whole)
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={`${formatShare(sum)} of 100 %`}
      data-over={sum > whole ? true : undefined}
    >
      {shares.map((share, index) => (
        <span key={index} style={{ width: `${String((share / scale) * 100)}%` }} />
      ))}
    </div>
  )
}
