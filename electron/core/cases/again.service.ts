import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { movesFrom } from '../../../shared/domain/cases/case-states.ts'
import { longDate } from '../../../shared/domain/notices/plain-text.ts'
import { regimes } from '../../../shared/domain/notices/rules/regimes.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository } from './cases.repository.ts'
import { createFollowUpRepository } from './follow-up.repository.ts'
import { createNoticesRepository } from './notices.repository.ts'
import { refuseBeforeSending, refuseFuture, type createStates } from './states.service.ts'

/**
 * Opens a case for the same provider in which a letter is mended and sent again. It takes over items, answers, kind of
 * letter and words, and names the letter it corrects; what is declared and signed is declared and signed anew. The
 * earlier case is closed and stays as it was sent; the two are linked.
 */
export function createAgain(
  context: CoreContext,
  states: Pick<ReturnType<typeof createStates>, 'record'>,
): (input: Parsed<'cases.again'>) => Output<'cases.again'> {
  const cases = createCasesRepository(context.db)
  const notices = createNoticesRepository(context.db)
  const following = createFollowUpRepository(context.db)
  const view = createCaseView(context)

  const letter = (caseId: number, opened: number): void => {
    const before = notices.ofCase(caseId)
    const { sentAt, sentReference, providerName } = cases.get(caseId)
    if (before === null || sentAt === null) return
    const { regime, language, providerClass, role, owner, freeText, details } = before
    const version = String(regimes[regime].version)
    const id = notices.insert({ caseId: opened, regime, language, providerClass, version }, context.now())
    const corrects = { on: sentAt.slice(0, 10), reference: (sentReference ?? '').slice(0, 300) }
    notices.update(
      id,
      { ...notices.get(id), role, owner, freeText, details: { ...details, corrects, deniedLicenses: [] } },
      context.now(),
    )
    context.custody.append({
      action: 'notice.drafted',
      subject: `notice:${id}`,
      actor: 'artist',
      detail: {
        regime: regime.replace('+', '-and-'),
        language,
        template: version,
        to: providerName,
        corrects: before.id,
      },
      caseId: opened,
    })
  }

  return ({ caseId, happenedOn, note }) => {
    const { state, sentAt } = view.row(caseId)
    const stored = cases.get(caseId)
    if (sentAt === null || !movesFrom(state, true).includes('sent')) {
      throw new RefrainError(
        'CONFLICT',
        sentAt === null
          ? 'The notice of this case was not sent yet: mend it as it is. Nothing was opened.'
          : `A case that is ${state} awaits its answer, so nothing is sent again yet. Nothing was opened. Record what became of it first.`,
      )
    }
    const waiting = following
      .opened(caseId)
      .find(
        ({ step, caseId: at }) =>
          step === 'again' && view.row(at).sentAt === null && view.row(at).state !== 'closed',
      )
    if (waiting !== undefined) {
      throw new RefrainError(
        'CONFLICT',
        'The corrected letter of this case is not sent yet. Nothing was opened. Go on with that one.',
        { caseId: waiting.caseId },
      )
    }
    refuseFuture(context, happenedOn)
    refuseBeforeSending(sentAt, happenedOn)
    const opened = context.mutations.once(['cases', 'findings', 'notices', 'custody'], () => {
      const title = `${stored.providerName}, ${longDate(context.now())}, corrected`
      const id = cases.insert(stored.providerId, title, context.now())
      following.link(id, caseId, 'again', context.now())
      const findingIds = cases.items(caseId).map(({ findingId }) => findingId)
      const items = following.carryItems(caseId, id, { findingIds, seen: true })
      context.custody.append({
        action: 'case.openedFrom',
        subject: `case:${id}`,
        actor: 'artist',
        detail: { from: caseId, step: 'again', items },
        caseId: id,
      })
      letter(caseId, id)
      states.record({ caseId, state: 'closed', happenedOn, reason: 'again', note }, null, 'case.stateChanged')
      view.refresh(id)
      return id
    })
    return { caseId: opened }
  }
}
