import { useState, type ReactNode } from 'react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import type { NoticeFormat } from '../../../shared/domain/notices/exports/formats.ts'
import { isRefrainError } from '../../../shared/errors.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { pickFolder, pickSave, reveal } from '../../rpc/host.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { copyText } from '../../ui/clipboard.ts'
import { toast } from '../../ui/toasts.tsx'
import { evidenceText } from './evidence-strings.ts'
import { FormDialog } from './FormDialog.tsx'
import { wantsUnsigned } from './open-signing-key.ts'
import { MissingDialog } from './MissingDialog.tsx'
import { noticeFileName } from './notice-file-name.ts'
import { noticeText } from './notice-strings.ts'
import { SentDialog } from './SentDialog.tsx'

export interface CaseActions {
  readonly draft: () => Promise<void>
  /** Exports the notice; while it is incomplete, shows what is missing instead. */
  readonly exportNotice: (format: NoticeFormat) => Promise<void>
  readonly copyNotice: () => void
  /** Shows the parts of the notice for the fields of the provider's web form. */
  readonly fillForm: () => void
  readonly recordSent: () => void
  readonly exportBundle: () => Promise<void>
  /** What the user asked for and what is under way: its buttons show it. */
  readonly busy: 'draft' | 'export' | 'bundle' | null
  /** To be placed once in the screen. */
  readonly dialogs: ReactNode
}

/** The file name's end, also when the user typed none. */
function withExtension(path: string, format: NoticeFormat): string {
  return path.toLowerCase().endsWith(`.${format}`) ? path : `${path}.${format}`
}

async function exportTo(noticeId: number, format: NoticeFormat, chosen: string): Promise<void> {
  const { path } = await call('notices.export', { noticeId, format, path: withExtension(chosen, format) })
  const name = path.split(/[\\/]/).at(-1) ?? path
  toast.success(noticeText.exported(name), {
    action: { label: noticeText.reveal, run: () => void reveal(path) },
  })
}

/** Everything that can be done with a case as a whole; the header, the notice and the palette share it. */
export function useCaseActions(detail: CaseDetail): CaseActions {
  const [dialog, setDialog] = useState<'missing' | 'sent' | 'form' | null>(null)
  const [busy, setBusy] = useState<CaseActions['busy']>(null)
  const { notice } = detail

  const run = async (what: NonNullable<CaseActions['busy']>, work: () => Promise<void>) => {
    setBusy(what)
    try {
      await work()
    } catch (error) {
      if (isRefrainError(error) && error.code === 'NOTICE_INCOMPLETE') setDialog('missing')
      else toast.error(toUserError(error))
    } finally {
      setBusy(null)
    }
  }

  /** The notice when it may go out; otherwise says why it may not. */
  const sendable = () => {
    if (notice?.complete) return notice
    if (notice) setDialog('missing')
    else toast.info(noticeText.noNotice)
    return null
  }

  const exportNotice = async (format: NoticeFormat) => {
    const complete = sendable()
    if (!complete) return
    const path = await pickSave({
      title: noticeText.exportAs[format],
      defaultName: noticeFileName(detail, format),
    })
    if (path !== null) await run('export', () => exportTo(complete.id, format, path))
  }

  const exportBundle = async () => {
    const folder = await pickFolder(evidenceText.pickFolder)
    if (folder === null) return
    await run('bundle', async () => {
      const unsigned = await wantsUnsigned()
      if (unsigned === null) return
      await call('bundle.export', { caseId: detail.id, folder, unsigned })
      navigate({ screen: 'cases', caseId: detail.id, section: 'evidence' })
    })
  }

  return {
    draft: () =>
      run('draft', async () => {
        await call('notices.draft', { caseId: detail.id })
        navigate({ screen: 'cases', caseId: detail.id, section: 'notice' })
      }),
    exportNotice,
    copyNotice: () => {
      const complete = sendable()
      if (complete) void copyText(complete.text, noticeText.copied)
    },
    fillForm: () => {
      if (sendable()) setDialog('form')
    },
    recordSent: () => {
      if (sendable()) setDialog('sent')
    },
    exportBundle,
    busy,
    dialogs: (
      <>
        <MissingDialog
          opened={dialog === 'missing'}
          detail={detail}
          elements={notice?.elements ?? []}
          onClose={() => setDialog(null)}
        />
        {notice && (
          <FormDialog opened={dialog === 'form'} noticeId={notice.id} onClose={() => setDialog(null)} />
        )}
        <SentDialog opened={dialog === 'sent'} detail={detail} onClose={() => setDialog(null)} />
      </>
    ),
  }
}
