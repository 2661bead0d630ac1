import type { Decision } from '../../../shared/contract/watch.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { askText } from '../../ui/confirm.ts'
import { toast } from '../../ui/toasts.tsx'
import { stateLabels, strings } from './strings.ts'

const verbs: Readonly<Record<Decision, string>> = {
  confirm: 'confirmed',
  authorize: 'authorized',
  dismiss: 'dismissed',
  monitor: 'monitored',
  reopen: 'reopened',
}

const perCall = 5000

/** Decides findings, asking for a reason where one is needed, and says what was refused and why. */
export function useDecide(): {
  readonly decide: (findingIds: readonly number[], decision: Decision) => Promise<void>
  readonly pending: boolean
} {
  const command = useCommand('findings.decide')
  const decide = async (findingIds: readonly number[], decision: Decision) => {
    if (findingIds.length === 0) return
    const reason = await reasonFor(decision)
    if (reason === null) return
    const result = await command.run({ findingIds: findingIds.slice(0, perCall), decision, reason })
    if (!result) return
    if (result.changed > 0) toast.undoable(strings.decided(result.changed, verbs[decision]))
    const [first] = result.refused
    if (first) toast.info(`${strings.refused(result.refused.length)}: ${first.message}`)
  }
  return { decide, pending: command.pending }
}

async function reasonFor(decision: Decision): Promise<string | null> {
  if (decision !== 'authorize' && decision !== 'dismiss') return ''
  return askText({
    title: strings.reasonTitle[decision],
    label: strings.reasonLabel,
    hint: strings.reasonHint,
    confirmLabel: decision === 'authorize' ? stateLabels.authorized : stateLabels.dismissed,
    required: true,
  })
}
