import { Fragment } from 'react'
import { shortcutKeys } from './keys.ts'
import classes from './pieces.module.css'
import { strings } from './strings.ts'

/** The keys of a shortcut, drawn as keys. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className={classes.keys}>
      {shortcutKeys(keys).map((chord, at) => (
        <Fragment key={at}>
          {at > 0 && <span className={classes.then}>{strings.then}</span>}
          {chord.map((key) => (
            <kbd key={key} className={classes.key}>
              {key}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}
