import { expect, it } from 'vitest'
import type { CaptureSummary } from '../../../shared/contract/captures.ts'
import type { CaseItem } from '../../../shared/contract/cases.ts'
import { capturesOfItems } from './captures-of-items.ts'

const item = (findingId: number, url: string): CaseItem => ({
  findingId,
  recordingId: 1,
  recordingTitle: 'Night Ferry',
  recordingArtist: 'Harbour Lights',
  isrc: null,
  registrationNumber: null,
  authorizedUrl: null,
  foundOn: null,
  fileUrl: null,
  url,
  rightHeld: 'both',
  fairUse: { purpose: '', nature: '', amount: '', market: '', conclusion: 'undecided', consideredAt: null },
  firstSeenAt: '2026-11-22T10:00:00.000Z',
  performance: 'own',
  exclusivity: 'exclusive',
  lastSeenAt: null,
  sealed: true,
})
const capture = (id: number, findingId: number | null, requestedUrl: string): CaptureSummary => ({
  id,
  findingId,
  caseId: null,
  requestedUrl,
  finalUrl: null,
  title: '',
  outcome: 'page',
  status: 200,
  complete: true,
  gaps: 0,
  assisted: false,
  startedAt: '2026-11-22T10:00:00.000Z',
  endedAt: '2026-11-22T10:00:01.000Z',
  recordSha256: 'a'.repeat(64),
  toolVersion: '1',
  custodySeq: 1,
})

it('gives an item the captures made for it, and those of its page made for another item', () => {
  const items = [
    item(1, 'https://A.example/x#top'),
    item(2, 'https://a.example/x'),
    item(3, 'https://b.example/'),
  ]
  const captures = [capture(9, 1, 'https://moved.example/'), capture(8, 1, 'https://a.example/x')]
  const of = capturesOfItems(items, captures)
  const ids = (findingId: number) => of.get(findingId)?.map(({ id }) => id)
  expect([ids(1), ids(2), ids(3)]).toEqual([[9, 8], [8], []])
})
