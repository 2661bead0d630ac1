import { IconFolderCheck, IconListDetails, IconRefresh, IconShieldCheck } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { checks } from './check-strings.ts'
import { EvidenceScreen } from './EvidenceScreen.tsx'
import { strings } from './strings.ts'
import { isBundleZip, pickFolderAndVerify, pickZipAndVerify, verifyBundle } from './verify-bundle.ts'

export const feature: Feature = {
  id: 'evidence',
  screens: { evidence: EvidenceScreen },
  commands: [
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
