import { describe, expect, it } from 'vitest'
import { subjectRoute } from './subject-route.ts'

describe('subjectRoute', () => {
  it('leads to cases, findings and recordings', () => {
    expect(subjectRoute('case:4')?.route).toEqual({ screen: 'cases', caseId: 4 })
    expect(subjectRoute('finding:9')?.route).toEqual({ screen: 'watch', view: 'findings', findingId: 9 })
    expect(subjectRoute('capture:2')?.route).toEqual({ screen: 'evidence', view: 'capture', captureId: 2 })
    expect(subjectRoute('custody:41')?.route).toEqual({ screen: 'evidence', view: 'custody', seq: 41 })
    expect(subjectRoute('authority:1')?.route).toEqual({ screen: 'settings', section: 'timestamps' })
    expect(subjectRoute('signingKey:1')?.route).toEqual({ screen: 'settings', section: 'signing' })
    expect(subjectRoute('recording:1')?.route).toEqual({ screen: 'catalog', recordingId: 1 })
  })

  it('leads nowhere for what has no screen', () => {
    for (const subject of ['workspace', 'findings', 'isrc:QZ9ZZ2100001', 'case:', 'case:x', 'sweepFile:2']) {
      expect(subjectRoute(subject)).toBeNull()
    }
  })
})
