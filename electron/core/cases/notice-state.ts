import { createHash } from 'node:crypto'
import type { Notice } from '../../../shared/contract/cases.ts'
import { authorizingRule, describeRule } from '../../../shared/domain/findings/rules.ts'
import { checkNotice, isComplete } from '../../../shared/domain/notices/check.ts'
import { composeLetter, type NoticeLetter } from '../../../shared/domain/notices/letter.ts'
import { renderLetterText } from '../../../shared/domain/notices/letter-text.ts'
import {
  noticeInput,
  type NoticeInput,
  type NoticeItem,
} from '../../../shared/domain/notices/notice-input.ts'
import type { CoreContext } from '../context.ts'
import { createRulesRepository, type StoredRule } from '../findings/index.ts'
import { createCasesRepository, fullTitle, type StoredItem } from './cases.repository.ts'
import { createNoticesRepository, type StoredNotice } from './notices.repository.ts'
import { createProvidersRepository } from './providers.repository.ts'

/** A notice as it stands now: its input, the letter it gives and whether it may go out. */
export interface NoticeState {
  readonly input: NoticeInput
  readonly letter: NoticeLetter
  readonly text: string
  readonly notice: Notice
}

/**
 * Derives a notice from what is stored. Nothing derived is trusted from the store: a changed profile, recording
 * or rule shows at once. Only a sent notice is read from what it was sent with.
 */
export function createNoticeState(context: CoreContext) {
  const cases = createCasesRepository(context.db)
  const notices = createNoticesRepository(context.db)
  const providers = createProvidersRepository(context.db)
  const rules = createRulesRepository(context.db)

  const gather = (stored: StoredNotice): NoticeInput => {
    if (stored.sentInput !== null) return noticeInput.parse(JSON.parse(stored.sentInput))
    const known = rules.all()
    const { name, domains, email, form } = providers.get(cases.get(stored.caseId).providerId)
    const unsigned: NoticeInput = {
      claimant: notices.claimant(),
      recipient: { name, domains, email, form },
      items: cases.items(stored.caseId).map((item) => toNoticeItem(item, known)),
      statements: { goodFaith: stored.goodFaith, accurate: stored.accurate },
      signature: { name: '', signedOn: null, coversLetter: false },
    }
    if (stored.signature === '') return unsigned
    const coversLetter = stored.signedSha256 === signableSha256(unsigned)
    return { ...unsigned, signature: { name: stored.signature, signedOn: stored.signedOn, coversLetter } }
  }

  return {
    gather,
    of(stored: StoredNotice): NoticeState {
      const input = gather(stored)
      const letter = composeLetter(input)
      const text = renderLetterText(letter)
      const elements = checkNotice(input)
      const complete = isComplete(elements)
      const notice: Notice = {
        id: stored.id,
        regime: 'us-512c3',
        templateVersion: stored.templateVersion,
        status: statusOf(stored, complete),
        goodFaith: stored.goodFaith,
        accurate: stored.accurate,
        signature: stored.signature,
        signedOn: stored.signedOn,
        subject: letter.subject,
        text,
        elements: [...elements],
        complete,
        updatedAt: stored.updatedAt,
      }
      return { input, letter, text, notice }
    },
    /** Whether the notice of a case may go out; looks at the items only when declared and signed. */
    isComplete(stored: StoredNotice | null): boolean {
      if (stored === null) return false
      if (stored.status === 'sent') return true
      const signed = stored.goodFaith && stored.accurate && stored.signature !== ''
      return signed && isComplete(checkNotice(gather(stored)))
    },
  }
}

/** SHA-256 of the letter a signature covers: all of it but the declarations and the signature itself. */
export function signableSha256(input: NoticeInput): string {
  const signable: NoticeInput = {
    ...input,
    statements: { goodFaith: true, accurate: true },
    signature: { name: '', signedOn: null, coversLetter: false },
  }
  return sha256OfText(renderLetterText(composeLetter(signable)))
}

/** Lower-case hex SHA-256 of a text's UTF-8 bytes. */
export function sha256OfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function statusOf(stored: StoredNotice, complete: boolean): Notice['status'] {
  if (stored.status === 'sent') return 'sent'
  if (!complete) return 'draft'
  return stored.status === 'exported' ? 'exported' : 'complete'
}

function toNoticeItem(item: StoredItem, rules: readonly StoredRule[]): NoticeItem {
  const rule = authorizingRule(rules, item)
  return {
    findingId: item.findingId,
    recordingId: item.recordingId,
    title: fullTitle(item),
    artist: item.artist,
    isrc: item.isrc,
    registrationNumber: item.registrationNumber,
    authorizedUrl: item.authorizedUrl,
    url: item.url,
    offers: item.offers,
    findingState: item.findingState,
    authorizedBy: rule ? describeRule(rule) : null,
    rightHeld: item.rightHeld,
    fairUse: item.fairUse.conclusion,
    firstSeenAt: item.firstSeenAt,
  }
}
