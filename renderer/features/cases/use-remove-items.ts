import type { CaseItem } from '../../../shared/contract/cases.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { itemText } from './item-strings.ts'

/** Takes items out of a case, one step of undo, and says what becomes of their findings. */
export function useRemoveItems(caseId: number): (items: readonly CaseItem[]) => Promise<void> {
  const { run } = useCommand('cases.itemRemove')
  return async (items) => {
    const findingIds = items.map(({ findingId }) => findingId)
    const done = await run({ caseId, findingIds })
    if (done) toast.undoable(`${itemText.removed(items.length)}. ${itemText.removedHint}`)
  }
}
