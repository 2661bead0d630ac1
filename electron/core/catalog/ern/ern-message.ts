import type { RowRights, RowWork } from '../../../../shared/domain/catalogue/row-rights.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { child, children, type Element, firstText, inSequence, textAt } from './element-tree.ts'
import { type ErnParty, partyName, readErnRights, readParty, readWork } from './ern-rights.ts'

// DDEX Electronic Release Notification, versions 3.x and 4.x. Version 3 keeps what depends on the territory under
// …DetailsByTerritory and names parties in place; version 4 keeps it in the resource and refers to a party list.

/** A sound recording or other resource of a message. */
export interface ErnResource {
  readonly reference: string
  /** Name of its element: SoundRecording, Video, Image, ... */
  readonly element: string
  readonly isrc: string
  readonly title: string
  readonly version: string
  readonly artist: string
  readonly duration: string
  readonly pLine: string
  readonly year: string
  readonly genre: string
  readonly explicit: string
  readonly label: string
  /** Resources it is made of, as a medley is. */
  readonly contains: readonly string[]
  /** References to parties that the message does not hold. */
  readonly unknownParties: readonly string[]
  /** Who made it and what it is a recording of; null when the message says neither. */
  readonly rights: RowRights | null
}

export interface ErnTrack {
  readonly reference: string
  /** Number of its innermost group of resources, which stands for a disc when it holds recordings. */
  readonly group: number
  readonly number: string
}

/** A release of a message with its tracks in order. */
export interface ErnRelease {
  readonly reference: string
  readonly title: string
  readonly artist: string
  readonly gtin: string
  readonly catalogueNumber: string
  readonly label: string
  readonly date: string
  readonly type: string
  readonly genre: string
  readonly pLine: string
  readonly cLine: string
  readonly tracks: readonly ErnTrack[]
  /** True for the release of a single track that stores sell by itself, beside the product it is from. */
  readonly ofTrack: boolean
}

/** What a message says, as far as the catalogue keeps it. */
export interface ErnMessage {
  readonly resources: ReadonlyMap<string, ErnResource>
  /** References that two resources claim. */
  readonly duplicates: ReadonlySet<string>
  readonly releases: readonly ErnRelease[]
  /** Day from which a release may be sold, by its reference. */
  readonly starts: ReadonlyMap<string, string>
}

/** Elements that are gathered whole. */
export const ernElements: ReadonlySet<string> = new Set([
  ...['Party', 'SoundRecording', 'Video', 'Image', 'Text', 'SheetMusic', 'Software', 'MIDI'],
  ...['Release', 'TrackRelease', 'ReleaseDeal', 'MusicalWork'],
])

const soldParts: ReadonlySet<string> = new Set(['SoundRecording', 'Video'])
const mostResources = 200_000

/** Takes the gathered elements of a message in the order of the file and returns what they say. */
export function createErnBuilder(fileName: string): {
  readonly add: (element: Element) => void
  readonly message: () => ErnMessage
} {
  const parties = new Map<string, ErnParty>()
  const works = new Map<string, RowWork>()
  const resources = new Map<string, ErnResource>()
  const duplicates = new Set<string>()
  const releases: ErnRelease[] = []
  const starts = new Map<string, string>()

  return {
    add(element) {
      if (element.name === 'Party') {
        parties.set(textAt(element, 'PartyReference'), readParty(element))
      } else if (element.name === 'MusicalWork') {
        works.set(textAt(element, 'MusicalWorkReference'), readWork(element, parties))
      } else if (element.name === 'ReleaseDeal') {
        addStarts(element, starts)
      } else if (element.name === 'Release' || element.name === 'TrackRelease') {
        releases.push(readRelease(element, parties))
      } else {
        const resource = readResource(element, parties, works)
        if (resources.has(resource.reference)) duplicates.add(resource.reference)
        else resources.set(resource.reference, resource)
      }
      if (resources.size + releases.length + parties.size + works.size <= mostResources) return
      throw new RefrainError(
        'FILE_TOO_LARGE',
        `“${fileName}” holds more than ${mostResources.toLocaleString('en')} resources and releases, which no release message does. Nothing was changed. Ask for one message a release.`,
      )
    },
    message: () => ({ resources, duplicates, releases, starts }),
  }
}

