import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useEvent } from '../../rpc/use-event.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

/** Tells in the window of deadlines that the system has not shown. */
export function DeadlineTeller() {
  const told = useCommand('deadlines.told', { toast: false })
  useEvent('deadlines.due', ({ title, body, caseId, deadlines }) => {
    const open = () => navigate({ screen: 'deadlines', ...(caseId === null ? {} : { caseId }) })
    toast.info(`${title}. ${body.replaceAll('\n', '; ')}`, { action: { label: strings.reveal, run: open } })
    void told.run({ deadlines })
  })
  return null
}
