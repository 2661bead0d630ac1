import { useMemo } from 'react'
import {
  type CaptureAction,
  captureActionText,
  captureActionsFile,
  readCaptureActions,
} from '../../../../shared/domain/evidence/capture/capture-actions.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { formatUtc } from '../../../ui/format.ts'
import { assistedText } from './assisted-strings.ts'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import { text } from './strings.ts'
import { useCaptureFile } from './use-capture-file.ts'

/** What the person at the window of an assisted capture did, from its opening to the capture. */
export function ActionsTab({ captured: { summary, record } }: { readonly captured: Captured }) {
  const loaded = useCaptureFile(summary.id, captureActionsFile)
  const actions = useMemo(() => (loaded.state === 'ready' ? readLines(loaded.bytes) : null), [loaded])
  if (loaded.state === 'loading') return <p className={classes.loading}>{text.loading}</p>
  if (loaded.state === 'failed' || actions === null) {
    const reason = loaded.state === 'failed' ? loaded.error.message : assistedText.unreadable
    return (
      <div className={classes.pad}>
        <Callout tone="danger">{reason}</Callout>
      </div>
    )
  }
  return (
    <div
      className={classes.timelinePane}
      data-scroll
      tabIndex={0}
      role="region"
      aria-label={assistedText.timeline}
    >
      <p className={classes.secondary}>{assistedText.told(record.assisted?.actions ?? 0)}</p>
      <ol className={classes.timeline}>
        {actions.map((action, index) => (
          <li key={`${String(index)} ${action.at}`}>
            <time className={classes.timelineAt} dateTime={action.at}>
              {formatUtc(action.at)}
            </time>
            <span>{captureActionText(action)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function readLines(bytes: Uint8Array): readonly CaptureAction[] | null {
  try {
    return readCaptureActions(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
