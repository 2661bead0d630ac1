import type { DraftInput, DraftItem } from '../../shared/domain/notices/drafts/draft-input.ts'
import type { DraftRegime } from '../../shared/domain/notices/rules/regimes.ts'
import { completeNotice, noticeItemWith, sparseItem } from './notice-input.ts'

/** The moment at which the drafts below are checked. */
export const draftNow = '2026-11-22T12:00:00.000Z'

/** One complete item of a draft; the fields given replace its own. */
export function draftItemWith(fields: Partial<DraftItem> = {}): DraftItem {
  return {
    ...noticeItemWith(),
    rightHeld: 'sound-recording',
    lastVerifiedAt: '2026-11-22T09:00:00.000Z',
    capture: 'sha256:4f2c91aa',
    performance: 'own',
    exclusivity: 'exclusive',
    catalogueOwner: 'Luna Vale',
    ownDelivery: false,
    licensedTo: null,
    noticedOn: null,
    foundOn: null,
    ...fields,
  }
}

/** A draft of a regime with nothing missing; the parts given replace its own. */
export function completeDraft(regime: DraftRegime, parts: Partial<DraftInput> = {}): DraftInput {
  return {
    ...completeNotice(),
    regime,
    language: 'en',
    items: [draftItemWith(), draftItemWith(sparseItem)],
    statements: { goodFaith: true, accurate: true, complete: true },
    details: {
      hostname: 'tunevault.example',
      ipAddress: '192.0.2.7',
      earlier:
        regime === 'us-512c'
          ? []
          : [{ to: 'the operator of tunevault.example', on: '2026-11-10', reference: '' }],
      withdrawn:
        regime === 'withdrawal'
          ? { on: '2026-11-01', reference: 'TV-778', reason: 'the upload was licensed' }
          : null,
      freeText: '',
      reviewed: true,
    },
    ...parts,
  }
}
