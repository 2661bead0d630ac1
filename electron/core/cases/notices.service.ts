import type { CaseDetail } from '../../../shared/contract/cases.ts'
import type { Notice } from '../../../shared/contract/notices.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { incompleteSentence } from '../../../shared/domain/notices/check-outcome.ts'
import { sameText } from '../../../shared/domain/notices/plain-text.ts'
import { regimes } from '../../../shared/domain/notices/rules/regimes.ts'
import { signedWhen } from '../../../shared/domain/notices/signed-when.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository } from './cases.repository.ts'
import { createEarlierLetters } from './earlier-letters.ts'
import { createNoticeState, type NoticeState, sha256OfText, signableSha256 } from './notice-state.ts'
import { type Choices, createNoticesRepository, type StoredNotice } from './notices.repository.ts'
import { refuseImpossibleSending } from './sent-at.ts'

/** Keeps bytes in the workspace's blob store; call inside the transaction that refers to them. */
export type StoreObject = (
  context: CoreContext,
  bytes: Uint8Array,
  name: string,
) => { readonly sha256: string; readonly bytes: number }

type Patch = Parsed<'notices.update'>['patch']

/** Drafts notices, takes choices, declarations and signature, and records that one was sent. */
export function createNotices(context: CoreContext, deps: { readonly storeObject: StoreObject }) {
  const { mutations, custody } = context
  const notices = createNoticesRepository(context.db)
  const cases = createCasesRepository(context.db)
  const earlierLetters = createEarlierLetters(context.db)
  const states = createNoticeState(context)
  const view = createCaseView(context)

  const record = (
    stored: Pick<StoredNotice, 'id' | 'caseId'>,
    action: string,
    detail: Record<string, unknown>,
  ) => {
    custody.append({ action, subject: `notice:${stored.id}`, actor: 'artist', detail, caseId: stored.caseId })
  }

  const insert = (caseId: number, wanted: Pick<Parsed<'notices.draft'>, 'regime' | 'language'>): number => {
    const proposal = states.proposalFor(caseId)
    const regime = wanted.regime ?? proposal.regime
    const language = wanted.language ?? languageFor(regime, proposal.language)
    const version = String(regimes[regime].version)
    const { providerClass } = proposal
    const id = notices.insert({ caseId, regime, language, providerClass, version }, context.now())
    const earlier = earlierLetters(caseId, regime)
    if (earlier.length > 0) {
      const fresh = notices.get(id)
      notices.update(id, { ...fresh, details: { ...fresh.details, earlier } }, context.now())
    }
    record({ id, caseId }, 'notice.drafted', { regime: codeOf(regime), language, template: version })
    return id
  }

  const save = (stored: StoredNotice, now: Choices, action: () => void): Notice => {
    mutations.once(['notices', 'cases', 'custody'], () => {
      notices.update(stored.id, now, context.now())
      view.refresh(stored.caseId)
      action()
    })
    return states.of(notices.get(stored.id)).notice
  }

  /** The regime or the language of an unsent notice changed: the letter is another, and so are its rules. */
  const switched = (stored: StoredNotice, { regime, language }: Parsed<'notices.draft'>): Notice => {
    const chosen = regime ?? stored.regime
    const now = { ...stored, regime: chosen, language: language ?? languageFor(chosen, stored.language) }
    if (now.regime === stored.regime && now.language === stored.language) return states.of(stored).notice
    view.unsent(stored.caseId)
    return save(stored, now, () => {
      record(stored, 'notice.drafted', {
        regime: codeOf(now.regime),
        language: now.language,
        template: String(regimes[now.regime].version),
      })
    })
  }

  /** Today where the signer is. Throws VALIDATION for a time zone nobody knows. */
  const dated = (wanted: string | undefined) => {
    const zone = wanted ?? Intl.DateTimeFormat().resolvedOptions().timeZone
    const when = signedWhen(context.now(), zone)
    if (when === null)
      throw new RefrainError(
        'VALIDATION',
        `“${zone}” is no time zone. Nothing was signed. Give one such as Europe/Berlin.`,
      )
    return { signedOn: when.on, signedAt: when.at, signedZone: when.zone }
  }

  const chosen = (stored: StoredNotice, patch: Patch): Choices => {
    const { signature: typed } = patch
    const before = patched(stored, patch)
    if (typed === undefined) return before
    const signature = typed.trim()
    return signature === ''
      ? { ...before, signature, signedOn: null, signedAt: null, signedZone: null, signedSha256: null }
      : {
          ...before,
          signature,
          ...dated(patch.zone),
          signedSha256: signableSha256(states.gather({ ...before, signature: '' })),
        }
  }

  const recordDeclaration = (stored: StoredNotice, patch: Patch, now: Choices): void => {
    const name = notices.claimant()?.legalName ?? ''
    const signed = patch.signature !== undefined && now.signature !== '' && sameText(now.signature, name)
    const declared = [patch.goodFaith, patch.accurate, patch.accurateAndComplete].some(
      (made) => made !== undefined,
    )
    if (!signed && !declared) return
    const letter = signed
      ? {
          letter: now.signedSha256,
          regime: codeOf(stored.regime),
          template: String(regimes[stored.regime].version),
        }
      : {}
    const { goodFaith, accurate, accurateAndComplete } = now
    record(stored, signed ? 'notice.signed' : 'notice.declared', {
      goodFaith,
      accurate,
      ...(accurateAndComplete ? { accurateAndComplete } : {}),
      ...letter,
    })
  }

  /** Keeps the text that was sent, unless it is the one exported last. */
  const keepText = (noticeId: number, text: string): void => {
    if (notices.lastExport(noticeId, 'txt') === sha256OfText(text)) return
    const blob = deps.storeObject(context, Buffer.from(text, 'utf8'), `notice-${noticeId}.txt`)
    notices.insertExport(noticeId, 'txt', blob, context.now())
  }

  return {
    /** The notice of a case; drafted on first asking, changed where another regime or language is asked for. */
    draft(wanted: Parsed<'notices.draft'>): Notice {
      const { caseId } = wanted
      const existing = notices.ofCase(caseId)
      if (existing) return switched(existing, wanted)
      view.unsent(caseId)
      return mutations.once(['notices', 'cases', 'custody'], () => {
        const id = insert(caseId, wanted)
        const { letter, notice } = states.of(notices.get(id))
        notices.setRules(id, letter.ruleVersions, notice.templateVersion)
        return notice
      })
    },

    /**
     * Takes choices, a declaration or the signature. A signature is dated with the day it was given, where the signer
     * is, and covers the letter as it reads then; it has to be given again when more of the letter changes than when
     * its addresses were last looked at.
     */
    update({ noticeId, patch }: Parsed<'notices.update'>): Notice {
      const stored = notices.get(noticeId)
      view.unsent(stored.caseId)
      const now = chosen(stored, patch)
      return save(stored, now, () => {
        recordDeclaration(stored, patch, now)
      })
    },

    /** Records that the artist sent the notice. From then on the case and its notice stay as they were sent. */
    recordSent({ caseId, at, channel, reference }: Parsed<'cases.recordSent'>): CaseDetail {
      view.unsent(caseId)
      const stored = notices.ofCase(caseId)
      if (!stored) {
        throw new RefrainError(
          'NOTICE_INCOMPLETE',
          'This case has no notice yet. Draft it, complete it, then record it as sent.',
        )
      }
      const state = states.of(stored, at)
      refuseImpossibleSending(at, context.clock(), state.input)
      refuseIncomplete(state, 'recorded as sent')
      mutations.once(['cases', 'notices', 'findings', 'custody'], () => {
        keepText(stored.id, state.text)
        const { input, letter, text } = state
        notices.setSent(stored.id, JSON.stringify(input), JSON.stringify(letter), context.now())
        notices.setRules(stored.id, letter.ruleVersions, String(regimes[stored.regime].version))
        cases.setSent(caseId, at, channel.trim(), reference.trim())
        record(stored, 'notice.sent', {
          at,
          channel: channel.trim(),
          reference: reference.trim(),
          regime: codeOf(stored.regime),
          letter: sha256OfText(text),
          files: notices.exports(stored.id),
        })
      })
      return view.detail(caseId)
    },
  }
}

