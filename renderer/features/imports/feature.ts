import { IconFileImport } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { startImport } from './import-queue.ts'
import { ImportScreen } from './ImportScreen.tsx'
import { pickAndImport } from './pick-and-import.ts'
import { divideDropped } from './queued-files.ts'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'imports',
  screens: { imports: ImportScreen },
  commands: [
    {
      id: 'catalog.import',
      title: 'Import catalogue tables…',
      group: 'Catalogue',
      icon: IconFileImport,
      shortcut: 'mod+I',
      keywords: ['csv', 'tsv', 'distributor', 'sales report', 'several files'],
      run: pickAndImport,
    },
  ],
  drop: [
    {
      id: 'imports.drop',
      label: 'Import into the catalogue',
      description:
        'These are my recordings. Every row is checked first; nothing is written before you say so.',
      icon: IconFileImport,
      accepts: (paths) => divideDropped(paths).tables.length > 0,
      leavesOut: (paths) => {
        const { audio } = divideDropped(paths)
        return audio.length === 0 ? null : strings.audioLeftOut(audio.length)
      },
      run: (paths) => startImport(divideDropped(paths).tables),
    },
  ],
}
