import type { DeadlineRow } from '../../../shared/contract/deadlines.ts'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { caseDeadlines } from '../../../shared/domain/notices/deadlines/case-deadlines.ts'
import type { Deadline } from '../../../shared/domain/notices/deadlines/deadlines.ts'
import { createCaseClocks } from '../cases/index.ts'
import type { CoreContext } from '../context.ts'
import { getMeta } from '../platform/meta.ts'
import { createOutputFiles } from '../platform/output-files.ts'
import { calendarFile } from './calendar-file.ts'
import { calendarOfCountry } from './holidays.ts'
import { createRegistrationDeadlines } from './registration-deadlines.ts'

/** Days before a deadline from which on it is soon. */
const soonDays = 7
const dayMs = 86_400_000

type Place = Pick<DeadlineRow, 'key' | 'caseId' | 'releaseId' | 'about' | 'calendar'>

/** What is due in cases and for releases. Nothing is stored: all of it follows from what is on record. */
export function createDeadlinesService(context: CoreContext) {
  const clocks = createCaseClocks(context)
  const registrations = createRegistrationDeadlines(context.db)

  const list = async ({ caseId }: Parsed<'deadlines.list'>): Promise<Output<'deadlines.list'>> => {
    const today = context.now().slice(0, 10)
    const rows: DeadlineRow[] = []
    for (const { caseId: id, providerName, clock, country } of clocks(caseId)) {
      const calendar = await calendarOfCountry(country)
      for (const deadline of caseDeadlines(clock, calendar.holidays)) {
        const counted = await calendarNamed(deadline, calendar)
        rows.push(
          toRow(deadline, today, {
            key: `case-${id}-${deadline.code}`,
            caseId: id,
            releaseId: null,
            about: providerName,
            calendar: counted,
          }),
        )
      }
    }
    if (caseId === null) {
      for (const { releaseId, about, ...deadline } of registrations(today)) {
        const key = `release-${releaseId}-${deadline.code}`
        rows.push(toRow(deadline, today, { key, caseId: null, releaseId, about, calendar: null }))
      }
    }
    rows.sort((a, b) => a.daysLeft - b.daysLeft || (a.key < b.key ? -1 : 1))
    return { today, deadlines: rows }
  }

  return {
    list,
    /** Writes an iCalendar file whole or not at all; an older one is replaced, as calendars expect it. */
    async export({ caseId, path }: Parsed<'deadlines.export'>): Promise<Output<'deadlines.export'>> {
      const { deadlines } = await list({ caseId })
      const content = await calendarFile(deadlines, {
        workspaceId: getMeta(context.db, 'workspace-id') ?? 'refrain',
        madeAt: context.now(),
      })
      const files = createOutputFiles({ overwrite: true })
      try {
        const file = files.open(path)
        file.write(content)
        files.commit()
      } finally {
        files.discard()
      }
      return { path, events: deadlines.length }
    },
  }
}

/** Counter-notices go by the American calendar; only a time in business days goes by any. */
async function calendarNamed(
  { code, source }: Deadline,
  { code: country, name }: { readonly code: string; readonly name: string },
): Promise<DeadlineRow['calendar']> {
  if (code.startsWith('counter-day')) return { code: 'US', name: (await calendarOfCountry('US')).name }
  return source !== '' && (code === 'look-again' || code === 'response') ? { code: country, name } : null
}

function toRow({ code, day, title, why, source }: Deadline, today: string, place: Place): DeadlineRow {
  const daysLeft = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / dayMs)
  const stand = daysLeft < 0 ? 'overdue' : daysLeft === 0 ? 'today' : daysLeft <= soonDays ? 'soon' : 'later'
  return { ...place, code, day, daysLeft, stand, title, why, source }
}