/** True for a resource that is sold as a track. */
export function isSoldPart(resource: ErnResource): boolean {
  return soldParts.has(resource.element)
}

function readResource(
  element: Element,
  parties: ReadonlyMap<string, ErnParty>,
  works: ReadonlyMap<string, RowWork>,
): ErnResource {
  const details = byTerritory(element, `${element.name}DetailsByTerritory`)
  const edition = child(element, 'SoundRecordingEdition') ?? child(element, 'VideoEdition')
  const identifiers = [
    ...children(element, 'ResourceId'),
    ...children(edition, 'ResourceId'),
    ...children(element, `${element.name}Id`),
  ]
  const { title, version } = readTitle(element, details)
  const artist = readArtist(element, details, parties)
  const pLine = firstChild('PLine', edition, element, details)
  return {
    reference: textAt(element, 'ResourceReference'),
    element: element.name,
    isrc: firstText(...identifiers.map((identifier) => textAt(identifier, 'ISRC'))),
    title,
    version,
    artist: artist.name,
    duration: textAt(element, 'Duration'),
    pLine: textAt(pLine, 'PLineText'),
    year: textAt(pLine, 'Year').slice(0, 4),
    genre: readGenre(element, details),
    explicit: firstText(textAt(element, 'ParentalWarningType'), textAt(details, 'ParentalWarningType')),
    label: textAt(details, 'LabelName'),
    contains: [
      ...children(
        child(element, 'ResourceContainedResourceReferenceList'),
        'ResourceContainedResourceReference',
      ),
      ...children(element, 'ResourceContainedResourceReference'),
    ].map((list) => firstText(textAt(list, 'ResourceContainedResourceReference'), textAt(list))),
    unknownParties: artist.unknown,
    rights: readErnRights(element, details, { parties, works, artist: artist.name }),
  }
}

function readRelease(element: Element, parties: ReadonlyMap<string, ErnParty>): ErnRelease {
  const details = byTerritory(element, 'ReleaseDetailsByTerritory')
  const identifiers = children(element, 'ReleaseId')
  const labelReference = textAt(element, 'ReleaseLabelReference')
  const { title, version } = readTitle(element, details)
  const types = [...children(element, 'ReleaseType'), ...children(details, 'ReleaseType')].map((type) =>
    textAt(type),
  )
  const dates = ['ReleaseDate', 'GlobalReleaseDate', 'OriginalReleaseDate', 'GlobalOriginalReleaseDate']
  return {
    reference: textAt(element, 'ReleaseReference'),
    title: version === '' ? title : `${title} (${version})`,
    artist: readArtist(element, details, parties).name,
    gtin: firstText(...identifiers.map((identifier) => textAt(identifier, 'ICPN'))),
    catalogueNumber: firstText(...identifiers.map((identifier) => textAt(identifier, 'CatalogNumber'))),
    label: firstText(
      parties.get(labelReference)?.name ?? '',
      textAt(details, 'LabelName'),
      textAt(element, 'LabelName'),
    ),
    date: firstText(...dates.flatMap((name) => [textAt(element, name), textAt(details, name)])).slice(0, 10),
    type: types.find((type) => !/^TrackRelease$/i.test(type)) ?? '',
    genre: readGenre(element, details),
    pLine: textAt(firstChild('PLine', element, details), 'PLineText'),
    cLine: textAt(firstChild('CLine', element, details), 'CLineText'),
    tracks: readTracks(element, details),
    ofTrack: element.name === 'TrackRelease' || types.some((type) => /^TrackRelease$/i.test(type)),
  }
}

