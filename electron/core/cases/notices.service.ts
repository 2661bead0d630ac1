import type { CaseDetail, Notice } from '../../../shared/contract/cases.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { incompleteSentence } from '../../../shared/domain/notices/check.ts'
import { sameText } from '../../../shared/domain/notices/letter.ts'
import { us512c3 } from '../../../shared/domain/notices/us512c3.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { createCaseView, regime } from './case-view.ts'
import { createCasesRepository } from './cases.repository.ts'
import { createNoticeState, type NoticeState, sha256OfText, signableSha256 } from './notice-state.ts'
import { createNoticesRepository, type Declarations, type StoredNotice } from './notices.repository.ts'

/** Keeps bytes in the workspace's blob store; call inside the transaction that refers to them. */
export type StoreObject = (
  context: CoreContext,
  bytes: Uint8Array,
  name: string,
) => { readonly sha256: string; readonly bytes: number }

type Patch = Parsed<'notices.update'>['patch']

/** Drafts notices, takes declarations and signature, and records that one was sent. */
export function createNotices(context: CoreContext, deps: { readonly storeObject: StoreObject }) {
  const { mutations, custody } = context
  const notices = createNoticesRepository(context.db)
  const cases = createCasesRepository(context.db)
  const states = createNoticeState(context)
  const view = createCaseView(context)

  const declared = (stored: StoredNotice, patch: Patch): Declarations => {
    const before: Declarations = {
      goodFaith: patch.goodFaith ?? stored.goodFaith,
      accurate: patch.accurate ?? stored.accurate,
      signature: stored.signature,
      signedOn: stored.signedOn,
      signedSha256: stored.signedSha256,
    }
    if (patch.signature === undefined) return before
    const signature = patch.signature.trim()
    return signature === ''
      ? { ...before, signature, signedOn: null, signedSha256: null }
      : {
          ...before,
          signature,
          signedOn: context.now().slice(0, 10),
          signedSha256: signableSha256(states.gather(stored)),
        }
  }

  const recordDeclaration = (stored: StoredNotice, patch: Patch, now: Declarations): void => {
    const name = notices.claimant()?.legalName ?? ''
    const signed = patch.signature !== undefined && now.signature !== '' && sameText(now.signature, name)
    if (!signed && patch.goodFaith === undefined && patch.accurate === undefined) return
    custody.append({
      action: signed ? 'notice.signed' : 'notice.declared',
      subject: `notice:${stored.id}`,
      actor: 'artist',
      detail: {
        goodFaith: now.goodFaith,
        accurate: now.accurate,
        ...(signed ? { letter: now.signedSha256, template: stored.templateVersion } : {}),
      },
      caseId: stored.caseId,
    })
  }

  /** Keeps the text that was sent, unless it is the one exported last. */
  const keepText = (noticeId: number, text: string): void => {
    if (notices.lastExport(noticeId, 'txt') === sha256OfText(text)) return
    const blob = deps.storeObject(context, Buffer.from(text, 'utf8'), `notice-${noticeId}.txt`)
    notices.insertExport(noticeId, 'txt', blob, context.now())
  }

  return {
    /** The notice of a case; drafted on first asking. */
    draft({ caseId }: Parsed<'notices.draft'>): Notice {
      const existing = notices.ofCase(caseId, regime)
      if (existing) return states.of(existing).notice
      view.unsent(caseId)
      return mutations.once(['notices', 'cases', 'custody'], () => {
        const id = notices.insert(caseId, regime, us512c3.version, context.now())
        custody.append({
          action: 'notice.drafted',
          subject: `notice:${id}`,
          actor: 'artist',
          detail: { regime, template: us512c3.version },
          caseId,
        })
        return states.of(notices.get(id)).notice
      })
    },

    /**
     * Takes a declaration or the signature. A signature is dated with the day it was given and covers the letter
     * as it reads then; it has to be given again when the letter changes.
     */
    update({ noticeId, patch }: Parsed<'notices.update'>): Notice {
      const stored = notices.get(noticeId)
      view.unsent(stored.caseId)
      const now = declared(stored, patch)
      mutations.once(['notices', 'cases', 'custody'], () => {
        notices.update(noticeId, now, context.now())
        view.refresh(stored.caseId)
        recordDeclaration(stored, patch, now)
      })
      return states.of(notices.get(noticeId)).notice
    },

    /** Records that the artist sent the notice. From then on the case and its notice stay as they were sent. */
    recordSent({ caseId, at, channel, reference }: Parsed<'cases.recordSent'>): CaseDetail {
      view.unsent(caseId)
      if (Date.parse(at) > context.clock() + clockToleranceMs) {
        throw new RefrainError('VALIDATION', 'The time of sending lies in the future. Nothing was recorded.')
      }
      const stored = notices.ofCase(caseId, regime)
      if (!stored) {
        throw new RefrainError(
          'NOTICE_INCOMPLETE',
          'This case has no notice yet. Draft it, complete it, then record it as sent.',
        )
      }
      const state = states.of(stored)
      refuseIncomplete(state, 'recorded as sent')
      mutations.once(['cases', 'notices', 'findings', 'custody'], () => {
        keepText(stored.id, state.text)
        notices.setSent(stored.id, JSON.stringify(state.input), context.now())
        cases.setSent(caseId, at, channel.trim(), reference.trim())
        custody.append({
          action: 'notice.sent',
          subject: `notice:${stored.id}`,
          actor: 'artist',
          detail: {
            at,
            channel: channel.trim(),
            reference: reference.trim(),
            letter: sha256OfText(state.text),
          },
          caseId,
        })
      })
      return view.detail(caseId)
    },
  }
}

/** Clocks of two machines may differ by this much before a time of sending counts as in the future. */
const clockToleranceMs = 5 * 60 * 1000

/** Throws NOTICE_INCOMPLETE naming everything that is missing; `details.missing` lists the elements. */
export function refuseIncomplete({ notice }: NoticeState, verb: string): void {
  if (notice.complete) return
  const missing = notice.elements.filter(({ status }) => status !== 'present')
  throw new RefrainError('NOTICE_INCOMPLETE', incompleteSentence(notice.elements, verb), { missing })
}
