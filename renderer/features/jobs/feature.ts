import { IconPlayerPlay } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { useJobsStore } from '../../rpc/jobs.ts'
import { toast } from '../../ui/toasts.tsx'
import { jobRoute } from './job-route.ts'
import { strings } from './strings.ts'

/** Lets every interrupted job go on; one that has to be started anew says so, leads there and is done with. */
async function resumeInterrupted(): Promise<void> {
  const { byId } = useJobsStore.getState()
  for (const job of [...byId.values()].filter(({ state }) => state === 'interrupted')) {
    if (job.resumable) {
      await call('jobs.resume', { jobId: job.id })
      continue
    }
    await call('jobs.cancel', { jobId: job.id })
    const route = jobRoute(job)
    const action = route ? { action: { label: strings.open, run: () => navigate(route) } } : {}
    toast.info(strings.startAgain(strings.jobTitle(job)), action)
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
