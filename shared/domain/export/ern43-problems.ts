import { isGtin } from '../identifiers/gtin.ts'
import { isIsrc } from '../identifiers/isrc.ts'
import { type DossierTrack, type ReleaseDossier, rightsLine } from './dossier.ts'
import type { ErnParty } from './ern43.ts'
import type { ExportProblem } from './formats.ts'

/**
 * What the message lacks before a distributor or store takes it. Elements the standard requires, and the barcode and
 * ISRCs that every store requires, are `needed`.
 */
export function ernProblems(
  release: ReleaseDossier,
  parties: { readonly sender: ErnParty; readonly recipient: ErnParty },
): readonly ExportProblem[] {
  const problems: ExportProblem[] = []
  const about = (severity: ExportProblem['severity'], field: string, message: string) =>
    problems.push({
      subject: { type: 'release', id: release.id, title: release.title },
      field,
      message,
      severity,
    })

  if (release.artist.trim() === '') about('needed', 'artist', 'Enter the artist of the release.')
  if (release.gtin === null)
    about('needed', 'barcode', 'Enter the barcode (UPC or EAN); your distributor can give you one.')
  else if (!isGtin(release.gtin)) about('needed', 'barcode', 'The barcode has a wrong check digit.')
  if (release.label.trim() === '') about('needed', 'label', 'Enter the label; your own name will do.')
  if (rightsLine(release.pLine) === null)
    about('needed', '℗ line', 'Enter the ℗ line with its year, such as “2026 Luna Vale”.')
  if (rightsLine(release.cLine) === null)
    about('advised', '© line', 'Enter the © line with its year, such as “2026 Luna Vale”.')
  if (release.genre === '') about('needed', 'genre', 'Enter the genre.')
  if (release.releaseDate === null) about('advised', 'release date', 'Enter the release date.')
  else if (release.releaseDate.length < 10)
    about('advised', 'release date', 'Enter the day of release, not only the month or year.')
  if (release.type === '')
    about(
      'advised',
      'type',
      'Say whether it is a single, an EP or an album; here the number of tracks decides.',
    )
  const audio = release.tracks.filter(({ kind }) => kind === 'audio')
  if (audio.length === 0) about('needed', 'tracks', 'There is no sound recording on the release.')
  for (const track of release.tracks) problems.push(...trackProblems(track))
  return [...problems, ...messageProblems(parties)]
}

function trackProblems(track: DossierTrack): readonly ExportProblem[] {
  const problems: ExportProblem[] = []
  const about = (severity: ExportProblem['severity'], field: string, message: string) =>
    problems.push({
      subject: { type: 'recording', id: track.recordingId, title: track.title },
      field,
      message,
      severity,
    })
  if (track.kind === 'video') {
    about('advised', 'kind', 'A music video is no part of this draft; it is left out.')
    return problems
  }
  if (track.isrc === null) about('needed', 'ISRC', 'Enter or allocate the ISRC.')
  else if (!isIsrc(track.isrc)) about('needed', 'ISRC', 'The ISRC is not valid.')
  if (track.artist.trim() === '') about('needed', 'artist', 'Enter the artist.')
  if (track.durationMs === null) about('needed', 'duration', 'Enter the duration.')
  if (rightsLine(track.pLine) === null) about('needed', '℗ line', 'Enter the ℗ line with its year.')
  if (track.explicit === 'unknown') about('advised', 'explicit', 'Say whether the words are explicit.')
  if (track.works.every(({ credits }) => credits.length === 0)) {
    about('advised', 'writers', 'Link the work and name who wrote it.')
  }
  return problems
}

function messageProblems(parties: {
  readonly sender: ErnParty
  readonly recipient: ErnParty
}): ExportProblem[] {
  const lacking = (['sender', 'recipient'] as const).filter((side) => parties[side].dpid === null)
  return lacking.map((side) => ({
    subject: { type: 'message', id: 0, title: 'Message' },
    field: `${side} DPID`,
    message: `The DDEX Party ID of the ${side} is not known: your distributor has one and fills it in.`,
    severity: 'needed',
  }))
}
