import { Button } from '@mantine/core'
import { IconDeviceFloppy, IconMusic } from '@tabler/icons-react'
import type { CaptureDownload } from '../../../../shared/contract/captures.ts'
import { endText } from '../../../../shared/domain/evidence/capture/download-record.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { navigate } from '../../../app/navigation.ts'
import { call } from '../../../rpc/client.ts'
import { pickSave, reveal } from '../../../rpc/host.ts'
import { toUserError } from '../../../rpc/use-command.ts'
import { PropertyList } from '../../../ui/DetailPane.tsx'
import { Mono } from '../../../ui/Mono.tsx'
import { ReasonList } from '../../../ui/ReasonList.tsx'
import { SectionCard } from '../../../ui/SectionCard.tsx'
import { StatusBadge, type Tone } from '../../../ui/StatusBadge.tsx'
import { Bytes, Time } from '../../../ui/Time.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { audioText, matchReasons, verdictText } from './audio-strings.ts'
import classes from './capture.module.css'
import { text } from './strings.ts'

const tones: Readonly<Record<keyof typeof audioText.state, Tone>> = {
  match: 'success',
  possible: 'warning',
  none: 'neutral',
  unknown: 'muted',
}

async function saveCopy({ id, fileName }: CaptureDownload): Promise<void> {
  const path = await pickSave({ title: audioText.save, defaultName: fileName })
  if (path === null) return
  try {
    await call('capture.saveDownload', { downloadId: id, path })
    toast.success(audioText.saved(fileName), {
      action: { label: text.show, run: () => void reveal(path) },
    })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

/** A file that was taken whole: what it is, byte for byte, and whose it sounds like. */
export function DownloadCard({ download }: { readonly download: CaptureDownload }) {
  const { comparison } = download
  const verdict = comparison?.verdict ?? 'unknown'
  const best = comparison?.matches[0]
  const recordingId = best?.recordingId ?? null
  return (
    <SectionCard
      title={download.fileName}
      actions={<StatusBadge tone={tones[verdict]} label={audioText.state[verdict]} />}
    >
      <div className={classes.cardBody}>
        <p className={classes.verdict}>{verdictText(download)}</p>
        {endText(download.framing) !== '' && <Callout tone="warning">{endText(download.framing)}</Callout>}
        {best && <ReasonList reasons={[...matchReasons(best)]} />}
        {comparison !== null && comparison.withoutFingerprint > 0 && (
          <p className={classes.secondary}>{audioText.without(comparison.withoutFingerprint)}</p>
        )}
        <PropertyList
          items={[
            { label: audioText.from, value: download.url, copy: download.url },
            { label: audioText.at, value: <Time value={download.downloadedAt} /> },
            { label: audioText.size, value: <Bytes value={download.bytes} /> },
            { label: audioText.hash, value: <Mono fixed>{download.sha256}</Mono>, copy: download.sha256 },
            {
              label: audioText.record,
              value: <Mono fixed>{download.recordSha256}</Mono>,
              copy: download.recordSha256,
            },
          ]}
        />
        <div className={classes.cardActions}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDeviceFloppy size={14} aria-hidden />}
            onClick={() => void saveCopy(download)}
          >
            {audioText.save}
          </Button>
          {recordingId !== null && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconMusic size={14} aria-hidden />}
              onClick={() => navigate({ screen: 'catalog', view: 'recordings', recordingId })}
            >
              {audioText.recording}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => navigate({ screen: 'evidence', view: 'custody', seq: download.custodySeq })}
          >
            {audioText.line} {download.custodySeq}
          </Button>
        </div>
      </div>
    </SectionCard>
  )
}
