import { IconRefreshAlert } from '@tabler/icons-react'
import { useCoreStatus } from '../core-status.ts'
import { strings } from '../strings.ts'
import classes from './Frame.module.css'

/** Said while the core restarts. */
export function CoreBanner() {
  const { state } = useCoreStatus()
  if (state === 'ready') return null
  return (
    <div role="status" className={classes.banner}>
      <IconRefreshAlert size={16} stroke={1.8} aria-hidden />
      {state === 'crashed' ? strings.banner.crashed : strings.banner.starting}
    </div>
  )
}
