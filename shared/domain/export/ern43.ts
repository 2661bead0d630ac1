import {
  discsOf,
  type DossierCredit,
  type DossierTrack,
  fullTitle,
  printedName,
  type ReleaseDossier,
  rightsLine,
  type RightsLine,
} from './dossier.ts'
import { renderXml, textElement, type XmlElement, xmlText } from './xml.ts'

// DDEX Electronic Release Notification 4.3, NewReleaseMessage: elements in the order of the standard's definition of
// the message. Its schemas are DDEX's and not part of this program; `checkErn` reads the result back instead.

export const ernNamespace = 'http://ddex.net/xml/ern/43'

export interface ErnParty {
  readonly name: string
  /** Stored form, or null when it is not known. */
  readonly dpid: string | null
}

export interface ErnMessage {
  readonly messageId: string
  /** UTC, ISO 8601. */
  readonly createdAt: string
  readonly sender: ErnParty
  readonly recipient: ErnParty
  readonly release: ReleaseDossier
}

type Children = readonly (XmlElement | null)[]

const element = (
  name: string,
  children: Children,
  attributes?: Readonly<Record<string, string>>,
): XmlElement => (attributes === undefined ? { name, children } : { name, children, attributes })

/**
 * The release as a message. What is not known is left out; `missing` (sentences) is said in a comment at the top,
 * together with what the file is: a draft. Music videos are left out.
 */
