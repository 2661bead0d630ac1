import { describe, expect, it } from 'vitest'
import type { HomeSummary } from '../../../shared/contract/workspace.ts'
import { firstSteps } from './first-steps.ts'

const empty: HomeSummary = {
  recordings: 0,
  releases: 0,
  works: 0,
  people: 0,
  sweeps: 0,
  listingsSwept: 0,
  findings: { new: 0, confirmed: 0, authorized: 0, dismissed: 0, monitor: 0 },
  cases: { draft: 0, ready: 0, sent: 0 },
  attention: [{ code: 'profile-missing', count: 1, severity: 'todo' }],
  recentEvents: [],
}

const doneNames = (summary: HomeSummary, official = false) =>
  firstSteps(summary, { official, bundleExported: false })
    .filter(({ done }) => done)
    .map(({ name }) => name)

describe('firstSteps', () => {
  it('finds nothing done in a new workspace', () => {
    expect(doneNames(empty)).toEqual([])
  })

  it('counts a step as done as soon as there is any result of it', () => {
    const started = {
      ...empty,
      attention: [],
      recordings: 1,
      sweeps: 1,
      findings: { ...empty.findings, monitor: 1 },
    }
    expect(doneNames(started)).toEqual(['profile', 'catalogue', 'sweep', 'decide'])
  })

  it('does not count findings that wait for a decision, nor a notice that is still a draft', () => {
    const waiting = {
      ...empty,
      findings: { ...empty.findings, new: 9 },
      cases: { draft: 2, ready: 0, sent: 0 },
    }
    expect(doneNames(waiting)).toEqual([])
  })

  it('counts the official links by the rules there are', () => {
    expect(doneNames(empty, true)).toEqual(['official'])
  })

  it('is complete with a sent notice and an exported bundle', () => {
    const all = {
      ...empty,
      attention: [],
      recordings: 1,
      sweeps: 1,
      findings: { ...empty.findings, confirmed: 1 },
      cases: { draft: 0, ready: 0, sent: 1 },
    }
    expect(firstSteps(all, { official: true, bundleExported: true }).every(({ done }) => done)).toBe(true)
  })
})
