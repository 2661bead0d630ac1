import type { CaseDetail, CaseItem, CaseRow } from '../../../shared/contract/cases.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { createCasesRepository, fullTitle, type StoredCase, type StoredItem } from './cases.repository.ts'
import { lastSeenAt } from './draft-items.ts'
import { createNoticeState } from './notice-state.ts'
import { createNoticesRepository } from './notices.repository.ts'
import { createProvidersRepository } from './providers.repository.ts'

/** How many cases stand where; `ready` means the notice may go out as it is now. */
export interface CaseCounts {
  readonly draft: number
  readonly ready: number
  readonly sent: number
}

/** Reads cases as the window shows them. Whether a case is ready is worked out from its notice as it stands. */
export function createCaseView(context: CoreContext) {
  const cases = createCasesRepository(context.db)
  const notices = createNoticesRepository(context.db)
  const providers = createProvidersRepository(context.db)
  const noticeState = createNoticeState(context)

  const toRow = (stored: StoredCase): CaseRow => {
    const noticeComplete = noticeState.isComplete(notices.ofCase(stored.id))
    return {
      id: stored.id,
      providerName: stored.providerName,
      title: stored.title,
      state: stateOf(stored, noticeComplete),
      items: stored.items,
      recordings: stored.recordings,
      openedAt: stored.openedAt,
      sentAt: stored.sentAt,
      stateSince: sinceOf(stored),
      noticeComplete,
    }
  }

  return {
    list: (): CaseRow[] => cases.all().map(toRow),
    counts(): CaseCounts {
      const states = cases.all().map((stored) => toRow(stored).state)
      const count = (state: CaseRow['state']) => states.filter((each) => each === state).length
      const open = count('draft') + count('ready') + count('closed')
      return { draft: count('draft'), ready: count('ready'), sent: states.length - open }
    },
    row: (caseId: number): CaseRow => toRow(cases.get(caseId)),
    detail(caseId: number): CaseDetail {
      const stored = cases.get(caseId)
      const notice = notices.ofCase(caseId)
      const { sentAt, sentChannel, sentReference } = stored
      return {
        ...toRow(stored),
        provider: providers.get(stored.providerId),
        itemsList: cases.items(caseId).map(toCaseItem),
        notice: notice && noticeState.of(notice).notice,
        sent:
          sentAt === null ? null : { at: sentAt, channel: sentChannel ?? '', reference: sentReference ?? '' },
      }
    },
    /** The case, when it can still be changed. Throws NOT_FOUND, CONFLICT when it was sent. */
    unsent(caseId: number): StoredCase {
      const stored = cases.get(caseId)
      refuseGivenUp(stored)
      if (stored.sentAt === null) return stored
      throw new RefrainError(
        'CONFLICT',
        `The notice to ${stored.providerName} was sent, so its case stays as it was sent. Nothing was changed.`,
      )
    },
    /** Throws CONFLICT for an unsent case that was closed: its letter goes nowhere. What was sent stays readable. */
    refuseClosed(caseId: number): void {
      const stored = cases.get(caseId)
      if (stored.sentAt === null) refuseGivenUp(stored)
    },
    /** When and under which reference the case of a notice was sent; null while it was not. */
    sentOf(noticeId: number): { readonly at: string; readonly reference: string } | null {
      const { sentAt, sentReference } = cases.get(notices.get(noticeId).caseId)
      return sentAt === null ? null : { at: sentAt, reference: sentReference ?? '' }
    },
    /** Brings the stored states of a case and its notice up to date; call in the transaction that changed them. */
    refresh(caseId: number): void {
      const notice = notices.ofCase(caseId)
      if (notice === null || notice.status === 'sent') return
      const complete = noticeState.isComplete(notice)
      cases.setState(caseId, complete ? 'ready' : 'draft')
      if (!complete || notice.status === 'draft')
        notices.setStatus(notice.id, complete ? 'complete' : 'draft')
    },
  }
}

function refuseGivenUp({ followState, providerName }: StoredCase): void {
  if (followState !== 'closed') return
  throw new RefrainError(
    'CONFLICT',
    `The case of ${providerName} is closed. Nothing was changed. Take it up again first.`,
  )
}

function stateOf({ followState, sentAt }: StoredCase, noticeComplete: boolean): CaseRow['state'] {
  if (followState !== null && followState !== 'draft') return followState
  if (sentAt !== null) return 'sent'
  return noticeComplete ? 'ready' : 'draft'
}

/** The day since which the case is where it is; what happened before it was sent counts no more then. */
function sinceOf({ followState, followOn, sentAt, openedAt }: StoredCase): string {
  const overtaken = sentAt !== null && followState === 'draft'
  return overtaken || followOn === null ? (sentAt ?? openedAt).slice(0, 10) : followOn
}

function toCaseItem(item: StoredItem): CaseItem {
  return {
    findingId: item.findingId,
    recordingId: item.recordingId,
    recordingTitle: fullTitle(item),
    recordingArtist: item.artist,
    isrc: item.isrc,
    registrationNumber: item.registrationNumber,
    authorizedUrl: item.authorizedUrl,
    url: item.url ?? '',
    foundOn: item.foundOn,
    fileUrl: item.fileUrl,
    rightHeld: item.rightHeld,
    performance: item.performance,
    exclusivity: item.exclusivity,
    fairUse: item.fairUse,
    firstSeenAt: item.firstSeenAt,
    lastSeenAt: lastSeenAt(item),
    sealed: item.sealed === 1,
  }
}
