const dayMs = 24 * 60 * 60 * 1000
/** Making one is slow, and there are few zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const options = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const made = new Intl.DateTimeFormat('en-CA', options)
  formats.set(zone, made)
  return made
}

/** The day it is at an instant in a time zone of the IANA database, `2026-11-22`. */
export function dayIn(zone: string, at: number): string {
  return formatOf(zone).format(at)
}

/** Milliseconds until the next day begins there, exact to the second, summer time and all. */
export function untilNextDay(zone: string, at: number): number {
  const today = dayIn(zone, at)
  let before = at
  // No day is longer than 25 hours.
  let after = at + dayMs + dayMs / 12
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2)
    if (dayIn(zone, middle) === today) before = middle
    else after = middle
  }
  return after - at
}
