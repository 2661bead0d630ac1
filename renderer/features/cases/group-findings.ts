import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

/** Puts confirmed findings into the cases of their providers and says what came of it. Rejects when it failed. */
export async function groupFindings(): Promise<void> {
  const { created, added, caseIds } = await call('cases.group', {})
  if (added === 0) {
    toast.info(strings.nothingToGroup)
    return
  }
  const [only] = caseIds
  const message = strings.grouped(created, added, caseIds.length)
  if (caseIds.length !== 1 || only === undefined) {
    toast.success(message)
    navigate({ screen: 'cases' })
    return
  }
  toast.success(message, {
    action: { label: strings.openCase, run: () => navigate({ screen: 'cases', caseId: only }) },
  })
}
