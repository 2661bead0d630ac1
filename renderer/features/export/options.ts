import { parseDpid } from '../../../shared/domain/export/dpid.ts'
import type { ExportFormat } from '../../../shared/domain/export/formats.ts'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { strings } from './strings.ts'

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
  return text.trim() === '' || parseDpid(text) !== null
    ? null
    : { severity: 'error', message: strings.dpidWrong }
}

/** What of it concerns this format; an id that is not yet whole counts as none. */
export function optionsFor(format: ExportFormat, draft: ExportDraft) {
  const message = format === 'ern43'
  return {
    senderDpid: message ? (parseDpid(draft.senderDpid) ?? '') : '',
    recipientDpid: message ? (parseDpid(draft.recipientDpid) ?? '') : '',
    recipientName: message ? draft.recipientName.trim() : '',
    templatePath: format === 'soundexchange' ? draft.templatePath : null,
  }
}
