import { IconCopyCheck, IconPlus, IconReplace } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { openEditing } from './editing/dialog-state.ts'
import { EditingDialogs } from './editing/EditingDialogs.tsx'
import { HistoryDialogHost } from './editing/HistoryDialog.tsx'
import { text } from './editing/strings.ts'
import { CatalogScreen } from './CatalogScreen.tsx'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'catalog',
  screens: { catalog: CatalogScreen },
  overlays: [EditingDialogs, HistoryDialogHost],
  commands: [
    {
      id: 'catalog.replace',
      title: text.replace.menu,
      group: strings.title,
      icon: IconReplace,
      shortcut: 'mod+shift+F',
      run: () => openEditing({ kind: 'replace', recordingIds: null }),
    },
    {
      id: 'catalog.duplicates',
      title: text.duplicates.menu,
      group: strings.title,
      icon: IconCopyCheck,
      keywords: ['merge', 'same', 'twice'],
      run: () => openEditing({ kind: 'duplicates' }),
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
