import { labelCopy, labelCopyProblems } from '../../../shared/domain/export/label-copy.ts'
import { roleName } from '../../../shared/domain/export/role-names.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import type { FormatWriter } from './format-writer.ts'
import { renderLabelCopy } from './label-copy-pdf.ts'
import { writeReleases } from './release-files.ts'

/** A label copy per release, as PDF. */
export const labelCopyWriter: FormatWriter = writeReleases({
  extension: 'pdf',
  problems: (release) => labelCopyProblems(release),
  async render(release, { context }) {
    const country =
      context.db.prepare<[], { country: string }>('SELECT country FROM profile').get()?.country ?? ''
    try {
      return await renderLabelCopy(labelCopy(release, roleName), {
        fonts: context.resources.fonts,
        country,
        date: context.now().slice(0, 10),
      })
    } catch (error) {
      if (!isRefrainError(error) || error.code !== 'VALIDATION') throw error
      throw new RefrainError(
        'VALIDATION',
        `The label copy of “${release.title}” holds characters that the PDF's fonts cannot set. Nothing was written. Export the release as a workbook or JSON: they hold every script.`,
        error.details,
        { cause: error },
      )
    }
  },
})
