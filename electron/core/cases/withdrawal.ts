import { basename } from 'node:path'
import { z } from 'zod'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { type DraftInput, draftInput } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { composeDraft } from '../../../shared/domain/notices/drafts/draft-letter.ts'
import { renderDraftText } from '../../../shared/domain/notices/drafts/draft-text.ts'
import { type Claimant, noticeInput, noticeItem } from '../../../shared/domain/notices/notice-input.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { packIds } from '../findings/index.ts'
import { prepareFile } from './atomic-file.ts'
import { createCasesRepository } from './cases.repository.ts'
import { sha256OfText } from './notice-state.ts'
import { createNoticesRepository } from './notices.repository.ts'

// A notice of any regime was sent with at least these parts.
const sentNotice = noticeInput.extend({
  regime: z.string().optional(),
  items: z.array(noticeItem.extend({ rightHeld: draftInput.shape.items.element.shape.rightHeld })),
})

type SentNotice = z.infer<typeof sentNotice>

/** A letter, and the findings whose notice it takes back. */
interface Withdrawal extends Output<'cases.withdrawal'> {
  readonly findingIds: readonly number[]
}

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

  const compose = (input: Parsed<'cases.withdrawal'>): Withdrawal => {
    const stored = cases.get(input.caseId)
    const text = z.string().optional().parse(sentInput.get(input.caseId))
    if (stored.sentAt === null || text === undefined) {
      throw new RefrainError(
        'CONFLICT',
        'No notice of this case was sent, so there is none to take back. Take the items out of the case instead.',
      )
    }
    const sent = sentNotice.parse(JSON.parse(text))
    const items = named(sent.items, input.findingIds)
    const draft = composeDraft({
      ...sent,
      claimant: signer(sent, notices.claimant()),
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
    return {
      subject: draft.subject,
      text: renderDraftText(draft),
      findingIds: items.map(({ findingId }) => findingId),
    }
  }

  return {
    letter(input: Parsed<'cases.withdrawal'>): Output<'cases.withdrawal'> {
      const { subject, text } = compose(input)
      return { subject, text }
    },
    /** Writes the letter as text and records which one was made, and for what; sending it is the artist's. */
    save({ path, ...input }: Parsed<'cases.withdrawalSave'>): Record<string, never> {
      const { text, findingIds } = compose(input)
      const bytes = Buffer.from(text, 'utf8')
      const file = prepareFile(path, bytes)
      try {
        context.mutations.once(['custody'], () => {
          context.custody.append({
            action: 'notice.withdrawalWritten',
            subject: `case:${input.caseId}`,
            actor: 'artist',
            detail: {
              sha256: sha256OfText(text),
              bytes: bytes.byteLength,
              file: basename(path),
              items: findingIds.length,
              findings: packIds(findingIds),
            },
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

/** The items to take back: those named, or all when none is. Throws NOT_FOUND for one that was not sent. */
function named(items: SentNotice['items'], findingIds: readonly number[]): SentNotice['items'] {
  const sent = new Set(items.map(({ findingId }) => findingId))
  const stranger = findingIds.find((id) => !sent.has(id))
  if (stranger !== undefined) {
    throw new RefrainError(
      'NOT_FOUND',
      `Finding ${stranger} was not in the notice that was sent, so it cannot be taken back. Nothing was written.`,
      { findingId: stranger },
    )
  }
  const wanted = new Set(findingIds)
  return wanted.size === 0 ? items : items.filter(({ findingId }) => wanted.has(findingId))
}

/**
 * Who sent the notice takes it back, in the capacity of then, reachable as of now. Of a notice under Art. 16 DSA
 * neither address nor telephone number was told, and the withdrawal tells none either.
 */
function signer({ claimant: then, regime }: SentNotice, now: Claimant | null): Claimant | null {
  if (then === null) return now
  const { address, country, email, phone } = now ?? then
  const hidden = regime === 'eu-dsa-16'
  return hidden
    ? { ...then, email, address: '', country: '', phone: '' }
    : { ...then, address, country, email, phone }
}

function asDraftItem(item: SentNotice['items'][number]): DraftInput['items'][number] {
  return {
    ...item,
    lastVerifiedAt: null,
    capture: null,
    performance: 'unknown',
    exclusivity: 'exclusive',
    catalogueOwner: null,
    ownDelivery: false,
    licensedTo: null,
    noticedOn: null,
    foundOn: null,
  }
}
