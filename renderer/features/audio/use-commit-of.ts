import { useRef, useState } from 'react'
import { type AudioScan, audioPlanCounts } from '../../../shared/contract/audio.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { useJob } from '../../rpc/jobs.ts'
import { useEvent } from '../../rpc/use-event.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

/** The job that adds a scan to the catalogue, live; null while none is known. Says once what it has added. */
export function useCommitOf(scan: AudioScan): Job | null {
  const running = useJob(scan.commitJobId)
  const [live, setLive] = useState<Job | null>(null)
  const told = useRef<number | null>(null)
  useEvent('job.changed', (job) => {
    if (job.kind !== 'audio.commit' || job.subjectId !== scan.id) return
    setLive(job)
    if (job.state !== 'done' || told.current === job.id) return
    told.current = job.id
    toast.undoable(strings.added(audioPlanCounts.parse(job.result)))
  })
  return live ?? running
}