/** In the order of the resource groups; without groups in that of the plain list of references. */
function readTracks(element: Element, details: Element | null): ErnTrack[] {
  const groups = [...children(element, 'ResourceGroup'), ...children(details, 'ResourceGroup')]
  const tracks: ErnTrack[] = []
  let count = 0
  const visit = (group: Element) => {
    const items = children(group, 'ResourceGroupContentItem')
    const number = count++
    for (const item of items) {
      for (const reference of children(item, 'ReleaseResourceReference')) {
        tracks.push({
          reference: textAt(reference),
          group: number,
          number: textAt(item, 'SequenceNumber'),
        })
      }
    }
    for (const inner of children(group, 'ResourceGroup')) visit(inner)
  }
  groups.forEach(visit)
  if (tracks.length > 0) return tracks
  const list = child(element, 'ReleaseResourceReferenceList')
  return [
    ...children(list, 'ReleaseResourceReference'),
    ...children(element, 'ReleaseResourceReference'),
  ].map((reference) => ({ reference: textAt(reference), group: 0, number: '' }))
}

function readTitle(element: Element, details: Element | null): { title: string; version: string } {
  const titles = [
    ...children(element, 'DisplayTitle'),
    ...children(details, 'Title'),
    ...children(element, 'ReferenceTitle'),
    ...children(element, 'Title'),
  ].filter((title) => textAt(title, 'TitleText') !== '')
  const chosen =
    titles.find(({ attributes }) => attributes.IsDefault === 'true') ??
    titles.find(
      ({ name, attributes }) => name === 'DisplayTitle' || attributes.TitleType === 'DisplayTitle',
    ) ??
    titles.find(({ attributes }) => attributes.TitleType !== 'GroupingTitle') ??
    titles[0] ??
    null
  return {
    title: firstText(textAt(chosen, 'TitleText'), textAt(element, 'DisplayTitleText')),
    version: textAt(chosen, 'SubTitle'),
  }
}

interface ArtistReading {
  readonly name: string
  readonly unknown: readonly string[]
}

/** As displayed; else put together from the artists in their order and roles. */
function readArtist(
  element: Element,
  details: Element | null,
  parties: ReadonlyMap<string, ErnParty>,
): ArtistReading {
  const artists = inSequence([...children(element, 'DisplayArtist'), ...children(details, 'DisplayArtist')])
  const unknown: string[] = []
  const main: string[] = []
  const featured: string[] = []
  for (const artist of artists) {
    const reference = textAt(artist, 'ArtistPartyReference')
    const known = reference === '' ? undefined : parties.get(reference)?.name
    if (reference !== '' && known === undefined) unknown.push(reference)
    const name = firstText(known ?? '', partyName(artist))
    const role = firstText(textAt(artist, 'DisplayArtistRole'), textAt(artist, 'ArtistRole'))
    if (name !== '') (/featur/i.test(role) ? featured : main).push(name)
  }
  const composed = [main.join(', '), featured.join(', ')].filter((part) => part !== '').join(' feat. ')
  const displayed = firstText(textAt(element, 'DisplayArtistName'), textAt(details, 'DisplayArtistName'))
  return { name: firstText(displayed, composed), unknown }
}

function readGenre(element: Element, details: Element | null): string {
  return firstText(textAt(element, 'Genre', 'GenreText'), textAt(details, 'Genre', 'GenreText'))
}

/** The details for the whole world, or the first. */
function byTerritory(element: Element, name: string): Element | null {
  const all = children(element, name)
  return all.find((details) => textAt(details, 'TerritoryCode') === 'Worldwide') ?? all[0] ?? null
}

function firstChild(name: string, ...elements: readonly (Element | null)[]): Element | null {
  for (const element of elements) {
    const found = child(element, name)
    if (found !== null) return found
  }
  return null
}

function addStarts(element: Element, starts: Map<string, string>): void {
  const days = children(element, 'Deal').flatMap((deal) =>
    children(child(deal, 'DealTerms'), 'ValidityPeriod').map((period) =>
      firstText(textAt(period, 'StartDate'), textAt(period, 'StartDateTime')).slice(0, 10),
    ),
  )
  const earliest = days.filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)).sort()[0]
  if (earliest === undefined) return
  for (const reference of children(element, 'DealReleaseReference')) {
    const known = starts.get(textAt(reference))
    if (known === undefined || earliest < known) starts.set(textAt(reference), earliest)
  }
}
