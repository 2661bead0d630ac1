import { IconRobotOff } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { ReservationScreen } from './ReservationScreen.tsx'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'reservation',
  screens: { reservation: ReservationScreen },
  commands: [
    {
      id: 'reservation.show',
      title: strings.command,
      group: strings.group,
      icon: IconRobotOff,
      keywords: ['robots.txt', 'tdmrep', 'ai', 'training', 'opt-out', 'crawler'],
      run: () => navigate({ screen: 'reservation' }),
    },
  ],
}
