/** A moment as the signer's calendar and clock show it. */
export interface SignedWhen {
  /** The calendar day there, YYYY-MM-DD. */
  readonly on: string
  /** The same instant with its offset from UTC, ISO 8601: 2026-11-23T00:30:00+01:00. */
  readonly at: string
  /** IANA name of the time zone. */
  readonly zone: string
}

/**
 * What day it is for a signer in a time zone. The offset is kept with the instant, so that what was signed reads the
 * same where rules of time zones are others. Returns null for a zone nobody knows.
 */
export function signedWhen(instant: string, zone: string): SignedWhen | null {
  const offset = offsetOf(instant, zone)
  if (offset === null) return null
  const at = atOffset(instant, offset)
  return { on: at.slice(0, 10), at, zone }
}

/** The calendar day of an instant at the offset another moment carries; in UTC where it carries none. */
export function dayBeside(instant: string, at: string | null): string {
  const offset = /[+-]\d{2}:\d{2}$/.exec(at ?? '')?.[0] ?? '+00:00'
  return atOffset(instant, offset).slice(0, 10)
}

/** A time zone as a letter names it: `Europe/Berlin, UTC+01:00`. */
export function zoneWords(at: string | null, zone: string | null): string | null {
  if (at === null || zone === null) return null
  const offset = at.slice(-6)
  return zone === 'UTC' ? 'UTC' : `${zone}, UTC${offset}`
}

function offsetOf(instant: string, zone: string): string | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longOffset',
    }).formatToParts(new Date(instant))
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
    return name === 'GMT' ? '+00:00' : (/[+-]\d{2}:\d{2}/.exec(name)?.[0] ?? null)
  } catch {
    return null
  }
}

function atOffset(instant: string, offset: string): string {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? []
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  return `${new Date(Date.parse(instant) + ms).toISOString().slice(0, 19)}${offset}`
}
