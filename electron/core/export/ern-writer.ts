import type { ReleaseDossier } from '../../../shared/domain/export/dossier.ts'
import { parseDpid } from '../../../shared/domain/identifiers/dpid.ts'
import { buildErn, type ErnParty } from '../../../shared/domain/export/ern43.ts'
import { ernProblems } from '../../../shared/domain/export/ern43-problems.ts'
import type { ExportProblem } from '../../../shared/domain/export/formats.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { checkErn } from './ern-reader.ts'
import type { ExportSource, FormatWriter } from './format-writer.ts'
import { writeReleases } from './release-files.ts'
import { readOwnNames } from './own-names.ts'

/** A message per release. Each is read back: what the reader misses is a problem of the release. */
export const ernWriter: FormatWriter = writeReleases({
  extension: 'xml',
  problems(release, source) {
    const known = ernProblems(release, partiesOf(source))
    if (known.some(({ severity }) => severity === 'needed')) return known
    const subject = { type: 'release' as const, id: release.id, title: release.title }
    const found = checkErn(messageOf(release, source)).findings.map(({ place, message }): ExportProblem => {
      return { subject, field: place.split('/').at(-1) ?? '', message, severity: 'needed' }
    })
    return [...known, ...found]
  },
  render: (release, source) => Promise.resolve(Buffer.from(messageOf(release, source), 'utf8')),
})

function messageOf(release: ReleaseDossier, source: ExportSource): string {
  const parties = partiesOf(source)
  const createdAt = source.context.now()
  const missing = ernProblems(release, parties).flatMap(({ subject, field, message, severity }) =>
    severity === 'needed' ? [`${subject.title}, ${field}: ${message}`] : [],
  )
  const messageId = `REFRAIN-${release.id}-${createdAt.replace(/\D/g, '').slice(0, 14)}`
  return buildErn({ messageId, createdAt, release, ...parties }, missing)
}

interface ErnParties {
  readonly sender: ErnParty
  readonly recipient: ErnParty
}

/** @throws RefrainError VALIDATION when an id was given that is none. */
function partiesOf({ context, options }: ExportSource): ErnParties {
  return {
    sender: { name: readOwnNames(context.db)[0] ?? '', dpid: readDpid(options.senderDpid, 'sender') },
    recipient: { name: options.recipientName, dpid: readDpid(options.recipientDpid, 'recipient') },
  }
}

function readDpid(raw: string, side: string): string | null {
  const reading = parseDpid(raw)
  if (reading.status === 'empty') return null
  if (reading.status === 'valid') return reading.value
  throw new RefrainError(
    'VALIDATION',
    `The DDEX Party ID of the ${side} is not valid. ${reading.problem.message} Nothing was written.`,
    { field: `${side}Dpid` },
  )
}
