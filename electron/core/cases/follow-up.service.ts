import type { Circumstances, EscalationRow, FollowUp } from '../../../shared/contract/follow-up.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { movesFrom } from '../../../shared/domain/cases/case-states.ts'
import { webDomain } from '../../../shared/domain/findings/web-address.ts'
import { type EscalationFacts, escalationPath } from '../../../shared/domain/notices/escalation/escalation.ts'
import { longDate } from '../../../shared/domain/notices/plain-text.ts'
import { isOnDomains } from '../../../shared/domain/notices/item-url.ts'
import type { ProviderEntry } from '../../../shared/domain/notices/providers.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { providerOfDomain, readProvidersByDomain } from '../findings/index.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository } from './cases.repository.ts'
import { createFollowUpRepository } from './follow-up.repository.ts'
import { createProvidersRepository } from './providers.repository.ts'
import { shippedDirectory, shippedEntry } from './shipped-directory.ts'
import { refuseBeforeSending, refuseFuture, type createStates } from './states.service.ts'

/** The kinds of provider that can be written to at a step. */
const kindsOf: Readonly<Record<EscalationRow['code'], readonly ProviderEntry['kind'][]>> = {
  'file-host': ['file-host', 'cloud'],
  service: [],
  distributor: ['distributor'],
  cdn: ['cdn'],
  host: ['hosting'],
  registrar: ['registrar', 'registry'],
  search: ['search'],
  payment: ['payment'],
  monitor: [],
}

