import type { DeadlineRow } from '../../../shared/contract/deadlines.ts'

/** What identifies the calendar and says when it was made. */
export interface CalendarFacts {
  readonly workspaceId: string
  /** UTC, ISO 8601. */
  readonly madeAt: string
}

/**
 * Deadlines as an iCalendar file (RFC 5545): whole days, free time, a reminder in the morning before. The identity of
 * an event is that of its deadline, so that a calendar that takes the file in again moves it instead of doubling it.
 */
export async function calendarFile(
  deadlines: readonly DeadlineRow[],
  { workspaceId, madeAt }: CalendarFacts,
): Promise<string> {
  const { default: ical, ICalAlarmType, ICalEventTransparency } = await import('ical-generator')
  const calendar = ical({
    name: 'Refrain deadlines',
    prodId: { company: 'Refrain', product: 'Deadlines', language: 'EN' },
  })
  for (const { key, day, title, about, why, source } of deadlines) {
    calendar.createEvent({
      id: `${key}@${workspaceId}`,
      // Noon UTC is the same day wherever the file is made, short of the date line.
      start: new Date(`${day}T12:00:00Z`),
      allDay: true,
      stamp: new Date(madeAt),
      summary: `${about}: ${title}`,
      description: `${why}\n${source}`,
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: [{ type: ICalAlarmType.display, triggerBefore: 15 * 60 * 60, description: title }],
    })
  }
  return calendar.toString()
}
