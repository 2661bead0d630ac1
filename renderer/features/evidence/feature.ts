import {
  IconCamera,
  IconFolderCheck,
  IconListDetails,
  IconRefresh,
  IconShieldCheck,
  IconWorldSearch,
} from '@tabler/icons-react'
import { openCapture } from '../../app/capture-request.ts'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { CaptureHost } from './capture/CaptureHost.tsx'
import { dialogText } from './capture/strings.ts'
import { checks } from './check-strings.ts'
import { EvidenceScreen } from './EvidenceScreen.tsx'
import { strings } from './strings.ts'
import { isBundleZip, pickFolderAndVerify, pickZipAndVerify, verifyBundle } from './verify-bundle.ts'

export const feature: Feature = {
  id: 'evidence',
  screens: { evidence: EvidenceScreen },
  overlays: [CaptureHost],
  commands: [
    {
      id: 'evidence.capture',
      title: dialogText.command,
      group: strings.group,
      icon: IconCamera,
      shortcut: 'mod+shift+P',
      keywords: ['screenshot', 'url', 'web', 'warc', 'record', 'seal'],
      run: () => openCapture(),
    },
    {
      id: 'evidence.captures',
      title: strings.captures,
      group: strings.group,
      icon: IconWorldSearch,
      keywords: ['pages', 'screenshots', 'sealed'],
      run: () => navigate({ screen: 'evidence', view: 'captures' }),
    },
    {
      id: 'evidence.custody',
      title: strings.custody,
      group: strings.group,
      icon: IconListDetails,
      keywords: ['chain', 'history', 'audit'],
      run: () => navigate({ screen: 'evidence', view: 'custody' }),
    },
    {
      id: 'evidence.checks',
      title: checks.command,
      group: strings.group,
      icon: IconRefresh,
      keywords: ['hash', 'blobs', 'integrity', 'timestamp', 'stored'],
      run: async () => {
        navigate({ screen: 'evidence', view: 'checks' })
        await call('evidence.recheck', {})
      },
    },
    {
      id: 'evidence.verify',
      title: strings.verifyZip,
      group: strings.group,
      icon: IconShieldCheck,
      keywords: ['evidence', 'zip', 'integrity', 'signature', 'timestamp'],
      run: pickZipAndVerify,
    },
    {
      id: 'evidence.verifyFolder',
      title: strings.verifyFolder,
      group: strings.group,
      icon: IconFolderCheck,
      keywords: ['evidence', 'integrity'],
      run: pickFolderAndVerify,
    },
  ],
  drop: [
    {
      id: 'evidence.drop',
      label: strings.dropLabel,
      description: strings.dropText,
      icon: IconShieldCheck,
      accepts: isBundleZip,
      run: ([path]) => {
        if (path !== undefined) {
          verifyBundle(path).catch((error: unknown) => {
            toast.error(toUserError(error))
          })
        }
      },
    },
  ],
}