/** The way of a case beyond its provider, and the cases opened on it. */
export function createFollowUp(
  context: CoreContext,
  states: Pick<ReturnType<typeof createStates>, 'record'>,
) {
  const { mutations, custody } = context
  const cases = createCasesRepository(context.db)
  const providers = createProvidersRepository(context.db)
  const repository = createFollowUpRepository(context.db)
  const view = createCaseView(context)
  const idOf = context.db.prepare<[string], { id: number }>('SELECT id FROM provider WHERE name = ?')

  const suggestionsFor = (code: EscalationRow['code'], except: number): EscalationRow['suggestions'] =>
    shippedDirectory(context)
      .providers.filter(({ kind }) => kindsOf[code].includes(kind))
      .flatMap(({ name }) => {
        const providerId = idOf.get(name)?.id
        return providerId === undefined || providerId === except ? [] : [{ providerId, name }]
      })

  /** The hosts of the files behind the listings of a case, the one with most files first. */
  const fileDomains = (caseId: number): readonly string[] => {
    const counts = new Map<string, number>()
    for (const { fileUrl, foundOn, listingUrl } of cases.items(caseId)) {
      const domain = foundOn === null ? webDomain(fileUrl ?? '') : null
      if (domain !== null && domain !== webDomain(listingUrl ?? ''))
        counts.set(domain, (counts.get(domain) ?? 0) + 1)
    }
    return [...counts].sort(([, a], [, b]) => b - a).map(([domain]) => domain)
  }

  /** Those of them that the directory knows. */
  const fileProviders = (caseId: number): EscalationRow['suggestions'] => {
    const known = readProvidersByDomain(context.db)
    const found = fileDomains(caseId).flatMap((domain) => providerOfDomain(known, domain) ?? [])
    const unique = new Map(found.map(({ id, name }) => [id, { providerId: id, name }]))
    return [...unique.values()].filter(({ providerId }) => providerId !== cases.get(caseId).providerId)
  }

  const followUp = (caseId: number): FollowUp => {
    const { providerId, providerName } = cases.get(caseId)
    const circumstances = repository.circumstances(caseId)
    const kind = shippedEntry(context, providerName)?.kind ?? 'unknown'
    const opened = repository.opened(caseId)
    const from = repository.from(caseId)
    const own = repository.stepOf(caseId)
    const behind = fileProviders(caseId)
    const fileElsewhere = circumstances.fileElsewhere || fileDomains(caseId).length > 0
    const facts: EscalationFacts = { kind, ...circumstances, fileElsewhere }
    return {
      caseId,
      circumstances: { ...circumstances, fileElsewhere },
      providerKind: kind,
      from,
      again: opened.find(({ step }) => step === 'again') ?? null,
      steps: escalationPath(facts).map((step) => ({
        ...step,
        here: step.code === (own ?? ownStep(kind)),
        opened: opened.find((each) => each.step === step.code) ?? null,
        suggestions:
          step.code === 'file-host' && behind.length > 0 ? behind : suggestionsFor(step.code, providerId),
        domain: step.code === 'file-host' && behind.length === 0 ? (fileDomains(caseId)[0] ?? null) : null,
      })),
    }
  }

  /** The provider to write to: one of the directory, or that of a domain. Call in the transaction that opens the case. */
  const recipient = (to: Parsed<'cases.escalate'>['to']): { readonly id: number; readonly name: string } => {
    if ('providerId' in to) {
      const { id, name } = providers.get(to.providerId)
      return { id, name }
    }
    const domain = webDomain(/^https?:\/\//i.test(to.domain) ? to.domain : `https://${to.domain}/`)
    if (domain?.includes('.') !== true) {
      throw new RefrainError(
        'VALIDATION',
        `“${to.domain}” is no domain. Nothing was opened. Give one such as host.example.`,
      )
    }
    return providers.resolver(context.now().slice(0, 10))(domain)
  }

  /** The items that can be written about there: whose address, or that of whose file, lies on its domains. */
  const lyingAt = (caseId: number, domains: readonly string[]): readonly number[] =>
    cases
      .items(caseId)
      .filter(({ listingUrl, fileUrl }) =>
        [listingUrl, fileUrl].some((url) => isOnDomains(url ?? '', domains)),
      )
      .map(({ findingId }) => findingId)

  /** A case that could never be sent is not opened: one that is open already, or a host of nothing that is named. */
  const refuseFruitless = (
    caseId: number,
    step: EscalationRow['code'],
    { id, name }: { readonly id: number; readonly name: string },
  ): void => {
    const waiting = repository
      .opened(caseId)
      .find((each) => each.providerName === name && ['draft', 'ready'].includes(view.row(each.caseId).state))
    if (waiting !== undefined) {
      throw new RefrainError(
        'CONFLICT',
        `A case for ${name} was opened from this one and is not sent yet. Nothing was opened. Go on with that one.`,
        { caseId: waiting.caseId },
      )
    }
    const { domains } = providers.get(id)
    if (step !== 'file-host' || lyingAt(caseId, domains).length > 0) return
    throw new RefrainError(
      'CONFLICT',
      `None of these addresses is at ${name}, and a notice there must name the address of the file itself. Nothing was opened. Give the file’s address with the item, under “Where it is”.`,
    )
  }

  const open = ({ caseId, step, to, happenedOn, note }: Parsed<'cases.escalate'>): number => {
    const row = view.row(caseId)
    const provider = recipient(to)
    if (provider.id === cases.get(caseId).providerId) {
      throw new RefrainError(
        'CONFLICT',
        `This case is with ${provider.name} already. Nothing was opened. Choose the next provider.`,
      )
    }
    refuseFruitless(caseId, step, provider)
    const opened = cases.insert(provider.id, `${provider.name}, ${longDate(context.now())}`, context.now())
    repository.link(opened, caseId, step, context.now())
    // Who saw the listing has not seen the file.
    const file = step === 'file-host'
    const findingIds = file
      ? lyingAt(caseId, providers.get(provider.id).domains)
      : cases.items(caseId).map(({ findingId }) => findingId)
    const items = repository.carryItems(caseId, opened, { findingIds, seen: !file })
    custody.append({
      action: 'case.openedFrom',
      subject: `case:${opened}`,
      actor: 'artist',
      detail: { from: caseId, step, items },
      caseId: opened,
    })
    if (row.state !== 'escalated')
      states.record({ caseId, state: 'escalated', happenedOn, reason: step, note }, null, 'case.stateChanged')
    return opened
  }

  return {
    followUp,
    setCircumstances({ caseId, patch }: Parsed<'cases.circumstances'>): FollowUp {
      cases.get(caseId)
      for (const day of [patch.claimFiledOn, patch.claimServedOn]) if (day) refuseFuture(context, day)
      const before = repository.circumstances(caseId)
      const now: Circumstances = { ...before, ...defined(patch) }
      if (now.claimServedOn !== null && now.claimFiledOn !== null && now.claimServedOn < now.claimFiledOn) {
        throw new RefrainError('VALIDATION', 'A claim is served after it is filed. Nothing was changed.')
      }
      mutations.once(['cases', 'custody'], () => {
        repository.setCircumstances(caseId, now)
        custody.append({
          action: 'case.circumstancesChanged',
          subject: `case:${caseId}`,
          actor: 'artist',
          detail: { ...now },
          caseId,
        })
      })
      return followUp(caseId)
    },
    /** Opens the linked case and marks this one as escalated, in one step. Throws CONFLICT for an unsent case. */
    escalate(input: Parsed<'cases.escalate'>): { caseId: number } {
      const { state, sentAt } = view.row(input.caseId)
      const may = state === 'escalated' || movesFrom(state, sentAt !== null).includes('escalated')
      if (!may) {
        throw new RefrainError(
          'CONFLICT',
          sentAt === null
            ? 'The notice of this case was not sent yet. Nothing was opened. Send it and wait for the answer first.'
            : `A case that is ${state} is not carried on. Nothing was opened. Take it up again first.`,
        )
      }
      refuseFuture(context, input.happenedOn)
      refuseBeforeSending(sentAt, input.happenedOn)
      return { caseId: mutations.once(['cases', 'findings', 'notices', 'custody'], () => open(input)) }
    },
  }
}

function ownStep(kind: EscalationFacts['kind']): EscalationRow['code'] | null {
  const own: Partial<Record<EscalationFacts['kind'], EscalationRow['code']>> = {
    cdn: 'cdn',
    hosting: 'host',
    registrar: 'registrar',
    registry: 'registrar',
    search: 'search',
    payment: 'payment',
  }
  if (kind === 'unknown' || kind === 'shadow-library' || kind === 'torrent-index') return null
  return own[kind] ?? 'service'
}

function defined(
  patch: Partial<{ [K in keyof Circumstances]: Circumstances[K] | undefined }>,
): Partial<Circumstances> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}
