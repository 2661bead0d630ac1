import { UnstyledButton } from '@mantine/core'
import type { CaptureSummary } from '../../shared/contract/captures.ts'
import { AssistedMark, CaptureStateBadge } from './CaptureStateBadge.tsx'
import classes from './CaptureLines.module.css'
import { Time } from './Time.tsx'

interface CaptureLinesProps {
  readonly captures: readonly CaptureSummary[]
  readonly onOpen: (captureId: number) => void
}

/** Captures of one thing, newest first, one line each; a line opens its capture. */
export function CaptureLines({ captures, onOpen }: CaptureLinesProps) {
  return (
    <ul className={classes.lines}>
      {captures.map((capture) => (
        <li key={capture.id} className={classes.line}>
          <UnstyledButton className={classes.open} onClick={() => onOpen(capture.id)}>
            <Time value={capture.startedAt} />
          </UnstyledButton>
          <span className={classes.marks}>
            <AssistedMark capture={capture} />
            <CaptureStateBadge capture={capture} />
          </span>
        </li>
      ))}
    </ul>
  )
}
