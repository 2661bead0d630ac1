import { Button } from '@mantine/core'
import { isFinished, useJob } from '../../rpc/jobs.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Comparison } from './Comparison.tsx'
import { closeCompare, pickAndCompare, useCompare } from './compare-store.ts'
import { strings } from './strings.ts'

/** The comparison of one file, opened from anywhere. Closing it leaves the comparison running in the activity list. */
export function CompareDialog() {
  const jobId = useCompare((state) => state.jobId)
  const job = useJob(jobId)
  const cancel = useCommand('jobs.cancel')
  if (jobId === null) return null
  const finished = job !== null && isFinished(job)
  return (
    <Dialog
      opened
      size="lg"
      onClose={closeCompare}
      title={strings.compareTitle}
      footer={
        finished ? (
          <>
            <Button variant="default" onClick={() => void pickAndCompare()}>
              {strings.compareAnother}
            </Button>
            <Button onClick={closeCompare}>{strings.close}</Button>
          </>
        ) : (
          <Button variant="default" onClick={() => void cancel.run({ jobId }).then(closeCompare)}>
            {strings.cancel}
          </Button>
        )
      }
    >
      <Comparison jobId={jobId} onLeave={closeCompare} />
    </Dialog>
  )
}
