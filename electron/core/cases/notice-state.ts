import { createHash } from 'node:crypto'
import type { Notice, NoticeElement } from '../../../shared/contract/notices.ts'
import { webDomain } from '../../../shared/domain/findings/web-address.ts'
import {
  type CheckContext,
  reviewDraft,
  type DraftReview,
} from '../../../shared/domain/notices/checks/check-draft.ts'
import { mayGoOut } from '../../../shared/domain/notices/checks/draft-check.ts'
import { isAboutASite } from '../../../shared/domain/notices/checks/letter-domains.ts'
import type { DraftLetter } from '../../../shared/domain/notices/drafts/draft-blocks.ts'
import type { DraftInput, DraftItem } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { composeDraft } from '../../../shared/domain/notices/drafts/draft-letter.ts'
import { renderDraftText } from '../../../shared/domain/notices/drafts/draft-text.ts'
import { dayBeside, zoneWords } from '../../../shared/domain/notices/signed-when.ts'
import type { Claimant } from '../../../shared/domain/notices/notice-input.ts'
import { proposeLetter, type Proposal } from '../../../shared/domain/notices/rules/propose.ts'
import type { CoreContext } from '../context.ts'
import { createCasesRepository } from './cases.repository.ts'
import { createDraftItems } from './draft-items.ts'
import { createFollowUpRepository } from './follow-up.repository.ts'
import { createNoticesRepository, type StoredNotice } from './notices.repository.ts'
import { createProvidersRepository } from './providers.repository.ts'
import { providerClassOf } from './provider-class.ts'
import { streamingDomains } from './shipped-directory.ts'
import { sealedTextOf } from './sealed-text.ts'
import { readSentNotice } from './sent-notice.ts'

/** A notice as it stands now: its input, the letter it gives and whether it may go out. */
export interface NoticeState {
  readonly input: DraftInput
  readonly letter: DraftLetter
  readonly text: string
  readonly notice: Notice
}

/**
 * Derives a notice from what is stored. Nothing derived is trusted from the store: a changed profile, recording
 * or rule shows at once. Only a sent notice is read from what it was sent with.
 */
export function createNoticeState(context: CoreContext) {
  const cases = createCasesRepository(context.db)
  const following = createFollowUpRepository(context.db)
  const notices = createNoticesRepository(context.db)
  const providers = createProvidersRepository(context.db)
  const itemsOf = createDraftItems(context.db)

  const gather = (stored: StoredNotice): DraftInput => {
    const found = cases.get(stored.caseId)
    const { name, domains, email, form } = providers.get(found.providerId)
    const claimant = signerOf(notices.claimant(), stored)
    const items = itemsOf(found, claimant)
    const { freeText, details } = stored
    const unsigned: DraftInput = {
      claimant,
      recipient: { name, domains, email, form },
      regime: stored.regime,
      language: stored.language,
      items,
      statements: {
        goodFaith: stored.goodFaith,
        accurate: stored.accurate,
        complete: stored.accurateAndComplete,
      },
      signature: { name: '', signedOn: null, coversLetter: false },
      details: { ...details, hostname: details.hostname ?? siteOf(stored, items), freeText, reviewed: false },
    }
    if (stored.signature === '') return unsigned
    const coversLetter = stored.signedSha256 === signableSha256(unsigned) && !seenLater(stored, items)
    return {
      ...unsigned,
      signature: {
        name: stored.signature,
        signedOn: stored.signedOn,
        zone: zoneWords(stored.signedAt, stored.signedZone),
        coversLetter,
      },
      // Signing is what a person does who has read this very letter.
      details: { ...unsigned.details, reviewed: coversLetter },
    }
  }

  const proposalFor = (caseId: number): Proposal & { readonly providerClass: string } => {
    const { name, domains } = providers.get(cases.get(caseId).providerId)
    const providerClass = providerClassOf(context.resources.data, name)
    const country = notices.claimant()?.country ?? ''
    const step = following.stepOf(caseId)
    return { ...proposeLetter({ name, domains, providerClass, step }, country), providerClass }
  }

  const contextOf = ({ caseId }: StoredNotice): CheckContext => {
    const recipient = providerClassOf(context.resources.data, cases.get(caseId).providerName)
    const step = following.stepOf(caseId)
    const delivers = recipient === 'distributor' || step === 'distributor'
    return {
      now: context.now(),
      noSearchEngine: step !== 'search' && recipient !== 'search' && recipient !== 'unknown',
      deliveredTo: delivers ? streamingDomains(context) : [],
    }
  }

  const lettersOf = (stored: StoredNotice) => {
    const { sentInput } = stored
    if (sentInput !== null)
      return readSentNotice({ ...stored, sentInput }, () =>
        sealedTextOf(context, notices.lastExport(stored.id, 'txt')),
      )
    const input = gather(stored)
    const letter = composeDraft(input)
    return { input, letter, text: renderDraftText(letter) }
  }

  return {
    gather,
    proposalFor,
    /** `at`: when it goes or went out; how fresh the looks at its items are is judged by that. */
    of(stored: StoredNotice, at = context.now()): NoticeState {
      const { input, letter, text } = lettersOf(stored)
      const sent = stored.status === 'sent'
      const review = reviewDraft(input, { ...contextOf(stored), now: at })
      const complete = sent || mayGoOut(review.checks)
      const notice: Notice = {
        ...choicesOf(stored),
        ...reviewed(review, sent),
        proposal: proposalFor(stored.caseId),
        status: statusOf(stored, complete),
        capacity: capacityOf(input.claimant, stored),
        labelLicenses: [...new Set(input.items.flatMap(({ licensedTo }) => licensedTo ?? []))],
        subject: letter.subject,
        text: sent ? text : guarded(text, review),
        letter,
        complete,
      }
      return { input, letter, text, notice }
    },
    /** Whether the notice of a case may go out; looks at the items only when signed. */
    isComplete(stored: StoredNotice | null): boolean {
      if (stored === null) return false
      if (stored.status === 'sent') return true
      if (stored.signature === '') return false
      return mayGoOut(reviewDraft(gather(stored), contextOf(stored)).checks)
    },
  }
}

