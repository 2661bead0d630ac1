import type { ReleaseDossier } from '../../../shared/domain/export/dossier.ts'
import type { ExportProblem } from '../../../shared/domain/export/formats.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createDossierReader } from './dossiers.ts'
import { createNameSet, fileNameOf } from './file-names.ts'
import { createProblemTally, type ExportPlan, type ExportSource, type FormatWriter } from './format-writer.ts'

interface ReleaseFormat {
  readonly extension: string
  problems(release: ReleaseDossier, source: ExportSource): readonly ExportProblem[]
  render(release: ReleaseDossier, source: ExportSource): Promise<Uint8Array>
}

/** A format of one file per release, named after artist and title. */
export function writeReleases(format: ReleaseFormat): FormatWriter {
  const go = async (
    source: ExportSource,
    take: ((release: ReleaseDossier, name: string, count: number) => Promise<void>) | null,
  ): Promise<ExportPlan> => {
    const reader = createDossierReader(source.snapshot)
    const ids = reader.releaseIds()
    const problems = createProblemTally()
    const unique = createNameSet()
    let first = ''
    for (const id of ids) {
      const release = reader.release(id)
      problems.add(format.problems(release, source))
      const name = unique(stemOf(release), format.extension)
      if (first === '') first = name
      if (take) await take(release, name, ids.length)
      await source.pace.step(1)
    }
    return { subjects: ids.length, files: ids.length, leftOut: 0, problems, name: first, notes: [] }
  }
  return {
    plan: (source) => go(source, null),
    async write(source, target) {
      const plan = await go(source, async (release, name, count) => {
        const bytes = await format.render(release, source)
        target.files.open(target.place(name, count)).write(bytes)
      })
      if (plan.subjects > 0) return plan
      throw new RefrainError(
        'VALIDATION',
        'There is no release among what you chose, and this format is made per release. Nothing was written. Put the recordings on a release first.',
      )
    },
  }
}

function stemOf({ id, artist, title, gtin }: ReleaseDossier): string {
  const text = [artist, title].filter((part) => part !== '').join(' - ')
  return fileNameOf(gtin === null ? text : `${gtin} ${text}`, `release ${String(id)}`)
}