/** A regime as a code word of the custody log. */
function codeOf(regime: StoredNotice['regime']): string {
  return regime.replace('+', '-and-')
}

/** The notice with the fields that were given; what is left out changes nothing. */
function patched(stored: StoredNotice, patch: Patch): StoredNotice {
  const about = patch.details ?? {}
  return {
    ...stored,
    goodFaith: patch.goodFaith ?? stored.goodFaith,
    accurate: patch.accurate ?? stored.accurate,
    accurateAndComplete: patch.accurateAndComplete ?? stored.accurateAndComplete,
    role: patch.role === undefined ? stored.role : patch.role,
    owner: patch.owner?.trim() ?? stored.owner,
    freeText: patch.freeText ?? stored.freeText,
    details: {
      hostname: about.hostname === undefined ? stored.details.hostname : about.hostname,
      ipAddress: about.ipAddress === undefined ? stored.details.ipAddress : about.ipAddress,
      earlier: about.earlier ?? stored.details.earlier,
      corrects: stored.details.corrects,
      deniedLicenses: about.deniedLicenses ?? stored.details.deniedLicenses,
      withdrawn: about.withdrawn === undefined ? stored.details.withdrawn : about.withdrawn,
    },
  }
}

/** The language wanted, unless the letter is drafted in others only. */
function languageFor(
  regime: StoredNotice['regime'],
  wanted: StoredNotice['language'],
): StoredNotice['language'] {
  const { languages } = regimes[regime]
  return languages === null || languages.includes(wanted) ? wanted : 'en'
}

/** Throws NOTICE_INCOMPLETE naming everything that is missing; `details.missing` lists the elements. */
export function refuseIncomplete({ notice }: NoticeState, verb: string): void {
  if (notice.complete) return
  const missing = notice.elements.filter(({ status }) => status !== 'present')
  throw new RefrainError('NOTICE_INCOMPLETE', incompleteSentence(notice.elements, verb), { missing })
}
