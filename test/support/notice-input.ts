import type { NoticeInput, NoticeItem } from '../../shared/domain/notices/notice-input.ts'

/** One complete item of a notice; the fields given replace its own. */
export function noticeItemWith(fields: Partial<NoticeItem> = {}): NoticeItem {
  return {
    findingId: 1,
    recordingId: 1,
    title: 'Harbour Lights',
    artist: 'Luna Vale',
    isrc: 'USS1Z2600001',
    registrationNumber: 'SR0000912345',
    authorizedUrl: 'https://lunavale.example/music/harbour-lights',
    url: 'https://files.tunevault.example/d/8f3a/harbour-lights.mp3',
    offers: 'file',
    findingState: 'confirmed',
    authorizedBy: null,
    rightHeld: 'sound-recording',
    fairUse: 'not-fair-use',
    firstSeenAt: '2026-11-20T10:00:00.000Z',
    ...fields,
  }
}

/** What an item is that lacks every code and number. */
export const sparseItem = {
  findingId: 3,
  recordingId: 2,
  title: 'Salt and Copper (Live)',
  isrc: null,
  registrationNumber: null,
  authorizedUrl: null,
  url: 'https://tunevault.example/watch?id=77120',
  offers: 'page',
  rightHeld: 'both',
} as const satisfies Partial<NoticeItem>

/** A notice with nothing missing; the parts given replace its own. */
export function completeNotice(parts: Partial<NoticeInput> = {}): NoticeInput {
  return {
    claimant: {
      legalName: 'Ana Valera Ruiz',
      artistName: 'Luna Vale',
      company: '',
      address: '12 Quay Street\nPortsmouth PO1 3AB',
      country: 'United Kingdom',
      email: 'rights@lunavale.example',
      phone: '+44 23 9200 0000',
      role: 'owner',
    },
    recipient: {
      name: 'TuneVault',
      domains: ['tunevault.example'],
      email: 'dmca@tunevault.example',
      form: null,
    },
    items: [
      noticeItemWith(),
      noticeItemWith({ findingId: 2, url: 'https://files.tunevault.example/d/91bc/harbour-lights-320.mp3' }),
      noticeItemWith({ ...sparseItem, firstSeenAt: '2026-11-21T08:30:15.250Z' }),
    ],
    statements: { goodFaith: true, accurate: true },
    signature: { name: 'Ana Valera Ruiz', signedOn: '2026-11-22', coversLetter: true },
    ...parts,
  }
}
