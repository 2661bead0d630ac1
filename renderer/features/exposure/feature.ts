import { IconScale } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { ExposureScreen } from './ExposureScreen.tsx'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'exposure',
  screens: { exposure: ExposureScreen },
  commands: [
    {
      id: 'exposure.show',
      title: strings.command,
      group: strings.group,
      icon: IconScale,
      keywords: ['statutory', 'damages', 'range', 'dollars', 'ccb', 'claims board'],
      run: () => navigate({ screen: 'exposure' }),
    },
  ],
}
