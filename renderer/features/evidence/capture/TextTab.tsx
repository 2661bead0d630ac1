import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Callout } from '../../../ui/Callout.tsx'
import { copyText } from '../../../ui/clipboard.ts'
import { formatBytes } from '../../../ui/format.ts'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import { text, textText } from './strings.ts'
import { useCaptureFile } from './use-capture-file.ts'

/** More would make the window slow, and nobody reads it here. */
const shownBytes = 512 * 1024

/** The words a visitor could read. They are text and stay text. */
export function TextTab({ captured: { summary, files } }: { readonly captured: Captured }) {
  const file = files.find(({ kind }) => kind === 'text')
  const loaded = useCaptureFile(summary.id, file?.name ?? null)
  const words = useMemo(
    () => (loaded.state === 'ready' ? new TextDecoder().decode(loaded.bytes.subarray(0, shownBytes)) : ''),
    [loaded],
  )
  if (file === undefined) {
    const none = summary.outcome === 'unreachable' ? textText.noPage : textText.none
    return <p className={classes.none}>{none}</p>
  }
  if (loaded.state === 'loading') return <p className={classes.loading}>{text.loading}</p>
  if (loaded.state === 'failed') {
    return (
      <div className={classes.pad}>
        <Callout tone="danger">{loaded.error.message}</Callout>
      </div>
    )
  }
  return (
    <>
      <div className={classes.bar}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          onClick={() => void copyText(new TextDecoder().decode(loaded.bytes), textText.copied)}
        >
          {textText.copy}
        </Button>
        {loaded.bytes.byteLength > shownBytes && (
          <span className={classes.secondary}>
            {textText.cut(formatBytes(shownBytes), formatBytes(loaded.bytes.byteLength))}
          </span>
        )}
      </div>
      <pre className={classes.words} tabIndex={0} aria-label={textText.label} data-scroll>
        {words}
      </pre>
    </>
  )
}
