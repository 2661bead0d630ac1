import { useState } from 'react'
import type { ImportBatch } from '../../../shared/contract/imports.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { useEvent } from '../../rpc/use-event.ts'
import { useQuery } from '../../rpc/use-query.ts'

/** The latest job of an import (its check or its commit), live; null while none is known. */
export function useJobOf(batch: ImportBatch): Job | null {
  const known = useQuery('jobs.list', { limit: 50 })
  const [live, setLive] = useState<Job | null>(null)
  useEvent('job.changed', (job) => {
    if (isOf(job, batch)) setLive(job)
  })
  return live ?? known.data?.jobs.filter((job) => isOf(job, batch)).sort((a, b) => b.id - a.id)[0] ?? null
}

function isOf(job: Job, batch: ImportBatch): boolean {
  return (job.kind === 'import.preview' || job.kind === 'import.commit') && job.subjectId === batch.id
}
