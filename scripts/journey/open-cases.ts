import type { Input, Output, ProcedureName } from '../../shared/contract/index.ts'
import type { RunningApp } from '../../test/e2e/support/app.ts'

/** Confirms what can be claimed in the sample workspace, groups it into cases and answers for half of one's items. */
export async function openCases(app: RunningApp): Promise<void> {
  const call = async <P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>> => {
    const result = await app.call(name, input)
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
    return result.value
  }
  const { rows } = await call('findings.list', { filter: { state: 'new', claimable: true }, limit: 500 })
  if (rows.length > 0) {
    await call('findings.decide', { findingIds: rows.map(({ id }) => id), decision: 'confirm' })
    await call('cases.group', {})
  }
  const { cases } = await call('cases.list', {})
  for (const { id } of cases) await call('notices.draft', { caseId: id })
  const [first] = cases
  if (first === undefined) return
  const { itemsList } = await call('cases.get', { caseId: first.id })
  await call('cases.itemUpdate', {
    caseId: first.id,
    findingIds: itemsList.slice(0, Math.ceil(itemsList.length / 2)).map(({ findingId }) => findingId),
    patch: {
      rightHeld: 'sound-recording',
      fairUse: {
        purpose: 'The whole recording, uploaded without comment',
        nature: 'Published music',
        amount: 'All of it',
        market: 'It replaces a stream or a sale',
        conclusion: 'not-fair-use',
      },
    },
  })
}
