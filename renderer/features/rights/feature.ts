import { IconFileCertificate, IconNotes, IconUserPlus, IconUsers } from '@tabler/icons-react'
import type { Feature } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { askText } from '../../ui/confirm.ts'
import { toast } from '../../ui/toasts.tsx'
import { DocumentDialogHost } from './DocumentDialogHost.tsx'
import { keepDocuments, pickDocuments } from './document-store.ts'
import { openSubject } from './jump.ts'
import { strings } from './strings.ts'

async function addWork(): Promise<void> {
  const title = await askText({
    title: strings.newWork,
    label: 'Title',
    confirmLabel: 'Add work',
    required: true,
  })
  if (title === null) return
  try {
    const { workId } = await call('works.create', { title })
    navigate({ screen: 'catalog', view: 'works', workId })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

async function addParty(): Promise<void> {
  const name = await askText({ title: strings.newParty, label: 'Name', confirmLabel: 'Add', required: true })
  if (name === null) return
  try {
    const { partyId } = await call('parties.create', { name })
    navigate({ screen: 'catalog', view: 'people', partyId })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

export const feature: Feature = {
  id: 'rights',
  commands: [
    {
      id: 'rights.people',
      title: 'People and companies',
      group: strings.group,
      icon: IconUsers,
      keywords: ['parties', 'writers', 'artists', 'IPI', 'ISNI'],
      run: () => navigate({ screen: 'catalog', view: 'people' }),
    },
    {
      id: 'rights.works',
      title: 'Works',
      group: strings.group,
      icon: IconNotes,
      keywords: ['songs', 'compositions', 'ISWC'],
      run: () => navigate({ screen: 'catalog', view: 'works' }),
    },
    { id: 'rights.newWork', title: strings.newWork, group: strings.group, icon: IconNotes, run: addWork },
    {
      id: 'rights.newParty',
      title: strings.newParty,
      group: strings.group,
      icon: IconUserPlus,
      run: addParty,
    },
    {
      id: 'rights.document',
      title: 'Add a document…',
      group: strings.group,
      icon: IconFileCertificate,
      keywords: ['contract', 'split sheet', 'proof'],
      run: () => pickDocuments(openSubject()),
    },
  ],
  drop: [
    {
      id: 'rights.document',
      label: strings.keepAsDocument,
      description: strings.keepAsDocumentText,
      icon: IconFileCertificate,
      run: (paths) => keepDocuments(paths, openSubject()),
    },
  ],
  overlays: [DocumentDialogHost],
}
