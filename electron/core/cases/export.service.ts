import { basename } from 'node:path'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { prepareFile } from './atomic-file.ts'
import { createCaseView } from './case-view.ts'
import { createNoticeState, type NoticeState } from './notice-state.ts'
import { createNoticesRepository } from './notices.repository.ts'
import { refuseIncomplete, type StoreObject } from './notices.service.ts'
import { renderNoticePdf } from './pdf/notice-pdf.ts'

/**
 * Writes a complete notice to a file, atomically, and keeps the same bytes in the workspace with a custody
 * event. The same notice gives the same bytes, however often it is exported.
 * Throws NOTICE_INCOMPLETE with every missing element, CONFLICT when the notice changed meanwhile, and what
 * `prepareFile` throws; nothing is written or recorded then.
 */
export function createExport(context: CoreContext, deps: { readonly storeObject: StoreObject }) {
  const notices = createNoticesRepository(context.db)
  const states = createNoticeState(context)
  const view = createCaseView(context)

  return async ({ noticeId, format, path }: Parsed<'notices.export'>): Promise<Output<'notices.export'>> => {
    const state = states.of(notices.get(noticeId))
    refuseIncomplete(state, 'exported')
    const bytes = format === 'txt' ? Buffer.from(state.text, 'utf8') : await pdfOf(context, state)
    const file = prepareFile(path, bytes)
    try {
      const { sha256 } = context.mutations.once(['notices', 'cases', 'custody'], () => {
        const stored = notices.get(noticeId)
        if (states.of(stored).text !== state.text) throw changedMeanwhile()
        const blob = deps.storeObject(context, bytes, basename(path))
        notices.insertExport(noticeId, format, blob, context.now())
        if (stored.status !== 'sent') notices.setStatus(noticeId, 'exported')
        view.refresh(stored.caseId)
        context.custody.append({
          action: 'notice.exported',
          subject: `notice:${noticeId}`,
          actor: 'artist',
          detail: { format, sha256: blob.sha256, bytes: blob.bytes },
          caseId: stored.caseId,
        })
        file.commit()
        return blob
      })
      file.keep()
      return { path, bytes: bytes.byteLength, sha256 }
    } finally {
      file.discard()
    }
  }
}

function pdfOf(context: CoreContext, { letter, input }: NoticeState): Promise<Buffer> {
  return renderNoticePdf(letter, {
    fonts: context.resources.fonts,
    country: input.claimant?.country ?? '',
    date: input.signature.signedOn ?? context.now().slice(0, 10),
    author: input.claimant?.legalName ?? '',
  })
}

function changedMeanwhile(): RefrainError {
  return new RefrainError(
    'CONFLICT',
    'The notice changed while it was exported. Nothing was written. Export it again.',
  )
}
