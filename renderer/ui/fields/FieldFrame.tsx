import { useId, type ReactNode } from 'react'
import { FieldMessageView } from './FieldMessageView.tsx'
import classes from './Field.module.css'
import type { FieldMessage } from './message.ts'
import { strings } from '../strings.ts'

export interface FieldFrameProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly required?: boolean
  readonly message: FieldMessage | null
  readonly onUse?: (suggestion: string) => void
  readonly mono?: boolean
  /** The control, given the ids that tie it to its label, hint and message. */
  readonly children: (control: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': boolean
    readonly 'aria-required': boolean
  }) => ReactNode
}

/** Label, control, hint and message of one field, tied together for assistive technology. */
export function FieldFrame(props: FieldFrameProps) {
  const id = useId()
  const { hint, message } = props
  const described = [hint ? `${id}-hint` : '', message ? `${id}-message` : ''].filter(Boolean).join(' ')
  return (
    <div className={props.mono ? `${classes.field ?? ''} ${classes.mono ?? ''}` : classes.field}>
      <label className={classes.label} htmlFor={id}>
        {props.label}
        {props.required && <span className={classes.required}>{strings.required}</span>}
      </label>
      {props.children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': message?.severity === 'error',
        'aria-required': props.required ?? false,
      })}
      <div className={classes.notes}>
        <div aria-live="polite">
          {message && (
            <FieldMessageView
              id={`${id}-message`}
              message={message}
              {...(props.onUse ? { onUse: props.onUse } : {})}
            />
          )}
        </div>
        {hint && (
          <div id={`${id}-hint`} className={classes.hint}>
            {hint}
          </div>
        )}
      </div>
    </div>
  )
}
