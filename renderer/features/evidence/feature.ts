import { IconFolderCheck, IconListDetails, IconShieldCheck } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
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
