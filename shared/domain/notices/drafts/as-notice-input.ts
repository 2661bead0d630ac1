import type { NoticeInput } from '../notice-input.ts'
import type { DraftInput, DraftRight } from './draft-input.ts'

/** The parts of a draft that the letter under 17 U.S.C. 512(c)(3) has as well. */
export function asNoticeInput(input: DraftInput): NoticeInput {
  const { claimant, recipient, signature: signed, statements: made } = input
  const right = (held: DraftRight) =>
    held === 'artwork' || held === 'lyrics' ? ('composition' as const) : held
  return {
    claimant,
    recipient,
    signature: signed,
    statements: { goodFaith: made.goodFaith, accurate: made.accurate },
    items: input.items.map((item) => ({ ...item, rightHeld: right(item.rightHeld) })),
  }
}
