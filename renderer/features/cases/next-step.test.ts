import { describe, expect, it } from 'vitest'
import type { CaseDetail, CaseItem, NoticeElement } from '../../../shared/contract/cases.ts'
import { nextStep, openElements } from './next-step.ts'

const fairUse: CaseItem['fairUse'] = {
  purpose: '',
  nature: '',
  amount: '',
  market: '',
  conclusion: 'not-fair-use',
  consideredAt: '2026-11-22T10:00:00.000Z',
}

function item(fields: Partial<CaseItem> = {}): CaseItem {
  return {
    findingId: 1,
    recordingId: 1,
    recordingTitle: 'Harbour Lights',
    recordingArtist: 'Nova Tern',
    isrc: null,
    registrationNumber: null,
    authorizedUrl: null,
    foundOn: null,
    fileUrl: null,
    url: 'https://files.tunevault.example/d/1.mp3',
    rightHeld: 'both',
    performance: 'own',
    exclusivity: 'exclusive',
    lastSeenAt: null,
    fairUse,
    firstSeenAt: '2026-11-20T10:00:00.000Z',
    sealed: true,
    ...fields,
  }
}

function element(fix: NoticeElement['fix'], status: NoticeElement['status'] = 'missing'): NoticeElement {
  return { code: fix, title: fix, status, message: '', source: '', fix, stop: false, findingIds: [] }
}

type Notice = NonNullable<CaseDetail['notice']>

function notice(elements: readonly NoticeElement[], status: Notice['status'] = 'draft'): Notice {
  return {
    id: 1,
    regime: 'us-512c',
    language: 'en',
    providerClass: 'video',
    proposal: { regime: 'us-512c', language: 'en', regimeReason: '', languageReason: '' },
    accurateAndComplete: false,
    labelLicenses: [],
    capacity: null,
    freeText: '',
    details: { hostname: null, ipAddress: null, earlier: [], withdrawn: null },
    letter: {
      regime: 'us-512c',
      language: 'en',
      subject: '',
      heading: '',
      basis: '',
      recipient: '',
      date: '',
      blocks: [],
      ruleVersions: {},
    },
    warnings: [],
    templateVersion: '2',
    status,
    goodFaith: true,
    accurate: true,
    signature: '',
    signedOn: null,
    signedIn: null,
    subject: '',
    text: '',
    elements: [...elements],
    complete: elements.every((each) => each.status === 'present'),
    updatedAt: '2026-11-22T10:00:00.000Z',
  }
}

const stepOf = (fields: Partial<Pick<CaseDetail, 'state' | 'itemsList' | 'notice'>>) =>
  nextStep({ state: 'draft', itemsList: [item()], notice: null, ...fields })

describe('nextStep', () => {
  it('asks for items first', () => {
    expect(stepOf({ itemsList: [] })).toEqual({ kind: 'add-items' })
  })

  it('asks what the items lack before a notice is drafted: the right, then fair use', () => {
    const undecided = item({ fairUse: { ...fairUse, conclusion: 'undecided' } })
    const maybe = item({ fairUse: { ...fairUse, conclusion: 'may-be-fair-use' } })
    const noRight = item({ rightHeld: 'none' })
    const unknown = item({ rightHeld: 'unknown' })
    expect(stepOf({ itemsList: [item(), unknown, noRight, undecided] })).toEqual({
      kind: 'name-right',
      count: 2,
    })
    expect(stepOf({ itemsList: [item(), undecided, maybe] })).toEqual({ kind: 'consider-fair-use', count: 2 })
    expect(stepOf({})).toEqual({ kind: 'draft' })
  })

  it('names the first gap of a drafted notice, the signature last', () => {
    const elements = [element('signature'), element('profile', 'present'), element('statements', 'partial')]
    expect(stepOf({ notice: notice(elements) })).toMatchObject({
      kind: 'fix',
      element: { fix: 'statements' },
    })
  })

  it('goes on to export, sending and the bundle', () => {
    const elements = [element('profile', 'present')]
    expect(stepOf({ notice: notice(elements, 'complete') })).toEqual({ kind: 'export' })
    expect(stepOf({ notice: notice(elements, 'exported') })).toEqual({ kind: 'record-sent' })
    expect(stepOf({ state: 'sent', notice: notice(elements, 'sent') })).toEqual({ kind: 'bundle' })
  })

  it('leads to the follow-up when an answer asks for something', () => {
    for (const state of ['countered', 'rejected', 'silent', 'reopened'] as const)
      expect(stepOf({ state })).toEqual({ kind: 'follow-up', state })
    for (const state of ['removed', 'escalated', 'acknowledged', 'closed'] as const)
      expect(stepOf({ state })).toEqual({ kind: 'bundle' })
  })
})

describe('openElements', () => {
  it('leaves out what is in place and keeps the order of the law among equals', () => {
    const elements = [element('items'), element('right', 'present'), { ...element('items'), code: 'second' }]
    expect(openElements(elements).map(({ code }) => code)).toEqual(['items', 'second'])
  })
})
