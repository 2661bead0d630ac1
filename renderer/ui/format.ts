import { locale } from './locale.ts'

const number = new Intl.NumberFormat(locale)
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
const instant = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

/** What stands where a value is not known. */
export const unknownMark = '–'

export function formatNumber(value: number): string {
  return number.format(value)
}

/** 0.87 → "87%". */
export function formatPercent(fraction: number): string {
  return percent.format(fraction)
}

/** Bytes in decimal units, as file managers count them: "642 MB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 100 ? number.format(Math.round(value)) : oneDigit.format(value)} ${units[unit] ?? ''}`
}

/** The length of a recording in milliseconds as m:ss, or h:mm:ss. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return unknownMark
  const seconds = Math.round(ms / 1000)
  const pad = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

/** A span of time in words: "8 s", "3 min 20 s", "2 h 5 min". */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

/** Rows per second: "2.4M rows/s". */
export function formatRate(rowsPerSecond: number): string {
  return `${compact.format(rowsPerSecond)} rows/s`
}

/** A UTC instant in the user's own time zone, which is named: "22 Nov 2026, 11:04 CET". */
export function formatInstant(iso: string): string {
  return instant.format(new Date(iso))
}

/** A UTC instant as it is on record: "2026-11-22 10:04:09 UTC". */
export function formatUtc(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}

/** The day of an instant, or a day given as YYYY-MM-DD. */
export function formatDate(iso: string): string {
  return date.format(new Date(iso.length === 10 ? `${iso}T12:00:00` : iso))
}

/** A day in full, without the year: "Sunday 22 November". */
export function formatDay(day: Date): string {
  return weekday.format(day)
}

const steps: readonly (readonly [
  limitSeconds: number,
  unit: Intl.RelativeTimeFormatUnit,
  seconds: number,
])[] = [
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [7 * 86_400, 'day', 86_400],
]

/** How far ahead: "in a moment", "in 3 hours", "tomorrow"; after a week the date. */
export function formatAhead(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000
  if (seconds < 45) return 'in a moment'
  for (const [limit, unit, size] of steps) {
    if (seconds < limit) return relative.format(Math.max(1, Math.round(seconds / size)), unit)
  }
  return formatDate(iso)
}

/** How long ago: "just now", "3 minutes ago", "yesterday"; after a week the date. */
export function formatAgo(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000
  if (seconds < 45) return 'just now'
  for (const [limit, unit, size] of steps) {
    if (seconds < limit) return relative.format(-Math.max(1, Math.round(seconds / size)), unit)
  }
  return formatDate(iso)
}
