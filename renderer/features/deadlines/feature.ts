import { IconCalendarDue, IconCalendarDown } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { DeadlinesScreen } from './DeadlinesScreen.tsx'
import { DeadlineTeller } from './DeadlineTeller.tsx'
import { exportDeadlines } from './export-deadlines.ts'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'deadlines',
  screens: { deadlines: DeadlinesScreen },
  overlays: [DeadlineTeller],
  commands: [
    {
      id: 'deadlines.show',
      title: strings.command,
      group: strings.group,
      icon: IconCalendarDue,
      keywords: ['due', 'counter-notice', 'business days', 'overdue', 'registration'],
      run: () => navigate({ screen: 'deadlines' }),
    },
    {
      id: 'deadlines.export',
      title: strings.exportCommand,
      group: strings.group,
      icon: IconCalendarDown,
      keywords: ['ics', 'ical', 'outlook'],
      run: exportDeadlines,
    },
  ],
}
