import { restoreCsvCell } from '../text/csv-cell.ts'

/** Text on one line, in composed form, without characters that are only there to control something. */
export function cleanText(raw: string): string {
  if (/^[!-&(-~][!-~]*(?: [!-~]+)*$/.test(raw)) return raw
  return restoreCsvCell(raw)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}
