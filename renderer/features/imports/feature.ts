import { IconFileImport } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { ImportScreen } from './ImportScreen.tsx'

export const feature: Feature = {
  id: 'imports',
  screens: { imports: ImportScreen },
  drop: [
    {
      id: 'imports.drop',
      label: 'Import into the catalogue',
      description:
        'These are my recordings. Every row is checked first; nothing is written before you say so.',
      icon: IconFileImport,
      accepts: (paths) => paths.length === 1,
      run: ([path]) => {
        if (path !== undefined) navigate({ screen: 'imports', path })
      },
    },
  ],
}
