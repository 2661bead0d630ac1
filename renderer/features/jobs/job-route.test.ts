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

  it('leads to the capture of a single page, and to the list of several', () => {
    const item = (id: number) => ({
      url: 'https://a.example/',
      capture: { id, outcome: 'page', status: 200, complete: true, gaps: 0 },
      error: null,
    })
    const job = { id: 3, kind: 'capture', subjectId: null } as const
    expect(jobRoute({ ...job, result: { items: [item(7)] } })).toEqual({
      screen: 'evidence',
      view: 'capture',
      captureId: 7,
    })
    const list = { screen: 'evidence', view: 'captures' }
    expect(jobRoute({ ...job, result: { items: [item(7), item(8)] } })).toEqual(list)
    expect(jobRoute({ ...job, result: null })).toEqual(list)
  })
})
