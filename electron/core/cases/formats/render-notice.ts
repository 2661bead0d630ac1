import type { DraftLetter } from '../../../../shared/domain/notices/drafts/draft-blocks.ts'
import type { DraftInput } from '../../../../shared/domain/notices/drafts/draft-input.ts'
import type { NoticeFormat } from '../../../../shared/domain/notices/exports/formats.ts'
import { letterPage } from '../../../../shared/domain/notices/exports/letter-page.ts'
import { lumenNotice, type SentFacts } from '../../../../shared/domain/notices/exports/lumen.ts'
import { inline } from '../../../../shared/domain/notices/plain-text.ts'
import { asRefrainError } from '../../platform/failures.ts'
import { renderNoticePdf } from '../pdf/notice-pdf.ts'

/** A complete notice with what its files need beside it. */
export interface RenderableNotice {
  readonly input: DraftInput
  readonly letter: DraftLetter
  readonly text: string
  /** Folder of the fonts. */
  readonly fonts: string
  /** YYYY-MM-DD; the documents' date, so that the same notice gives the same bytes. */
  readonly date: string
  readonly sent: SentFacts | null
}

/** The bytes of a notice in a format; the same notice gives the same bytes. Heavy writers are loaded on first use. */
export async function renderNotice(format: NoticeFormat, notice: RenderableNotice): Promise<Buffer> {
  switch (format) {
    case 'txt':
      return Buffer.from(notice.text, 'utf8')
    case 'html':
      return Buffer.from(letterPage(notice.letter), 'utf8')
    case 'json':
      return jsonOf(notice)
    case 'pdf':
      return pdfOf(notice)
    case 'docx':
      return docxOf(notice)
    case 'eml':
      return mailOf(notice)
  }
}

function jsonOf({ input, letter, text, sent }: RenderableNotice): Buffer {
  return Buffer.from(`${JSON.stringify(lumenNotice(input, letter, text, sent), null, 2)}\n`, 'utf8')
}

function pdfOf({ letter, input, fonts, date }: RenderableNotice): Promise<Buffer> {
  const { claimant } = input
  return renderNoticePdf(letter, {
    fonts,
    country: claimant?.country ?? '',
    date,
    author: inline(claimant?.legalName ?? ''),
  })
}

async function docxOf({ letter, input, date }: RenderableNotice): Promise<Buffer> {
  const { renderNoticeDocx } = await import('./notice-docx.ts')
  const { claimant } = input
  return renderNoticeDocx(letter, {
    country: claimant?.country ?? '',
    date,
    author: inline(claimant?.legalName ?? ''),
  })
}

async function mailOf(notice: RenderableNotice): Promise<Buffer> {
  const { renderNoticeMail } = await import('./notice-mail.ts')
  return renderNoticeMail(notice, await printable(notice))
}

/** The letter to attach: as PDF, or as DOCX where the PDF's fonts lack a script. */
async function printable(
  notice: RenderableNotice,
): Promise<{ readonly ending: 'pdf' | 'docx'; readonly bytes: Buffer }> {
  try {
    return { ending: 'pdf', bytes: await pdfOf(notice) }
  } catch (error) {
    if (asRefrainError(error)?.code !== 'VALIDATION') throw error
    return { ending: 'docx', bytes: await docxOf(notice) }
  }
}
