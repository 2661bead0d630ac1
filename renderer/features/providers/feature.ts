import { IconAddressBook } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { ProvidersScreen } from './ProvidersScreen.tsx'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'providers',
  screens: { providers: ProvidersScreen },
  commands: [
    {
      id: 'providers.show',
      title: strings.command,
      group: strings.group,
      icon: IconAddressBook,
      keywords: ['agent', 'e-mail', 'form', 'host', 'directory'],
      run: () => navigate({ screen: 'providers' }),
    },
  ],
}
