import { IconFingerprint, IconFolderPlus } from '@tabler/icons-react'
import { extensionOf, kindByName } from '../../../shared/domain/audio/container.ts'
import type { Feature } from '../../app/feature.ts'
import { AudioScreen } from './AudioScreen.tsx'
import { CompareDialog } from './CompareDialog.tsx'
import { compareFile, pickAndCompare } from './compare-store.ts'
import { pickAndScan, scanFolder } from './scan-folder.ts'
import { strings } from './strings.ts'

const group = 'Catalogue'
/** What a single dropped path with such an ending is, it is no folder of audio. */
const documents = new Set([
  'csv',
  'tsv',
  'txt',
  'xlsx',
  'xls',
  'json',
  'jsonl',
  'xml',
  'pdf',
  'zip',
  'gz',
  'db',
])

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** A dropped path does not tell whether it is a folder; its name nearly always does. */
function mayBeFolder(path: string): boolean {
  const name = nameOf(path)
  return kindByName(name) === 'other' && !documents.has(extensionOf(name))
}

export const feature: Feature = {
  id: 'audio',
  screens: { audio: AudioScreen },
  overlays: [CompareDialog],
  commands: [
    {
      id: 'audio.scan',
      title: strings.addFolder,
      group,
      icon: IconFolderPlus,
      keywords: ['mp3', 'flac', 'wav', 'tags', 'import', 'masters'],
      run: pickAndScan,
    },
    {
      id: 'audio.compare',
      title: strings.compareFile,
      group,
      icon: IconFingerprint,
      keywords: ['fingerprint', 'copy', 'upload', 'same recording'],
      run: pickAndCompare,
    },
  ],
  drop: [
    {
      id: 'audio.drop-folder',
      label: strings.dropFolder,
      description: strings.dropFolderText,
      icon: IconFolderPlus,
      accepts: ([path, ...others]) => path !== undefined && others.length === 0 && mayBeFolder(path),
      run: ([path]) => {
        if (path !== undefined) void scanFolder(path)
      },
    },
    {
      id: 'audio.drop-compare',
      label: strings.dropCompare,
      description: strings.dropCompareText,
      icon: IconFingerprint,
      accepts: ([path, ...others]) =>
        path !== undefined && others.length === 0 && kindByName(nameOf(path)) === 'audio',
      run: ([path]) => {
        if (path !== undefined) void compareFile(path)
      },
    },
  ],
}
