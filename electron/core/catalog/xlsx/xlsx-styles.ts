import { readAll, type XlsxPackage } from './xlsx-package.ts'

/** How a number is shown, as far as it changes what it means. */
export type NumberKind =
  { readonly kind: 'number' } | { readonly kind: 'padded'; readonly digits: number } | DateKind

export interface DateKind {
  readonly kind: 'date'
  readonly date: boolean
  readonly hours: boolean
  readonly seconds: boolean
}

export const plainNumber: NumberKind = { kind: 'number' }

const mostFormats = 100_000

/**
 * Reads what the cell styles of a workbook do to numbers, in the order in which cells refer to them
 * (ECMA-376 part 1, 18.8.10 `cellXfs` and 18.8.30 `numFmt`).
 */
export async function readNumberKinds(workbook: XlsxPackage): Promise<readonly NumberKind[]> {
  if (workbook.styles === null) return []
  const codes = new Map<number, string>()
  const kinds: NumberKind[] = []
  let inCells = false
  await readAll(
    workbook.readXml(workbook.styles, {
      open(name, attributes) {
        if (name === 'numFmt' && codes.size < mostFormats) {
          codes.set(Number(attributes.numFmtId), (attributes.formatCode ?? '').slice(0, 255))
        } else if (name === 'cellXfs') inCells = true
        else if (name === 'xf' && inCells && kinds.length < mostFormats) {
          const id = Number(attributes.numFmtId ?? 0)
          kinds.push(numberKind(codes.get(id) ?? builtIn.get(id) ?? ''))
        }
      },
      close(name) {
        if (name === 'cellXfs') inCells = false
      },
      text: () => undefined,
    }),
  )
  return kinds
}

// ECMA-376 part 1, 18.8.30: formats that every program knows. 27 to 36 and 50 to 58 are dates of East Asia.
const builtIn = new Map<number, string>([
  [14, 'yyyy-mm-dd'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm AM/PM'],
  [19, 'h:mm:ss AM/PM'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'm/d/yy h:mm'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mm:ss.0'],
  ...[27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'yyyy-mm-dd'] as const),
  ...[32, 33, 34, 35, 55, 56].map((id) => [id, 'h:mm:ss'] as const),
])

/** What a format code says about a number: a date, a time, digits to fill up with zeros, or nothing. */
export function numberKind(code: string): NumberKind {
  const [first = ''] = code.split(';')
  const bare = first
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/AM\/PM|A\/P/gi, '')
  if (/^0{2,}$/.test(bare)) return { kind: 'padded', digits: bare.length }
  if (/general/i.test(bare)) return plainNumber
  const hours = /h/i.test(bare)
  const seconds = /s/i.test(bare)
  // Next to hours or seconds an `m` counts minutes, else months.
  const date = /[yd]/i.test(bare) || (/m/i.test(bare) && !hours && !seconds)
  return date || hours || seconds ? { kind: 'date', date, hours, seconds } : plainNumber
}

/**
 * A number of days as people read it: `2024-05-01`, `2024-05-01 13:05`, `3:45`, `0:03:45`. Null when it is no day that
 * a spreadsheet can show. The 29 February 1900, which never was, is the 28th.
 */
export function readSerial(
  serial: number,
  { date, hours, seconds }: DateKind,
  date1904: boolean,
): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null
  if (!date) {
    const total = Math.round(serial * 86_400)
    const [s, m] = [total % 60, Math.floor(total / 60)]
    if (!hours) return `${String(m)}:${two(s)}`
    const clock = `${String(Math.floor(m / 60))}:${two(m % 60)}`
    return seconds ? `${clock}:${two(s)}` : clock
  }
  const days = date1904 ? serial + 1462 : serial
  // Excel counts a 29 February 1900; days before it are one less from the true first day.
  const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const instant = new Date(epoch + Math.round(days * 86_400) * 1000).toISOString()
  return hours || seconds ? `${instant.slice(0, 10)} ${instant.slice(11, 19)}` : instant.slice(0, 10)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
