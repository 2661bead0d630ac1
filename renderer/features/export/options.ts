import { parseDpid } from '../../../shared/domain/identifiers/dpid.ts'
import type { ExportFormat } from '../../../shared/domain/export/formats.ts'
import type { FieldMessage } from '../../ui/fields/message.ts'

/** What the artist adds to an export, as typed. */
export interface ExportDraft {
  readonly senderDpid: string
  readonly recipientDpid: string
  readonly recipientName: string
  readonly templatePath: string | null
}

export const emptyDraft: ExportDraft = {
  senderDpid: '',
  recipientDpid: '',
  recipientName: '',
  templatePath: null,
}

/** Judges a DDEX Party ID as it is typed. */
export function validateDpid(text: string): FieldMessage | null {
  const reading = parseDpid(text)
  if (reading.status !== 'invalid') return null
  return { severity: 'error', message: reading.problem.message, suggestion: reading.suggestion }
}

function soundDpid(text: string): string {
  const reading = parseDpid(text)
  return reading.status === 'valid' ? reading.value : ''
}

/** What of it concerns this format; an id that is not yet whole counts as none. */
export function optionsFor(format: ExportFormat, draft: ExportDraft) {
  const message = format === 'ern43'
  return {
    senderDpid: message ? soundDpid(draft.senderDpid) : '',
    recipientDpid: message ? soundDpid(draft.recipientDpid) : '',
    recipientName: message ? draft.recipientName.trim() : '',
    templatePath: format === 'soundexchange' ? draft.templatePath : null,
  }
}
