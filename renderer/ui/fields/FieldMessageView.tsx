import { UnstyledButton } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import classes from './Field.module.css'
import type { FieldMessage } from './message.ts'
import { strings } from '../strings.ts'

const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

export interface FieldMessageViewProps {
  readonly message: FieldMessage
  /** Puts the suggestion into the field. */
  readonly onUse?: (suggestion: string) => void
  readonly id?: string
}

/** What is wrong with a field, in words, with the proposal that mends it. */
export function FieldMessageView({ message, onUse, id }: FieldMessageViewProps) {
  const Icon = icons[message.severity]
  const { suggestion } = message
  return (
    <div id={id} className={classes.message} data-severity={message.severity}>
      <Icon size={14} stroke={1.8} aria-hidden className={classes.messageIcon} />
      <span>
        {message.message}
        {suggestion && onUse && (
          <UnstyledButton className={classes.use} onClick={() => onUse(suggestion)}>
            {strings.use(suggestion)}
          </UnstyledButton>
        )}
      </span>
    </div>
  )
}
