import { IconCornerDownRight } from '@tabler/icons-react'
import classes from './pieces.module.css'

/** Why the program thinks so, one sentence each. */
export function ReasonList({ reasons }: { readonly reasons: readonly string[] }) {
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => (
        <li key={reason}>
          <IconCornerDownRight size={14} stroke={1.7} aria-hidden />
          <span>{reason}</span>
        </li>
      ))}
    </ul>
  )
}
