import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { CaptureAudioOffer } from '../../../../shared/contract/captures.ts'
import type { Job } from '../../../../shared/contract/jobs.ts'
import { isFinished, useJobsStore } from '../../../rpc/jobs.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { confirm } from '../../../ui/confirm.ts'
import { ProgressLine } from '../../../ui/ProgressLine.tsx'
import { QueryView } from '../../../ui/QueryView.tsx'
import { SectionCard } from '../../../ui/SectionCard.tsx'
import { audioText, offerText } from './audio-strings.ts'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import { DownloadCard } from './DownloadCard.tsx'

/** The download of this capture that is under way; null when there is none. */
function useRunningDownload(captureId: number): Job | null {
  return useJobsStore(({ byId }) => {
    for (const job of byId.values()) {
      if (job.kind === 'capture.download' && job.subjectId === captureId && !isFinished(job)) return job
    }
    return null
  })
}

/** The files with sound a page offers, and those taken whole, with what they are. */
export function AudioTab({ captured: { summary } }: { readonly captured: Captured }) {
  const query = useQuery('capture.audio', { captureId: summary.id })
  const running = useRunningDownload(summary.id)
  const cancel = useCommand('jobs.cancel')
  return (
    <div className={classes.cards} tabIndex={-1} data-scroll>
      <QueryView query={query}>
        {({ offers, downloads }) => (
          <>
            <SectionCard title={audioText.offers}>
              {offers.length === 0 ? (
                <p className={classes.secondary}>{audioText.none}</p>
              ) : (
                <ul className={classes.offers}>
                  {offers.map((offer) => (
                    <Offer key={offer.url} captureId={summary.id} offer={offer} busy={running !== null} />
                  ))}
                </ul>
              )}
              {running !== null && (
                <div className={classes.running}>
                  <ProgressLine label={audioText.running} progress={running.progress} />
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => void cancel.run({ jobId: running.id })}
                  >
                    {audioText.cancel}
                  </Button>
                </div>
              )}
            </SectionCard>
            {downloads.map((download) => (
              <DownloadCard key={download.id} download={download} />
            ))}
          </>
        )}
      </QueryView>
    </div>
  )
}

interface OfferProps {
  readonly captureId: number
  readonly offer: CaptureAudioOffer
  readonly busy: boolean
}

function Offer({ captureId, offer, busy }: OfferProps) {
  const download = useCommand('capture.download')
  const ask = async () => {
    const sure = await confirm({
      title: audioText.title,
      body: (
        <>
          {audioText.body(offer.url).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </>
      ),
      confirmLabel: audioText.confirm,
    })
    if (sure) await download.run({ captureId, url: offer.url })
  }
  return (
    <li className={classes.offer}>
      <div className={classes.offerText}>
        <span className={classes.url}>{offer.url}</span>
        <span className={classes.secondary}>{offerText(offer)}</span>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={busy}
        loading={download.pending}
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => void ask()}
      >
        {audioText.download}
      </Button>
    </li>
  )
}
