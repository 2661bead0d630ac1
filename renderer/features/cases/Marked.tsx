import { markMissing } from './mark-missing.ts'
import classes from './notice.module.css'

/** Text with its reminders of what is missing set off. */
export function Marked({ text }: { readonly text: string }) {
  return markMissing(text).map((part, index) =>
    part.missing ? (
      <mark key={index} className={classes.missing}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  )
}
