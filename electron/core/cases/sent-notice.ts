import type { DraftInput } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { draftInput } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { draftLetter, type DraftLetter } from '../../../shared/domain/notices/drafts/draft-blocks.ts'
import { renderDraftText } from '../../../shared/domain/notices/drafts/draft-text.ts'
import { sealedLetter } from '../../../shared/domain/notices/drafts/sealed-letter.ts'
import { noticeInput } from '../../../shared/domain/notices/notice-input.ts'
import { longDate } from '../../../shared/domain/notices/plain-text.ts'
import type { StoredNotice } from './notices.repository.ts'

/** A notice as it was sent. */
export interface SentNotice {
  readonly input: DraftInput
  readonly letter: DraftLetter
  readonly text: string
}

/**
 * Reads a sent notice from what was stored when it was sent. One that the first version of this program sent kept
 * its text and what it was made of: its letter is read back from the text. `sealedText` gives that text.
 */
export function readSentNotice(
  stored: StoredNotice & { readonly sentInput: string },
  sealedText: () => string,
): SentNotice {
  const kept: unknown = JSON.parse(stored.sentInput)
  if (stored.sentLetter !== null) {
    const letter = draftLetter.parse(JSON.parse(stored.sentLetter))
    return { input: draftInput.parse(kept), letter, text: renderDraftText(letter) }
  }
  const input = fromFirstVersion(kept)
  const text = sealedText()
  const letter = sealedLetter(text, {
    regime: 'us-512c',
    subject: `Notice of claimed copyright infringement (17 U.S.C. 512(c)(3)), at ${input.recipient.name}`,
    recipient: input.recipient.name,
    date: longDate(input.signature.signedOn ?? ''),
    ruleVersions: {},
  })
  return { input, letter, text }
}

/** What the first version did not ask is filled with what it took for granted. */
function fromFirstVersion(kept: unknown): DraftInput {
  const input = noticeInput.parse(kept)
  return {
    ...input,
    regime: 'us-512c',
    language: 'en',
    items: input.items.map((item) => ({
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
    })),
    statements: { ...input.statements, complete: false },
    details: {
      hostname: null,
      ipAddress: null,
      earlier: [],
      withdrawn: null,
      freeText: '',
      reviewed: true,
    },
  }
}
