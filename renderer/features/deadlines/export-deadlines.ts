import { call } from '../../rpc/client.ts'
import { pickSave, reveal } from '../../rpc/host.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

/** Writes all deadlines as a calendar file where the user says. */
export async function exportDeadlines(): Promise<void> {
  const chosen = await pickSave({ title: strings.export, defaultName: 'refrain-deadlines.ics' })
  if (chosen === null) return
  const wanted = chosen.toLowerCase().endsWith('.ics') ? chosen : `${chosen}.ics`
  try {
    const { path, events } = await call('deadlines.export', { path: wanted })
    toast.success(strings.exported(events), {
      action: { label: strings.reveal, run: () => void reveal(path) },
    })
  } catch (error) {
    toast.error(toUserError(error))
  }
}
