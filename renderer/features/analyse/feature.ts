import { IconFileSearch, IconMailSearch } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { AnalyseScreen } from './AnalyseScreen.tsx'
import { openLetter, pickLetter } from './letter-store.ts'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'analyse',
  screens: { analyse: AnalyseScreen },
  commands: [
    {
      id: 'analyse.notice',
      title: strings.command,
      group: strings.group,
      icon: IconFileSearch,
      keywords: ['check', 'takedown', 'counter-notice', 'answer', 'paste', 'elements'],
      run: () => navigate({ screen: 'analyse' }),
    },
    {
      id: 'analyse.open',
      title: strings.openCommand,
      group: strings.group,
      icon: IconMailSearch,
      keywords: ['eml', 'e-mail', 'check'],
      run: pickLetter,
    },
  ],
  drop: [
    {
      id: 'analyse.drop',
      label: strings.dropLabel,
      description: strings.dropText,
      icon: IconFileSearch,
      accepts: ([path, ...others]) =>
        path !== undefined && others.length === 0 && /\.(?:txt|text|eml|md)$/i.test(path),
      run: ([path]) => {
        if (path !== undefined) void openLetter(path)
      },
    },
  ],
}
