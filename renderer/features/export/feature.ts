import { IconFileExport, IconFileImport } from '@tabler/icons-react'
import { openExport } from '../../app/export-request.ts'
import type { Feature } from '../../app/feature.ts'
import { ExportDialogHost } from './ExportDialog.tsx'
import { importCatalogueFile } from './import-catalogue.ts'
import { strings } from './strings.ts'

export const feature: Feature = {
  id: 'export',
  commands: [
    {
      id: 'catalog.export',
      title: strings.command,
      group: strings.group,
      icon: IconFileExport,
      shortcut: 'mod+E',
      keywords: [
        'csv',
        'xlsx',
        'excel',
        'json',
        'ddex',
        'ern',
        'mlc',
        'soundexchange',
        'label copy',
        'pdf',
        'tags',
      ],
      run: () => openExport(),
    },
    {
      id: 'catalog.importCatalogue',
      title: strings.importCommand,
      group: strings.group,
      icon: IconFileImport,
      keywords: ['json', 'restore', 'move', 'merge'],
      run: importCatalogueFile,
    },
  ],
  overlays: [ExportDialogHost],
}
