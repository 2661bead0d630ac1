import { IconFileImport, IconPlus } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { CatalogScreen } from './CatalogScreen.tsx'
import { pickAndImport } from './pick-and-import.ts'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'catalog',
  screens: { catalog: CatalogScreen },
  commands: [
    {
      id: 'catalog.import',
      title: 'Import a catalogue table…',
      group: strings.title,
      icon: IconFileImport,
      shortcut: 'mod+I',
      keywords: ['csv', 'tsv', 'distributor', 'sales report'],
      run: pickAndImport,
    },
    {
      id: 'catalog.new',
      title: strings.newRecording,
      group: strings.title,
      icon: IconPlus,
      shortcut: 'mod+N',
      run: () => navigate({ screen: 'catalog', view: 'recordings', create: true }),
    },
  ],
}
