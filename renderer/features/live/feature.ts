import {
  IconChartBar,
  IconListSearch,
  IconPlugConnectedX,
  IconPlus,
  IconRefresh,
  IconShieldCheck,
  IconWorldSearch,
} from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { LiveScreen } from './LiveScreen.tsx'
import { lookNow, toggleOffline } from './look-now.ts'
import { addressText, strings } from './strings.ts'
import { watchable } from './watchable.ts'

const group = strings.title

export const feature: Feature = {
  id: 'live',
  screens: { live: LiveScreen },
  commands: [
    {
      id: 'live.run',
      title: strings.lookAll,
      group,
      icon: IconRefresh,
      keywords: ['scan', 'search', 'check'],
      run: () => lookNow(null),
    },
    {
      id: 'live.offline',
      title: strings.offlineSwitch,
      group,
      icon: IconPlugConnectedX,
      keywords: ['online', 'network', 'disconnect'],
      run: toggleOffline,
    },
    {
      id: 'live.add',
      title: strings.addAddresses,
      group,
      icon: IconPlus,
      keywords: ['page', 'feed', 'rss', 'sitemap', 'torrent', 'magnet', 'folder'],
      run: () => navigate({ screen: 'live', view: 'addresses', add: [] }),
    },
    {
      id: 'live.links',
      title: strings.officialLinks,
      group,
      icon: IconShieldCheck,
      keywords: ['spotify', 'youtube', 'channel', 'authorize', 'distributor', 'label'],
      run: () => navigate({ screen: 'live', view: 'links' }),
    },
    {
      id: 'live.overview',
      title: strings.overviewCommand,
      group,
      icon: IconChartBar,
      keywords: ['map', 'chart', 'weeks', 'removal'],
      run: () => navigate({ screen: 'live', view: 'overview' }),
    },
    {
      id: 'live.requests',
      title: strings.requestsCommand,
      group,
      icon: IconListSearch,
      keywords: ['log', 'network', 'outgoing', 'privacy'],
      run: () => navigate({ screen: 'live', view: 'requests' }),
    },
  ],
  drop: [
    {
      id: 'live.drop',
      label: addressText.dropLabel,
      description: addressText.dropText,
      icon: IconWorldSearch,
      accepts: (paths) => paths.every(watchable),
      run: (paths) => navigate({ screen: 'live', view: 'addresses', add: paths }),
    },
  ],
}
