import { basename } from 'node:path'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { regimes } from '../../../shared/domain/notices/rules/regimes.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { prepareFile } from './atomic-file.ts'
import { createCaseView } from './case-view.ts'
import { renderNotice } from './formats/render-notice.ts'
import { createNoticeState, type NoticeState } from './notice-state.ts'
import { createNoticesRepository } from './notices.repository.ts'
import { refuseIncomplete, type StoreObject } from './notices.service.ts'

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
    const asked = notices.get(noticeId)
    view.refuseClosed(asked.caseId)
    const state = states.of(asked)
    refuseIncomplete(state, 'exported')
    const bytes = await renderNotice(format, toRender(context, view, state))
    const file = prepareFile(path, bytes)
    try {
      const { sha256 } = context.mutations.once(['notices', 'cases', 'custody'], () => {
        const stored = notices.get(noticeId)
        if (states.of(stored).text !== state.text) throw changedMeanwhile()
        const blob = deps.storeObject(context, bytes, basename(path))
        notices.insertExport(noticeId, format, blob, context.now())
        if (stored.status !== 'sent') {
          notices.setStatus(noticeId, 'exported')
          notices.setRules(noticeId, state.letter.ruleVersions, String(regimes[stored.regime].version))
        }
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

function toRender(context: CoreContext, view: ReturnType<typeof createCaseView>, state: NoticeState) {
  const { input, letter, text, notice } = state
  return {
    input,
    letter,
    text,
    fonts: context.resources.fonts,
    date: input.signature.signedOn ?? context.now().slice(0, 10),
    sent: view.sentOf(notice.id),
  }
}

function changedMeanwhile(): RefrainError {
  return new RefrainError(
    'CONFLICT',
    'The notice changed while it was exported. Nothing was written. Export it again.',
  )
}
