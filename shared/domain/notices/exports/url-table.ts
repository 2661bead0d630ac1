import type { DraftItem } from '../drafts/draft-input.ts'
import { safeCsvCell } from '../../text/csv-cell.ts'
import { inline } from '../plain-text.ts'

const header = [
  'work',
  'artist',
  'right claimed',
  'ISRC',
  'registration',
  'authorized copy',
  'address',
  'first seen (UTC)',
  'last verified (UTC)',
  'record',
  'found on',
]

/** Which address holds which work, as CSV after RFC 4180: UTF-8, CRLF, every field quoted. */
export function urlTable(items: readonly DraftItem[]): string {
  const rows = items.map((item) => [
    item.title,
    item.artist,
    item.rightHeld,
    item.isrc ?? '',
    item.registrationNumber ?? '',
    item.authorizedUrl ?? '',
    item.url ?? '',
    item.firstSeenAt,
    item.lastVerifiedAt ?? '',
    item.capture ?? '',
    item.foundOn ?? '',
  ])
  return [header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
}

/** No cell is run by a spreadsheet as a formula, full-width signs included. */
function quoted(value: string): string {
  return `"${safeCsvCell(inline(value)).replaceAll('"', '""')}"`
}
