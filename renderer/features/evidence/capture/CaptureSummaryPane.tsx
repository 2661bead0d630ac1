import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useQuery } from '../../../rpc/use-query.ts'
import { DetailPane } from '../../../ui/DetailPane.tsx'
import { QueryView } from '../../../ui/QueryView.tsx'
import { CaptureFacts } from './CaptureFacts.tsx'
import classes from './capture.module.css'
import { hostOf } from './host-of.ts'
import { openViewer } from './open-viewer.ts'
import { Picture } from './Picture.tsx'
import { text } from './strings.ts'

/** The capture under the cursor: its first picture, what it lacks, and its facts. */
export function CaptureSummaryPane({
  captureId,
  onClose,
}: {
  readonly captureId: number
  readonly onClose: () => void
}) {
  const query = useQuery('capture.get', { captureId })
  return (
    <QueryView query={query}>
      {({ summary, record, files }) => (
        <DetailPane
          title={summary.title || hostOf(summary.requestedUrl)}
          subtitle={summary.requestedUrl}
          onClose={onClose}
          actions={
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconEye size={14} aria-hidden />}
              onClick={() => openViewer(summary.id)}
            >
              {text.open}
            </Button>
          }
        >
          {files.some(({ kind }) => kind === 'viewport') && (
            <div className={classes.thumbnail}>
              <Picture captureId={summary.id} name="viewport.png" alt={text.viewportAlt} />
            </div>
          )}
          <CaptureFacts summary={summary} record={record} />
        </DetailPane>
      )}
    </QueryView>
  )
}
