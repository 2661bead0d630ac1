import { basename } from 'node:path'
import { z } from 'zod'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { type DraftInput, draftInput } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { composeDraft } from '../../../shared/domain/notices/drafts/draft-letter.ts'
import { renderDraftText } from '../../../shared/domain/notices/drafts/draft-text.ts'
import { noticeInput, noticeItem } from '../../../shared/domain/notices/notice-input.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { prepareFile } from './atomic-file.ts'
import { createCasesRepository } from './cases.repository.ts'
import { createNoticesRepository } from './notices.repository.ts'

// A notice of any regime was sent with at least these parts.
const sentNotice = noticeInput.extend({
  items: z.array(noticeItem.extend({ rightHeld: draftInput.shape.items.element.shape.rightHeld })),
})

/** Letters that take a sent notice back. They are made of what was sent, so they name what was named. */
export function createWithdrawals(context: CoreContext) {
  const { db } = context
  const cases = createCasesRepository(db)
  const notices = createNoticesRepository(db)
  const sentInput = db
    .prepare<[number]>(
      'SELECT sent_input FROM notice WHERE case_id = ? AND sent_input IS NOT NULL ORDER BY id DESC',
    )
    .pluck()

  const letter = (input: Parsed<'cases.withdrawal'>): Output<'cases.withdrawal'> => {
    const stored = cases.get(input.caseId)
    const text = z.string().optional().parse(sentInput.get(input.caseId))
    if (stored.sentAt === null || text === undefined) {
      throw new RefrainError(
        'CONFLICT',
        'No notice of this case was sent, so there is none to take back. Take the items out of the case instead.',
      )
    }
    const sent = sentNotice.parse(JSON.parse(text))
    const wanted = new Set(input.findingIds)
    const items = sent.items.filter(({ findingId }) => wanted.size === 0 || wanted.has(findingId))
    const draft = composeDraft({
      ...sent,
      claimant: notices.claimant() ?? sent.claimant,
      regime: 'withdrawal',
      language: input.language,
      items: items.map(asDraftItem),
      statements: { goodFaith: false, accurate: false, complete: false },
      signature: {
        name: sent.claimant?.legalName ?? '',
        signedOn: context.now().slice(0, 10),
        coversLetter: true,
      },
      details: {
        hostname: null,
        ipAddress: null,
        earlier: [],
        withdrawn: {
          on: stored.sentAt.slice(0, 10),
          reference: stored.sentReference ?? '',
          reason: input.reason.trim(),
        },
        freeText: '',
        reviewed: true,
      },
    })
    return { subject: draft.subject, text: renderDraftText(draft) }
  }

  return {
    letter,
    /** Writes the letter as text and records that it was made; sending it is the artist's. */
    save({ path, ...input }: Parsed<'cases.withdrawalSave'>): Record<string, never> {
      const bytes = Buffer.from(letter(input).text, 'utf8')
      const file = prepareFile(path, bytes)
      try {
        context.mutations.once(['custody'], () => {
          context.custody.append({
            action: 'notice.withdrawalWritten',
            subject: `case:${input.caseId}`,
            actor: 'artist',
            detail: { bytes: bytes.byteLength, file: basename(path), items: input.findingIds.length },
            caseId: input.caseId,
          })
          file.commit()
        })
        file.keep()
      } finally {
        file.discard()
      }
      return {}
    },
  }
}

function asDraftItem(item: z.infer<typeof sentNotice>['items'][number]): DraftInput['items'][number] {
  return {
    ...item,
    lastVerifiedAt: null,
    capture: null,
    performance: 'unknown',
    exclusivity: 'exclusive',
    catalogueOwner: null,
    ownDelivery: false,
    noticedOn: null,
  }
}
