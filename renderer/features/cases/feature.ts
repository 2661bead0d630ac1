import { IconFolders } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { CasesScreen } from './CasesScreen.tsx'
import { groupFindings } from './group-findings.ts'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'cases',
  screens: { cases: CasesScreen },
  commands: [
    {
      id: 'cases.group',
      title: strings.groupCommand,
      group: strings.group,
      icon: IconFolders,
      keywords: ['confirmed', 'notice', 'provider'],
      run: groupFindings,
    },
  ],
}