function choicesOf(stored: StoredNotice) {
  const { id, regime, language, providerClass, templateVersion, goodFaith, accurate, accurateAndComplete } =
    stored
  const { signature, signedOn, signedAt, signedZone, freeText, details, updatedAt } = stored
  const signedIn = zoneWords(signedAt, signedZone)
  return { id, regime, language, providerClass, templateVersion, goodFaith, accurate, accurateAndComplete, signature, signedOn, signedIn, freeText, details, updatedAt } // prettier-ignore
}

/** Elements first, then what else keeps the letter back; what it is only good to know stands apart. */
function reviewed({ elements, checks }: DraftReview, sent: boolean): Pick<Notice, 'elements' | 'warnings'> {
  // What was sent was complete when it was sent: later days make its addresses stale and nothing missing.
  const open = sent ? [] : checks
  const stops = new Set(open.flatMap(({ code, severity }) => (severity === 'stop' ? [code] : [])))
  const named = new Set(elements.map(({ code }) => code))
  const others = open.filter(({ severity, code }) => severity !== 'warn' && !named.has(code))
  return {
    elements: [
      ...elements.map((element): NoticeElement => ({
        ...element,
        status: sent ? 'present' : element.status,
        stop: stops.has(element.code),
        findingIds: [...element.findingIds],
      })),
      ...others.map(({ code, title, message, source, fix, severity, findingIds }): NoticeElement => ({
        code,
        title,
        message,
        source,
        fix,
        findingIds: [...findingIds],
        status: 'missing',
        stop: severity === 'stop',
      })),
    ],
    warnings: open
      .filter(({ severity }) => severity === 'warn')
      .map(({ code, title, message, source, fix, findingIds }) => ({
        code,
        title,
        message,
        source,
        fix,
        findingIds: [...findingIds],
      })),
  }
}

/** A letter that must not go out says so in itself: what is copied from the screen stays a draft. */
function guarded(text: string, { checks }: DraftReview): string {
  const stops = checks.filter(({ severity }) => severity === 'stop')
  return stops.length === 0
    ? text
    : `[ not to be sent: ${[...new Set(stops.map(({ title }) => title))].join(', ')} ]\n\n${text}`
}

/** Who signs: the profile, in the capacity chosen for this letter. */
function signerOf(profile: Claimant | null, { role, owner }: StoredNotice): Claimant | null {
  if (profile === null || role === null) return profile
  return role === 'agent' ? { ...profile, role, artistName: owner } : { ...profile, role }
}

function capacityOf(signer: Claimant | null, { role, owner }: StoredNotice): Notice['capacity'] {
  if (signer === null) return null
  const actsFor = signer.role === 'agent' ? signer.artistName : ''
  return { role: signer.role, owner: role === 'agent' ? owner : actsFor, fromProfile: role === null }
}

/** The one site all items lie on, for letters to somebody behind it. */
function siteOf({ regime }: StoredNotice, items: readonly DraftItem[]): string | null {
  if (!isAboutASite(regime)) return null
  const sites = new Set(items.map(({ url }) => webDomain(url ?? '') ?? ''))
  const [only] = sites
  return sites.size === 1 ? (only ?? null) : null
}

/** A letter cannot tell of a look on a day after its own date. */
function seenLater({ signedOn, signedAt }: StoredNotice, items: readonly DraftItem[]): boolean {
  return (
    signedOn !== null &&
    items.some(
      ({ lastVerifiedAt }) => lastVerifiedAt !== null && dayBeside(lastVerifiedAt, signedAt) > signedOn,
    )
  )
}

/**
 * SHA-256 of the letter a signature covers: all of it but the declarations, the signature itself, and when each address
 * was last looked at with the record of that look. Looking again does not change what was signed.
 */
export function signableSha256(input: DraftInput): string {
  const signable: DraftInput = {
    ...input,
    items: input.items.map((item) => ({ ...item, lastVerifiedAt: null, capture: null })),
    statements: { goodFaith: true, accurate: true, complete: true },
    signature: { name: '', signedOn: null, coversLetter: false },
  }
  return sha256OfText(renderDraftText(composeDraft(signable)))
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
