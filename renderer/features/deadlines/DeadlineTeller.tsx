import { navigate } from '../../app/navigation.ts'
import { useEvent } from '../../rpc/use-event.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

/** Tells in the window of deadlines that the system has not shown. */
export function DeadlineTeller() {
  useEvent('deadlines.due', ({ title, body, caseId }) => {
    const open = () => navigate({ screen: 'deadlines', ...(caseId === null ? {} : { caseId }) })
    toast.info(`${title}. ${body.replaceAll('\n', '; ')}`, { action: { label: strings.reveal, run: open } })
  })
  return null
}
