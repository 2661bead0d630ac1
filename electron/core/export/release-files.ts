import type { ReleaseDossier } from '../../../shared/domain/export/dossier.ts'
import type { ExportProblem } from '../../../shared/domain/export/formats.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createDossierReader } from './dossiers.ts'
import { createNameSet, fileNameOf } from './file-names.ts'
import { createProblemTally, type ExportPlan, type ExportSource, type FormatWriter } from './format-writer.ts'

interface ReleaseFormat {
  readonly extension: string
  problems(release: ReleaseDossier, source: ExportSource): readonly ExportProblem[]
  /** Why a release cannot be written in this format at all: it is left out, the others are written. */
  refused?(release: ReleaseDossier, source: ExportSource): readonly ExportProblem[]
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
    const refused = new Set<number>()
    if (format.refused) {
      for (const id of ids) {
        const found = format.refused(reader.release(id), source)
        problems.add(found)
        if (found.length > 0) refused.add(id)
        await source.pace.step(0)
      }
    }
    const count = ids.length - refused.size
    const unique = createNameSet()
    let first = ''
    for (const id of ids) {
      await source.pace.step(1)
      if (refused.has(id)) continue
      const release = reader.release(id)
      problems.add(format.problems(release, source))
      const name = unique(stemOf(release), format.extension)
      if (first === '') first = name
      if (take) await take(release, name, count)
    }
    const notes = refused.size === 0 ? [] : [leftOutNote(refused.size)]
    return { subjects: count, files: count, leftOut: refused.size, problems, name: first, notes }
  }
  return {
    plan: (source) => go(source, null),
    async write(source, target) {
      const plan = await go(source, async (release, name, count) => {
        const bytes = await format.render(release, source)
        target.files.open(target.place(name, count)).write(bytes)
      })
      if (plan.subjects > 0) return plan
      const [reason] = plan.problems.list()
      throw new RefrainError(
        'VALIDATION',
        reason && plan.leftOut > 0
          ? `No release could be written. Nothing was written. The first reason, for “${reason.subject.title}”: ${reason.message}`
          : 'There is no release among what you chose, and this format is made per release. Nothing was written. Put the recordings on a release first.',
      )
    },
  }
}

function leftOutNote(count: number): string {
  return `${count === 1 ? 'One release is' : `${String(count)} releases are`} left out: this format cannot hold their text.`
}

function stemOf({ id, artist, title, gtin }: ReleaseDossier): string {
  const text = [artist, title].filter((part) => part !== '').join(' - ')
  return fileNameOf(gtin === null ? text : `${gtin} ${text}`, `release ${String(id)}`)
}
