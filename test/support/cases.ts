import type { CaseDetail } from '../../shared/contract/cases.ts'
import type { Notice } from '../../shared/contract/notices.ts'
import type { Profile } from '../../shared/contract/profile.ts'
import type { TestCore } from './core.ts'
import type { Seed } from './seed.ts'

export const profile: Profile = {
  legalName: 'Ana Valera Ruiz',
  artistName: 'Luna Vale',
  company: '',
  address: '12 Quay Street\nPortsmouth PO1 3AB',
  country: 'United Kingdom',
  email: 'rights@lunavale.example',
  phone: '+44 23 9200 0000',
  role: 'owner',
  website: '',
}

/** Confirms findings of these addresses and groups them; returns the case of each provider. */
export async function casesFor(core: TestCore, seed: Seed, urls: readonly string[]): Promise<CaseDetail[]> {
  const findingIds = urls.map((url) => seed.finding({ url }))
  await core.call('findings.decide', { findingIds, decision: 'confirm' })
  const { caseIds } = await core.call('cases.group', {})
  return Promise.all(caseIds.map((caseId) => core.call('cases.get', { caseId })))
}

/** Does all a notice needs: profile, fair use, a look at the addresses, declarations, signature. */
export async function completeCase(core: TestCore, caseId: number): Promise<Notice> {
  await core.call('profile.save', profile)
  const { itemsList } = await core.call('cases.get', { caseId })
  await core.call('cases.itemsSeen', { caseId, findingIds: itemsList.map(({ findingId }) => findingId) })
  await core.call('cases.itemUpdate', {
    caseId,
    findingIds: itemsList.map(({ findingId }) => findingId),
    patch: {
      fairUse: { purpose: 'Commercial copy', amount: 'The whole recording', conclusion: 'not-fair-use' },
    },
  })
  const { id } = await core.call('notices.draft', { caseId })
  await core.call('notices.update', { noticeId: id, patch: { goodFaith: true, accurate: true } })
  return core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
}

/** Codes of what is still open. */
export function openElements(notice: Pick<Notice, 'elements'> | null): readonly string[] {
  return (notice?.elements ?? []).filter(({ status }) => status !== 'present').map(({ code }) => code)
}
