import type { FairUse } from '../../../shared/contract/cases.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { deliveringDistributor } from '../../../shared/domain/cases/delivering-distributor.ts'
import { groupingDomain } from '../../../shared/domain/cases/claimed-address.ts'
import { longDate } from '../../../shared/domain/notices/plain-text.ts'
import type { CoreContext } from '../context.ts'
import { type KnownProvider, packIds } from '../findings/index.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository, type GroupableFinding } from './cases.repository.ts'
import { createNoticesRepository } from './notices.repository.ts'
import { createOwnership } from './ownership.repository.ts'
import { shippedDirectory, shippedEntry } from './shipped-directory.ts'
import { createProvidersRepository } from './providers.repository.ts'

const unconsidered: FairUse = {
  purpose: '',
  nature: '',
  amount: '',
  market: '',
  conclusion: 'undecided',
  consideredAt: null,
}

/**
 * Puts every confirmed, claimable finding that is in no case into the open case of its service provider, or
 * into a new one: a notice goes to one recipient. Cases that were sent are left alone.
 */
export function createGroup(context: CoreContext): () => Output<'cases.group'> {
  const { mutations, custody } = context
  const cases = createCasesRepository(context.db)
  const providers = createProvidersRepository(context.db)
  const notices = createNoticesRepository(context.db)
  const ownership = createOwnership(context.db)
  const view = createCaseView(context)

  const openCase = (provider: KnownProvider): { readonly caseId: number; readonly created: boolean } => {
    const open = cases.openCaseOf(provider.id)
    if (open !== null) return { caseId: open, created: false }
    const title = `${provider.name}, ${longDate(context.now())}`
    return { caseId: cases.insert(provider.id, title, context.now()), created: true }
  }

  /** The right the record holds: as named with the recording, else by the catalogue's agreed shares. */
  const proposedRights = () => {
    const claimant = notices.claimant()
    const known = new Map<number, string>()
    return ({ recordingId, offers, rightHeld }: GroupableFinding): string => {
      // Artwork is a work of its own: the right in the recording says nothing about it.
      if (offers === 'art') return 'unknown'
      if (rightHeld !== 'unknown') return rightHeld
      const right = known.get(recordingId) ?? ownership.rightOf(recordingId, claimant)
      known.set(recordingId, right)
      return right
    }
  }

  const fill = (findings: readonly GroupableFinding[]): Output<'cases.group'> => {
    const providerOf = providers.resolver(context.now().slice(0, 10))
    const caseOfProvider = new Map<number, number>()
    const filled = new Map<number, number[]>()
    let created = 0
    const rightOf = proposedRights()
    const deliveredBy = distributorOf(context)
    for (const finding of findings) {
      const { findingId, domain, fileUrl, label } = finding
      const place = providerOf(groupingDomain({ file: fileUrl }, domain))
      const provider = deliveredBy(place, label) ?? place
      let caseId = caseOfProvider.get(provider.id)
      if (caseId === undefined) {
        const opened = openCase(provider)
        caseId = opened.caseId
        if (opened.created) created += 1
        caseOfProvider.set(provider.id, caseId)
      }
      cases.insertItem(findingId, caseId, rightOf(finding), JSON.stringify(unconsidered))
      const ids = filled.get(caseId)
      if (ids) ids.push(findingId)
      else filled.set(caseId, [findingId])
    }
    for (const [caseId, ids] of filled) {
      view.refresh(caseId)
      custody.append({
        action: 'case.grouped',
        subject: `case:${caseId}`,
        actor: 'artist',
        detail: { items: ids.length, findings: packIds(ids) },
        caseId,
      })
    }
    return { created, added: findings.length, caseIds: [...filled.keys()] }
  }

  return () => {
    const findings = cases.groupable()
    if (findings.length === 0) return { created: 0, added: 0, caseIds: [] }
    return mutations.once(['cases', 'findings', 'notices', 'custody'], () => fill(findings))
  }
}

/** Of an upload to a streaming service: the distributor its label line names, where the directory knows it. */
function distributorOf(
  context: CoreContext,
): (place: KnownProvider, label: string | null) => KnownProvider | null {
  const idOf = context.db.prepare<[string], { id: number }>('SELECT id FROM provider WHERE name = ?')
  const distributors = shippedDirectory(context).providers.flatMap(({ kind, name }) => {
    const id = kind === 'distributor' ? idOf.get(name)?.id : undefined
    return id === undefined ? [] : [{ id, name }]
  })
  return (place, label) =>
    label !== null && shippedEntry(context, place.name)?.kind === 'streaming'
      ? deliveringDistributor(label, distributors)
      : null
}
