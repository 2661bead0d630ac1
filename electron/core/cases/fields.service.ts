import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { formFields } from '../../../shared/domain/notices/exports/form-fields.ts'
import type { CoreContext } from '../context.ts'
import { createCaseView } from './case-view.ts'
import { createNoticeState } from './notice-state.ts'
import { createNoticesRepository } from './notices.repository.ts'
import { refuseIncomplete } from './notices.service.ts'

/** The parts of a complete notice for the recipient's web form. Throws NOTICE_INCOMPLETE with all that is missing. */
export function createFields(context: CoreContext) {
  const notices = createNoticesRepository(context.db)
  const states = createNoticeState(context)
  const view = createCaseView(context)
  return ({ noticeId }: Parsed<'notices.fields'>): Output<'notices.fields'> => {
    const asked = notices.get(noticeId)
    view.refuseClosed(asked.caseId)
    const state = states.of(asked)
    refuseIncomplete(state, 'given out for a form')
    const { form, email } = state.input.recipient
    return { form, email, fields: [...formFields(state.input, state.text)] }
  }
}
