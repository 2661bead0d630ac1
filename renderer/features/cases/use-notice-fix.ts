import type { CaseDetail, NoticeElement } from '../../../shared/contract/cases.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { choose } from '../../ui/confirm.ts'
import { toast } from '../../ui/toasts.tsx'
import { fixRoute } from './fix-route.ts'
import { focusPart, focusPartAfterDialog, type NoticePart } from './notice-part.ts'
import { noticeText } from './notice-strings.ts'
import { runCheck } from './standing/run-check.ts'
import { standingText } from './standing/strings.ts'

/** What is to be mended; warnings and elements alike. */
type Mendable = Pick<NoticeElement, 'fix' | 'findingIds'>

interface FixOptions {
  /** The button stands in a dialog that closes: it gives the focus back first. */
  readonly inDialog?: boolean
  /** Shows the parts of the letter for a web form. */
  readonly onForm?: () => void
}

const parts: ReadonlySet<string> = new Set(['statements', 'signature', 'words', 'details', 'licenses'])
const isPart = (fix: Mendable['fix']): fix is NoticePart => parts.has(fix)

/** The one-click way to mend what a notice lacks: by an act where one will do, else by going where it is filled in. */
export function useNoticeFix(detail: CaseDetail, options: FixOptions = {}): (check: Mendable) => void {
  return (check) => {
    const act = actOf(detail, check, options)
    if (act) {
      act().catch((error: unknown) => {
        toast.error(toUserError(error))
      })
      return
    }
    navigate(fixRoute(detail.id, check.fix))
    if (isPart(check.fix)) (options.inDialog === true ? focusPartAfterDialog : focusPart)(check.fix)
  }
}

function actOf(
  detail: CaseDetail,
  { fix, findingIds }: Mendable,
  options: FixOptions,
): (() => Promise<void>) | null {
  const caseId = detail.id
  switch (fix) {
    case 'remove':
      return async () => {
        await call('cases.itemRemove', { caseId, findingIds: [...findingIds] })
        toast.undoable(noticeText.removedItems(findingIds.length))
      }
    case 'recheck':
      return () => recheck(caseId, findingIds)
    case 'split':
      return async () => {
        const { caseIds } = await call('cases.split', { caseId })
        toast.success(noticeText.split(caseIds.length))
      }
    case 'english':
      return async () => {
        await call('notices.draft', { caseId, language: 'en' })
      }
    case 'form':
      return async () => {
        await Promise.resolve(options.onForm?.())
      }
    case 'provider':
      return () => {
        navigate({ screen: 'providers', providerId: detail.provider.id })
        return Promise.resolve()
      }
    case 'european':
      return async () => {
        await call('notices.draft', { caseId, regime: 'eu-dsa-16' })
        toast.success(noticeText.underDsa)
      }
    case 'profile':
    case 'items':
    case 'fair-use':
    case 'right':
    case 'statements':
    case 'signature':
    case 'words':
    case 'details':
    case 'licenses':
      return null
  }
}

/** The artist says that she looked, or has the program look: what that finds there counts as seen. */
async function recheck(caseId: number, findingIds: readonly number[]): Promise<void> {
  const way = await choose({
    title: noticeText.recheckTitle(findingIds.length),
    body: noticeText.recheckBody,
    confirmLabel: noticeText.recheckConfirm,
    otherLabel: noticeText.recheckByProgram,
  })
  if (way === null) return
  if (way === 'confirm') {
    await call('cases.itemsSeen', { caseId, findingIds: [...findingIds] })
    toast.success(noticeText.rechecked)
    return
  }
  const result = await runCheck({ caseId, findingIds })
  if (result === null) return
  const untold = result.down + result.unknown
  if (untold === 0) toast.success(standingText.doneSeen(result.there))
  else toast.info(noticeText.recheckUntold(untold))
}
