import { IconFileImport } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { startImport } from './import-queue.ts'
import { ImportScreen } from './ImportScreen.tsx'
import { pickAndImport } from './pick-and-import.ts'

/** Sound is read by its tags, not as a table. */
const audioFile = /\.(aac|aif|aiff|alac|flac|m4a|mp3|mp4|oga|ogg|opus|wav|wma)$/i

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
      accepts: (paths) => !paths.some((path) => audioFile.test(path)),
      run: startImport,
    },
  ],
}
