import { Button } from '@mantine/core'
import { navigate } from '../../app/navigation.ts'
import { type ImportQueue, placeOf } from './import-queue.ts'
import classes from './imports.module.css'
import { nameOf } from './queued-files.ts'
import { strings } from './strings.ts'

interface QueueStepsProps {
  readonly queue: ImportQueue
  readonly path: string | undefined
  readonly importId: number | undefined
}

/** Which of several files is shown, and the way to its neighbours. */
export function QueueSteps({ queue: { id, files }, path, importId }: QueueStepsProps) {
  const at = files.findIndex((file) =>
    importId === undefined ? file.path === path : file.importId === importId,
  )
  const file = files[at]
  if (file === undefined) return null
  const go = (step: -1 | 1) => {
    const other = files[at + step]
    if (other !== undefined) navigate(placeOf(id, other), { replace: true })
  }
  return (
    <nav className={classes.steps} aria-label={strings.queue.steps}>
      <Button size="compact-sm" variant="default" disabled={at === 0} onClick={() => go(-1)}>
        {strings.queue.previous}
      </Button>
      <span className={classes.position} aria-live="polite">
        {strings.queue.position(at + 1, files.length, nameOf(file.path))}
      </span>
      <Button size="compact-sm" variant="default" disabled={at === files.length - 1} onClick={() => go(1)}>
        {strings.queue.next}
      </Button>
    </nav>
  )
}
