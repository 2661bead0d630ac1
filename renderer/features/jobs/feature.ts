import { IconPlayerPlay } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { useJobsStore } from '../../rpc/jobs.ts'
import { call } from '../../rpc/client.ts'

/** Lets every interrupted job go on. */
async function resumeInterrupted(): Promise<void> {
  const { byId } = useJobsStore.getState()
  for (const { id, state, resumable } of byId.values()) {
    if (state === 'interrupted' && resumable) await call('jobs.resume', { jobId: id })
  }
}

export const feature: Feature = {
  id: 'jobs',
  commands: [
    {
      id: 'jobs.resume',
      title: 'Resume interrupted jobs',
      group: 'Activity',
      icon: IconPlayerPlay,
      run: resumeInterrupted,
    },
  ],
}
