import { labelCopy, labelCopyProblems, labelCopyTexts } from '../../../shared/domain/export/label-copy.ts'
import type { ReleaseDossier } from '../../../shared/domain/export/dossier.ts'
import type { ExportProblem } from '../../../shared/domain/export/formats.ts'
import { roleName } from '../../../shared/domain/export/role-names.ts'
import { fontCoverage } from '../platform/document-fonts.ts'
import type { FormatWriter } from './format-writer.ts'
import { renderLabelCopy } from './label-copy-pdf.ts'
import { writeReleases } from './release-files.ts'

/** A label copy per release, as PDF. A release with text that the fonts cannot set is named and left out. */
export const labelCopyWriter: FormatWriter = writeReleases({
  extension: 'pdf',
  problems: (release) => labelCopyProblems(release),
  refused: (release, { context }) => unsettable(release, context.resources.fonts),
  render(release, { context }) {
    const country =
      context.db.prepare<[], { country: string }>('SELECT country FROM profile').get()?.country ?? ''
    return renderLabelCopy(labelCopy(release, roleName), {
      fonts: context.resources.fonts,
      country,
      date: context.now().slice(0, 10),
    })
  },
})

const namedCharacters = 12

function unsettable(release: ReleaseDossier, fonts: string): readonly ExportProblem[] {
  const coverage = fontCoverage(fonts)
  return labelCopyTexts(release, roleName).flatMap(({ subject, field, text }): ExportProblem[] => {
    const lacking = coverage.lacking(text)
    if (lacking.length === 0) return []
    const named = lacking.slice(0, namedCharacters).map(shown).join(' ')
    const message = `The PDF's fonts cannot set ${named} in “${text}”. The label copy of “${release.title}” is left out; a workbook or JSON holds every script.`
    return [{ subject, field, message, severity: 'needed' }]
  })
}

/** A character as it is, or by its number where it cannot be seen. */
function shown(character: string): string {
  if (!/[\p{C}\p{M}]/u.test(character)) return character
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
