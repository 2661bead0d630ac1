import { IconDatabaseExport, IconId } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { formatBytes } from '../../ui/format.ts'
import { toast } from '../../ui/toasts.tsx'
import { SettingsScreen } from './SettingsScreen.tsx'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'settings',
  screens: { settings: SettingsScreen },
  commands: [
    {
      id: 'settings.profile',
      title: 'Edit profile',
      group: strings.title,
      icon: IconId,
      keywords: ['name', 'address', 'e-mail'],
      run: () => navigate({ screen: 'settings', section: 'profile' }),
    },
    {
      id: 'workspace.backup',
      title: strings.data.backupNow,
      group: strings.title,
      icon: IconDatabaseExport,
      run: async () => {
        const { bytes } = await call('workspace.backup', {})
        toast.success(strings.data.backedUp(formatBytes(bytes)))
      },
    },
  ],
}
