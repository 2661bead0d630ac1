import { Button } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { RefrainError } from '../../shared/errors.ts'
import { copyText } from './clipboard.ts'
import { errorDetails } from './error-details.ts'
import classes from './states.module.css'
import { strings } from './strings.ts'

export interface ErrorStateProps {
  readonly error: RefrainError
  readonly onRetry?: () => void
}

/** A place whose content could not be had: why, and what to do. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon} data-tone="danger">
        <IconAlertCircle size={24} stroke={1.5} aria-hidden />
      </div>
      <h2 className={classes.title}>{strings.failed}</h2>
      <p className={classes.description}>{error.message}</p>
      <div className={classes.actions}>
        {onRetry && <Button onClick={onRetry}>{strings.tryAgain}</Button>}
        <Button variant="default" onClick={() => void copyText(errorDetails(error), strings.detailsCopied)}>
          {strings.copyDetails}
        </Button>
      </div>
    </div>
  )
}