export function buildErn(message: ErnMessage, missing: readonly string[]): string {
  const { release } = message
  const tracks = release.tracks.filter(({ kind }) => kind === 'audio')
  const parties = createParties()
  const warning = parentalWarning(tracks)
  const recordings = tracks.map((track, index) => soundRecording(track, `A${index + 1}`, parties))
  const main = mainRelease(release, tracks, warning, parties)
  const label = parties.optional(release.label)
  const single = tracks.map((track, index) => trackRelease(message, track, index, label))
  const root = element(
    'ern:NewReleaseMessage',
    [
      header(message),
      element('PartyList', parties.list()),
      element('ResourceList', recordings),
      element('ReleaseList', [main, ...single]),
    ],
    { 'xmlns:ern': ernNamespace, LanguageAndScriptCode: 'en', AvsVersionId: '3' },
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${comment(release, missing)}${renderXml(root)}`
}

/** The words that mark a file as a draft; `checkErn` looks for them. */
export const draftMark = 'DRAFT for your distributor'

function comment(release: ReleaseDossier, missing: readonly string[]): string {
  const lines = [
    `${draftMark}: “${release.title}”. This is not a delivery. Written by Refrain.`,
    ...(missing.length === 0
      ? ['Nothing is known to be missing.']
      : ['Missing:', ...missing.map((line) => `- ${line}`)]),
  ]
  // A comment may not hold two hyphens in a row (XML 1.0, 2.5), and white space is its own.
  const text = lines.map((line) => `  ${line.replace(/\s+/g, ' ').replace(/-(?=-)/g, '- ')}`).join('\n')
  return `<!--\n${xmlText(text).replaceAll('&#10;', '\n')}\n-->\n`
}

function header({ messageId, createdAt, sender, recipient }: ErnMessage): XmlElement {
  const party = (name: string, { dpid, name: fullName }: ErnParty) =>
    element(name, [
      textElement('PartyId', dpid),
      fullName === '' ? null : element('PartyName', [textElement('FullName', fullName)]),
    ])
  return element('MessageHeader', [
    textElement('MessageId', messageId),
    party('MessageSender', sender),
    party('MessageRecipient', recipient),
    textElement('MessageCreatedDateTime', createdAt.replace(/\.\d+Z$/, 'Z')),
  ])
}

/** Names that are referred to, each once. */
function createParties() {
  const references = new Map<string, string>()
  const of = (name: string): string => {
    const known = references.get(name)
    if (known !== undefined) return known
    const reference = `P${references.size + 1}`
    references.set(name, reference)
    return reference
  }
  return {
    of,
    optional: (name: string): string | null => (name.trim() === '' ? null : of(name.trim())),
    list: (): XmlElement[] =>
      [...references].map(([name, reference]) =>
        element('Party', [
          textElement('PartyReference', reference),
          element('PartyName', [textElement('FullName', name)]),
        ]),
      ),
  }
}
type Parties = ReturnType<typeof createParties>

const artistRoleNames: Readonly<Record<string, string>> = {
  'main-artist': 'MainArtist',
  'featured-artist': 'FeaturedArtist',
}

/** Who is named on the cover: the credits as artist, or the artist line as one name where there are none. */
function displayArtists(artist: string, credits: readonly DossierCredit[], parties: Parties): XmlElement[] {
  const named = credits.flatMap((credit) => {
    const role = artistRoleNames[credit.role]
    return role === undefined ? [] : [{ name: printedName(credit), role }]
  })
  const artists =
    named.length > 0 ? named : artist.trim() === '' ? [] : [{ name: artist.trim(), role: 'MainArtist' }]
  return artists.map(({ name, role }, index) =>
    element(
      'DisplayArtist',
      [textElement('ArtistPartyReference', parties.of(name)), textElement('DisplayArtistRole', role)],
      { SequenceNumber: String(index + 1) },
    ),
  )
}

function titles(title: string): Children {
  return [
    textElement('DisplayTitleText', title),
    element('DisplayTitle', [textElement('TitleText', title)], { ApplicableTerritoryCode: 'Worldwide' }),
  ]
}

function soundRecording(track: DossierTrack, reference: string, parties: Parties): XmlElement {
  const line = rightsLine(track.pLine)
  return element('SoundRecording', [
    textElement('ResourceReference', reference),
    textElement('Type', 'MusicalWorkSoundRecording'),
    element('SoundRecordingEdition', [
      track.isrc === null ? null : element('ResourceId', [textElement('ISRC', track.isrc)]),
      rightsElement('PLine', line),
    ]),
    ...track.works.flatMap(({ iswc }) =>
      iswc === null ? [] : [element('WorkId', [textElement('ISWC', iswc)])],
    ),
    ...titles(fullTitle(track)),
    textElement('DisplayArtistName', track.artist),
    ...displayArtists(track.artist, track.credits, parties),
    ...contributors(track, parties),
    textElement('Duration', track.durationMs === null ? null : isoDuration(track.durationMs)),
    textElement('FirstPublicationDate', track.publishedOn),
    textElement('ParentalWarningType', warnings[track.explicit]),
  ])
}

/** Names of the allowed values list ContributorRole. */
const contributorRoles: Readonly<Record<string, string>> = {
  composer: 'Composer',
  lyricist: 'Lyricist',
  'composer-lyricist': 'ComposerLyricist',
  arranger: 'Arranger',
  adapter: 'Adapter',
  translator: 'Translator',
  'original-publisher': 'OriginalPublisher',
  'sub-publisher': 'SubPublisher',
  producer: 'Producer',
  'co-producer': 'CoProducer',
  'executive-producer': 'ExecutiveProducer',
  'recording-engineer': 'RecordingEngineer',
  'mixing-engineer': 'Mixer',
  'mastering-engineer': 'MasteringEngineer',
  remixer: 'Remixer',
  dj: 'DJ',
  conductor: 'Conductor',
  orchestra: 'Orchestra',
  choir: 'Choir',
  soloist: 'Soloist',
  programmer: 'Programmer',
  'lead-vocals': 'LeadVocalist',
  'background-vocals': 'BackgroundVocalist',
}

function contributors({ credits, works }: DossierTrack, parties: Parties): XmlElement[] {
  const byParty = new Map<string, Set<string>>()
  for (const credit of [...credits, ...works.flatMap((work) => work.credits)]) {
    const role = contributorRoles[credit.role]
    if (role === undefined) continue
    const name = printedName(credit)
    byParty.set(name, (byParty.get(name) ?? new Set<string>()).add(role))
  }
  return [...byParty].map(([name, roles], index) =>
    element(
      'Contributor',
      [
        textElement('ContributorPartyReference', parties.of(name)),
        ...[...roles].map((role) => textElement('Role', role)),
      ],
      { SequenceNumber: String(index + 1) },
    ),
  )
}

function mainRelease(
  release: ReleaseDossier,
  tracks: readonly DossierTrack[],
  warning: string,
  parties: Parties,
): XmlElement {
  return element('Release', [
    textElement('ReleaseReference', 'R0'),
    textElement('ReleaseType', releaseType(release, tracks.length)),
    element('ReleaseId', [textElement('ICPN', release.gtin)]),
    ...titles(release.title),
    textElement('DisplayArtistName', release.artist),
    ...displayArtists(release.artist, release.credits, parties),
    textElement('ReleaseLabelReference', parties.optional(release.label)),
    rightsElement('PLine', rightsLine(release.pLine)),
    rightsElement('CLine', rightsLine(release.cLine)),
    release.genre === '' ? null : element('Genre', [textElement('GenreText', release.genre)]),
    textElement('ReleaseDate', release.releaseDate),
    textElement('ParentalWarningType', warning),
    resourceGroup(tracks),
  ])
}

function resourceGroup(tracks: readonly DossierTrack[]): XmlElement {
  const reference = new Map(tracks.map((track, index) => [track, `A${index + 1}`]))
  const items = (list: readonly DossierTrack[]) =>
    list.map((track, index) =>
      element('ResourceGroupContentItem', [
        textElement('SequenceNumber', String(index + 1)),
        textElement('ReleaseResourceReference', reference.get(track) ?? null),
      ]),
    )
  const discs = discsOf(tracks)
  if (discs.length <= 1) return element('ResourceGroup', items(tracks))
  return element(
    'ResourceGroup',
    discs.map(([, list], index) =>
      element('ResourceGroup', [textElement('SequenceNumber', String(index + 1)), ...items(list)]),
    ),
  )
}

/** A track on its own. The standard allows no ISRC here: the resource has it. */
function trackRelease(
  { sender, release }: ErnMessage,
  track: DossierTrack,
  index: number,
  label: string | null,
): XmlElement {
  const genre = track.genre === '' ? release.genre : track.genre
  return element('TrackRelease', [
    textElement('ReleaseReference', `R${index + 1}`),
    element('ReleaseId', [
      textElement('ProprietaryId', `${release.gtin ?? `release-${release.id}`}-${index + 1}`, {
        Namespace: sender.dpid ?? 'Refrain',
      }),
    ]),
    textElement('ReleaseResourceReference', `A${index + 1}`),
    textElement('ReleaseLabelReference', label),
    genre === '' ? null : element('Genre', [textElement('GenreText', genre)]),
  ])
}

function rightsElement(name: 'PLine' | 'CLine', line: RightsLine | null): XmlElement | null {
  if (line === null) return null
  return element(name, [textElement('Year', String(line.year)), textElement(`${name}Text`, line.text)])
}

const warnings: Readonly<Record<DossierTrack['explicit'], string>> = {
  unknown: 'Unknown',
  explicit: 'Explicit',
  'not-explicit': 'NotExplicit',
  cleaned: 'ExplicitContentEdited',
}

/** A release is explicit when any track is; edited or unknown when any is; else it is not. */
function parentalWarning(tracks: readonly DossierTrack[]): string {
  const order = ['explicit', 'unknown', 'cleaned', 'not-explicit'] as const
  const found = order.find((one) => tracks.some(({ explicit }) => explicit === one)) ?? 'unknown'
  return warnings[found]
}

/** The type as entered, or what stores would call a release of so many tracks. */
export function releaseType(
  { type }: Pick<ReleaseDossier, 'type'>,
  tracks: number,
): 'Single' | 'EP' | 'Album' {
  if (type === 'single') return 'Single'
  if (type === 'ep') return 'EP'
  if (type !== '' && type !== 'other') return 'Album'
  return tracks <= 3 ? 'Single' : tracks <= 6 ? 'EP' : 'Album'
}

/** ISO 8601 duration in whole seconds, as stores show it: `PT3M1S`. */
export function isoDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const hours = Math.floor(seconds / 3600)
  return `PT${hours === 0 ? '' : `${hours}H`}${Math.floor(seconds / 60) % 60}M${seconds % 60}S`
}
