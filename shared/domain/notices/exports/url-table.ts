import type { DraftItem } from '../drafts/draft-input.ts'
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
  ])
  return [header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
}

/** A leading sign of a formula would be run by a spreadsheet; a space before it keeps it text. */
function quoted(value: string): string {
  const text = inline(value)
  return `"${(/^[=+\-@]/.test(text) ? ` ${text}` : text).replaceAll('"', '""')}"`
}
