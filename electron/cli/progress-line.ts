import type { JobProgress } from '../../shared/contract/jobs.ts'

const numbers = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** One line for a terminal: what runs, how far, how fast and how long still. */
export function progressLine(title: string, progress: JobProgress): string {
  const parts = [title]
  if (progress.total !== null && progress.total > 0) {
    parts.push(`${String(Math.min(100, Math.floor((progress.done / progress.total) * 100)))} %`)
  }
  if (progress.rows > 0) parts.push(`${numbers.format(progress.rows)} rows`)
  if (progress.rowsPerSecond !== null) parts.push(`${numbers.format(progress.rowsPerSecond)} rows/s`)
  if (progress.etaMs !== null)
    parts.push(`about ${String(Math.max(1, Math.round(progress.etaMs / 1000)))} s left`)
  if (progress.note !== '') parts.push(progress.note)
  return parts.join(' · ')
}
