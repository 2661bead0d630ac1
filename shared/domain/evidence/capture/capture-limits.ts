import { z } from 'zod'

const positive = z.int().positive()

/** What bounds one capture. Times in milliseconds, lengths in CSS pixels, sizes in bytes after content decoding. */
export const captureLimits = z.object({
  /** Until the page's load event; then it is stopped and taken as far as it came. */
  loadMs: positive,
  /** The network counts as quiet after this long without a request. */
  quietMs: positive,
  /** Longest wait for the network to become quiet. */
  settleMs: positive,
  /** How far and how long the page is scrolled, so that pictures below load. */
  scrollPx: positive,
  scrollMs: positive,
  /** Height of the full picture, and of one of its tiles. */
  picturePx: positive,
  tilePx: positive,
  bodyBytes: positive,
  totalBytes: positive,
  requests: positive,
  /** The process ends itself after this long, with what it has. */
  deadlineMs: positive,
  /** The process is killed after this long. */
  killMs: positive,
  /** Resident memory of all its processes together. */
  memoryBytes: positive,
  /** How long a person has at the window of an assisted capture; `deadlineMs` counts from when they ask for it. */
  personMs: positive.optional(),
})
export type CaptureLimits = z.infer<typeof captureLimits>

const mebi = 1024 * 1024

/** The limits captures are made with. */
export const defaultCaptureLimits: CaptureLimits = {
  loadMs: 20_000,
  quietMs: 500,
  settleMs: 5_000,
  scrollPx: 20_000,
  scrollMs: 5_000,
  picturePx: 30_000,
  tilePx: 8_000,
  bodyBytes: 32 * mebi,
  totalBytes: 128 * mebi,
  requests: 1_000,
  deadlineMs: 60_000,
  killMs: 75_000,
  memoryBytes: 1_536 * mebi,
}

const personMs = 15 * 60_000

/** The limits of captures a person leads to the page: time for the person, and more requests on the way. */
export const assistedCaptureLimits: CaptureLimits = {
  ...defaultCaptureLimits,
  requests: 20_000,
  personMs,
  killMs: personMs + defaultCaptureLimits.killMs,
}
