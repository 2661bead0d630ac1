import { describe, expect, it } from 'vitest'
import { jobRoute } from './job-route.ts'

describe('jobRoute', () => {
  it('leads to the findings of a sweep', () => {
    expect(jobRoute({ id: 3, kind: 'sweep', subjectId: 9 })).toEqual({
      screen: 'watch',
      view: 'findings',
      sweepId: 9,
    })
  })

  it('leads to the evidence of the case a bundle was made for', () => {
    expect(jobRoute({ id: 3, kind: 'bundle.export', subjectId: 4 })).toEqual({
      screen: 'cases',
      caseId: 4,
      section: 'evidence',
    })
  })

  it('leads to the report of a verification by the job itself: it concerns nothing in the workspace', () => {
    expect(jobRoute({ id: 3, kind: 'bundle.verify', subjectId: null })).toEqual({
      screen: 'evidence',
      view: 'verify',
      jobId: 3,
    })
  })
})
