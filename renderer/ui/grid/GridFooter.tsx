import { Button } from '@mantine/core'
import type { RefrainError } from '../../../shared/errors.ts'
import { strings } from '../strings.ts'
import classes from './DataGrid.module.css'
import { maxViewRows } from './paged-source.ts'

export interface GridFooterProps {
  readonly total: number | null
  readonly atLeast: boolean
  readonly selected: number
  readonly error: RefrainError | null
  readonly onRetry: () => void
}

const text = strings.grid

function countText(total: number | null, atLeast: boolean, selected: number): string {
  if (total === null) return strings.loading
  if (atLeast) return selected === 0 ? text.moreThan(total) : text.someSelectedOfMore(selected, total)
  return selected === 0 ? text.rows(total) : text.someSelected(selected, total)
}

/** How many rows there are and how many are selected; what could not be loaded or shown. */
export function GridFooter({ total, atLeast, selected, error, onRetry }: GridFooterProps) {
  return (
    <div className={classes.footer}>
      <span role="status">{countText(total, atLeast, selected)}</span>
      {total !== null && total > maxViewRows && <span>{text.capped(maxViewRows)}</span>}
      {error && total !== null && (
        <span className={classes.footerError}>
          {text.someNotLoaded(error.message)}
          <Button variant="subtle" size="compact-xs" onClick={onRetry}>
            {strings.tryAgain}
          </Button>
        </span>
      )}
    </div>
  )
}
