import { describe, expect, it } from 'vitest'
import { custodyActionText, custodyActorText, custodySubjectText } from './custody-text.ts'

describe('custodyActionText', () => {
  it('names the known actions', () => {
    expect(custodyActionText('case.itemsRemoved')).toBe('Items removed from the case')
  })
  it('spells out an action of a later version', () => {
    expect(custodyActionText('capture.made-again')).toBe('Capture made again')
  })
})

describe('custodySubjectText', () => {
  it('separates kind and id', () => {
    expect(custodySubjectText('finding:18')).toBe('Finding 18')
    expect(custodySubjectText('sweepFile:3')).toBe('Swept file 3')
    expect(custodySubjectText('custody:41')).toBe('Custody log, line 41')
    expect(custodySubjectText('authority:2')).toBe('Timestamping authority 2')
    expect(custodySubjectText('workspace')).toBe('Workspace')
    expect(custodySubjectText('isrc:QZ9ZZ2100001')).toBe('ISRC QZ9ZZ2100001')
  })
})

describe('custodyActorText', () => {
  it('says who acted and keeps a name it does not know', () => {
    expect(custodyActorText('artist')).toBe('You')
    expect(custodyActorText('app')).toBe('Refrain')
    expect(custodyActorText('importer')).toBe('importer')
  })
})
