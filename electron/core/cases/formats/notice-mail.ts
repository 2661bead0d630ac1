import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { urlTable } from '../../../../shared/domain/notices/exports/url-table.ts'
import { inline } from '../../../../shared/domain/notices/plain-text.ts'
import type { RenderableNotice } from './render-notice.ts'

interface Attached {
  readonly ending: 'pdf' | 'docx'
  readonly bytes: Buffer
}

const typeOf = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/**
 * The notice as a mail to be sent: the letter as plain text, the letter to print and the table of works and addresses
 * attached. `X-Unsent: 1` makes mail programs open it as a draft. The same notice gives the same bytes.
 */
export async function renderNoticeMail(notice: RenderableNotice, attached: Attached): Promise<Buffer> {
  const { input, letter, text, date } = notice
  const { claimant, recipient } = input
  const digest = createHash('sha256').update(text, 'utf8').digest('hex')
  const email = inline(claimant?.email ?? '')
  const host = /@([a-z0-9.-]+)$/i.exec(email)?.[1] ?? 'localhost'
  const composer = new MailComposer({
    from: { name: inline(claimant?.legalName ?? ''), address: email },
    ...(recipient.email === null ? {} : { to: recipient.email }),
    subject: letter.subject,
    date: new Date(`${date}T00:00:00Z`),
    messageId: `<${digest.slice(0, 32)}@${host}>`,
    headers: { 'X-Unsent': '1', 'Content-Language': letter.language },
    text,
    attachments: [
      {
        filename: `notice.${attached.ending}`,
        content: attached.bytes,
        contentType: typeOf[attached.ending],
      },
      {
        filename: 'works-and-addresses.csv',
        content: Buffer.from(urlTable(input.items), 'utf8'),
        contentType: 'text/csv; charset=utf-8',
        contentTransferEncoding: 'base64',
      },
    ],
    baseBoundary: digest.slice(32),
    boundaryPrefix: 'notice',
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}
