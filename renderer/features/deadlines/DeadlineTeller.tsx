import { navigate } from '../../app/navigation.ts'
import { useEvent } from '../../rpc/use-event.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

/** Where a notification leads, and what is told in the window on a system without notifications. */
export function DeadlineTeller() {
  useEvent('deadlines.due', ({ how, title, body, caseId }) => {
    const open = () => navigate({ screen: 'deadlines', ...(caseId === null ? {} : { caseId }) })
    if (how === 'open') open()
    else
      toast.info(`${title}. ${body.replaceAll('\n', '; ')}`, { action: { label: strings.reveal, run: open } })
  })
  return null
}
