import { IconRadar, IconShieldCheck } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { pickAndSweep, pickFolderAndSweep } from './pick-and-sweep.ts'
import { strings } from './strings.ts'
import { WatchScreen } from './WatchScreen.tsx'

export const feature: Feature = {
  id: 'watch',
  screens: { watch: WatchScreen },
  commands: [
    {
      id: 'watch.sweep',
      title: 'Sweep listing files…',
      group: strings.title,
      icon: IconRadar,
      shortcut: 'mod+shift+O',
      keywords: ['dump', 'scan', 'csv', 'jsonl', 'sqlite', 'parquet', 'zip', 'tar', 'torrent'],
      run: pickAndSweep,
    },
    {
      id: 'watch.sweepFolder',
      title: strings.sweepFolder,
      group: strings.title,
      icon: IconRadar,
      keywords: ['dump', 'scan', 'directory'],
      run: pickFolderAndSweep,
    },
    {
      id: 'watch.rules',
      title: strings.rules,
      group: strings.title,
      icon: IconShieldCheck,
      run: () => navigate({ screen: 'watch', view: 'rules' }),
    },
  ],
  drop: [
    {
      id: 'watch.drop',
      label: 'Sweep for my recordings',
      description:
        'These are listings: a dump, a scrape, search results. Every row is compared with the catalogue.',
      icon: IconRadar,
      run: (paths) => navigate({ screen: 'watch', view: 'sweeps', paths }),
    },
  ],
}
