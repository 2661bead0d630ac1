import { IconFileImport } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { ImportScreen } from './ImportScreen.tsx'

/** Sound is read by its tags, not as a table. */
const audioFile = /\.(aac|aif|aiff|alac|flac|m4a|mp3|mp4|oga|ogg|opus|wav|wma)$/i

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
      accepts: (paths) => paths.length === 1 && !paths.some((path) => audioFile.test(path)),
      run: ([path]) => {
        if (path !== undefined) navigate({ screen: 'imports', path })
      },
    },
  ],
}
