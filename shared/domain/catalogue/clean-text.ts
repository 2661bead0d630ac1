import { restoreCsvCell } from '../text/csv-cell.ts'

/** What `oneLine` takes away though it changes how a text reads; a byte order mark in front changes nothing. */
export const misleading = /(?!^\ufeff)(?![\u200c\u200d])\p{Cf}/u

/** Text of a cell on one line, in composed form, without characters that are only there to control something. */
export function cleanText(raw: string): string {
  if (/^[!-&(-~][!-~]*(?: [!-~]+)*$/.test(raw)) return raw
  return oneLine(restoreCsvCell(raw))
}

/** `cleanText` of what no spreadsheet has guarded. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}
