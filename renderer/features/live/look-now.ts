import { call } from '../../rpc/client.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

/** Looks now at one source or at all that are on; a failure is told to the user. */
export async function lookNow(sourceId: string | null): Promise<void> {
  try {
    await call('live.run', { sourceId })
    toast.info(strings.started, { brief: true })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

/** Turns the artist's offline switch over. */
export async function toggleOffline(): Promise<void> {
  const { offline } = await call('live.state', {})
  await call('live.setOffline', { offline: !offline })
}
