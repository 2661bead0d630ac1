import { Button } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { parseWebAddress } from '../../../shared/domain/findings/web-address.ts'
import { captureFindings } from '../../app/capture-request.ts'
import { navigate } from '../../app/navigation.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { CaptureLines } from '../../ui/CaptureLines.tsx'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { captureStrings } from './strings.ts'
import classes from './watch.module.css'

interface FindingCapturesProps {
  readonly findingId: number
  readonly url: string | null
}

/** True where a finding was found on a page that can be captured. */
function hasPage(url: string | null): url is string {
  return url !== null && parseWebAddress(url) !== null
}

/** Captures the page of a finding by one click; nothing where there is no page. */
export function CaptureFindingButton({ findingId, url }: FindingCapturesProps) {
  if (!hasPage(url)) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconCamera size={14} aria-hidden />}
      onClick={() => captureFindings([findingId])}
    >
      {captureStrings.capture(1)}
    </Button>
  )
}

/** The captures of the page a finding was found on; nothing where there is no page. */
export function FindingCaptures({ findingId, url }: FindingCapturesProps) {
  const query = useQuery('capture.list', hasPage(url) ? { findingId, limit: 20 } : null)
  if (!hasPage(url)) return null
  const captures = query.data?.rows ?? []
  return (
    <DetailSection title={captureStrings.title}>
      {captures.length === 0 ? (
        <p className={classes.secondary}>{captureStrings.none}</p>
      ) : (
        <CaptureLines
          captures={captures}
          onOpen={(captureId) => navigate({ screen: 'evidence', view: 'capture', captureId })}
        />
      )}
    </DetailSection>
  )
}
