import type { Handlers } from '../../../shared/contract/index.ts'
import { whyNotClaimable } from '../../../shared/domain/findings/decisions.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { createDecide } from './decide.service.ts'
import { createFileAddress } from './file-address.service.ts'
import { createFindingsExport } from './export-findings.ts'
import { countFindingsBy } from './finding-counts.ts'
import { createFindingDetail } from './finding-detail.ts'
import { createFindingsRepository } from './findings.repository.ts'
import { createRules } from './rules.service.ts'

export { accountKeysIn, accountKeysSql } from './account-keys.ts'
export { packIds } from './id-ranges.ts'
export { type KnownProvider, providerOfDomain, readProvidersByDomain } from './provider-of-domain.ts'
export { createRulesRepository, type StoredRule } from './rules.repository.ts'
export { createRuleMaker, settledReason, settleNewFindings } from './rules.service.ts'

type FindingHandlers = Pick<
  Handlers,
  | 'findings.list'
  | 'findings.facets'
  | 'findings.counts'
  | 'findings.export'
  | 'findings.get'
  | 'findings.setFile'
  | 'findings.decide'
  | 'rules.list'
  | 'rules.preview'
  | 'rules.create'
  | 'rules.remove'
>

/** Findings and what the artist decides about them, and the rules that authorize all of a kind. */
export function createFindings(context: CoreContext): FindingHandlers {
  const repository = createFindingsRepository(context.db)
  const detail = createFindingDetail(context.db)
  return {
    'findings.list': (request) => repository.list(request),
    'findings.facets': (request) => repository.facets(request),
    'findings.counts': ({ filter }) => countFindingsBy(context.db, filter),
    'findings.export': createFindingsExport(context, repository),
    'findings.get': ({ findingId }) => {
      const found = repository.get(findingId)
      if (!found) throw new RefrainError('NOT_FOUND', 'There is no such finding in this workspace.')
      const { row, stored } = found
      return {
        ...row,
        recordingIsrc: stored.recordingIsrc,
        recordingDurationMs: stored.recordingDurationMs,
        listingDurationMs: stored.listingDurationMs,
        listingAlbum: stored.listingAlbum,
        whyNotClaimable: whyNotClaimable(row),
        fileUrl: stored.fileUrl,
        evidence: detail.evidence(findingId),
        history: detail.history(stored),
      }
    },
    'findings.setFile': createFileAddress(context),
    'findings.decide': createDecide(context),
    ...createRules(context),
  }
}
