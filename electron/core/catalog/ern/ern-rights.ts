import type { NamedCredit } from '../../../../shared/domain/catalogue/credits.ts'
import {
  divideCredits,
  type RowRights,
  type RowWork,
} from '../../../../shared/domain/catalogue/row-rights.ts'
import { parseIpi } from '../../../../shared/domain/identifiers/ipi.ts'
import { parseIsni } from '../../../../shared/domain/identifiers/isni.ts'
import { parseIswc } from '../../../../shared/domain/identifiers/iswc.ts'
import { roleOfWord } from '../../../../shared/domain/rights/role-words.ts'
import { children, type Element, firstText, inSequence, textAt } from './element-tree.ts'

// Who made a recording and what work it is of. Version 3 names people in place, by the kind of what they did
// (ResourceContributor, IndirectResourceContributor), and keeps works in a list of their own; version 4 refers to the
// party list (Contributor) and gives the codes of the works (WorkId) in the recording.

/** Somebody of a message. */
export interface ErnParty {
  readonly name: string
  readonly ipi: string | null
  readonly isni: string | null
}

/** The name of a party, in full or put together from its parts. */
export function partyName(element: Element): string {
  const [first = null] = children(element, 'PartyName')
  const given = [textAt(first, 'NamesBeforeKeyName'), textAt(first, 'KeyName')].filter((part) => part !== '')
  return firstText(textAt(first, 'FullName'), given.join(' '))
}

/** A party with its numbers. */
export function readParty(element: Element): ErnParty {
  const ids = children(element, 'PartyId')
  const ipi = parseIpi(firstText(...ids.map((id) => textAt(id, 'IpiNameNumber'))))
  const isni = parseIsni(firstText(...ids.map((id) => firstText(textAt(id, 'ISNI'), isniOf(id)))))
  return {
    name: partyName(element),
    ipi: ipi.status === 'valid' && !ipi.value.startsWith('I') ? ipi.value : null,
    isni: isni.status === 'valid' ? isni.value : null,
  }
}

/** Version 3 marks an identifier as an ISNI. */
function isniOf(id: Element): string {
  return id.attributes.IsISNI === 'true' ? textAt(id) : ''
}

const places = ['ResourceContributor', 'IndirectResourceContributor', 'Contributor'] as const
const roleNames = [
  'Role',
  'ResourceContributorRole',
  'IndirectResourceContributorRole',
  'ContributorRole',
] as const
const workIds = ['WorkId', 'MusicalWorkId', 'IndirectSoundRecordingId', 'IndirectVideoId'] as const

/** A work of the list that messages of version 3 have. */
export function readWork(element: Element, parties: ReadonlyMap<string, ErnParty>): RowWork {
  const details = children(element, 'MusicalWorkDetailsByTerritory')
  const contributors = [element, ...details].flatMap((at) => [
    ...children(at, 'MusicalWorkContributor'),
    ...children(at, 'Contributor'),
  ])
  return {
    title: firstText(
      textAt(element, 'ReferenceTitle', 'TitleText'),
      ...children(element, 'Title').map((title) => textAt(title, 'TitleText')),
    ),
    iswc: iswcOf(element),
    relation: 'performance',
    credits: inSequence(contributors).flatMap((contributor) =>
      creditsOf(contributor, parties, ['MusicalWorkContributorRole', ...roleNames]),
    ),
  }
}

/** What a recording of a message says about rights; null when it says nothing. */
export function readErnRights(
  element: Element,
  details: Element | null,
  message: {
    readonly parties: ReadonlyMap<string, ErnParty>
    readonly works: ReadonlyMap<string, RowWork>
    /** The artist line of the recording. */
    readonly artist: string
  },
): RowRights | null {
  const { parties, artist } = message
  const of = (name: string) => inSequence([...children(element, name), ...children(details, name)])
  const artists = of('DisplayArtist').flatMap((one) =>
    creditsOf(one, parties, ['DisplayArtistRole', 'ArtistRole']).filter(
      ({ role }) => role === 'main-artist' || role === 'featured-artist',
    ),
  )
  const others = places.flatMap((name) => of(name).flatMap((one) => creditsOf(one, parties, roleNames)))
  // One name for all who are on the cover says no more than the artist line does.
  const named = artists.length === 1 && others.length === 0 ? [] : artists
  const { credits, workCredits } = divideCredits(distinct([...named, ...others]), artist)
  const works = worksOf(element, message.works, workCredits)
  if (works.length + credits.length === 0) return null
  return { works, credits, releaseCredits: [] }
}

/** The works that are referred to or given by code; else, where writers are named, the one they wrote. */
function worksOf(
  element: Element,
  known: ReadonlyMap<string, RowWork>,
  credits: readonly NamedCredit[],
): readonly RowWork[] {
  const lists = [element, ...children(element, 'ResourceMusicalWorkReferenceList')]
  const references = lists.flatMap((list) =>
    children(list, 'ResourceMusicalWorkReference').map((reference) =>
      firstText(textAt(reference, 'ResourceMusicalWorkReference'), textAt(reference)),
    ),
  )
  const listed = references.flatMap((reference) => known.get(reference) ?? [])
  const codes = [
    ...new Set(workIds.flatMap((name) => children(element, name).flatMap((id) => codeOf(id) ?? []))),
  ]
  const coded = codes
    .filter((iswc) => !listed.some((work) => work.iswc === iswc))
    .map((iswc): RowWork => ({ title: '', iswc, relation: 'performance', credits: [] }))
  const works = [...listed, ...coded]
  const [only, ...more] = works
  if (only === undefined)
    return credits.length === 0 ? [] : [{ title: '', iswc: null, relation: 'performance', credits }]
  // Of several works nothing says who wrote which.
  if (more.length > 0) return works.map((work): RowWork => ({ ...work, relation: 'medley' }))
  return [{ ...only, credits: distinct([...only.credits, ...credits]) }]
}

function iswcOf(element: Element): string | null {
  const ids = ['MusicalWorkId', 'WorkId'].flatMap((name) => children(element, name))
  return ids.map(codeOf).find((code) => code !== null) ?? null
}

function codeOf(id: Element): string | null {
  const reading = parseIswc(textAt(id, 'ISWC'))
  return reading.status === 'valid' ? reading.value : null
}

/** The credits of one contributor: one a role. Somebody whom the message does not name is passed over. */
function creditsOf(
  element: Element,
  parties: ReadonlyMap<string, ErnParty>,
  roleElements: readonly string[],
): NamedCredit[] {
  const reference = firstText(
    ...['ArtistPartyReference', 'ContributorPartyReference'].map((name) => textAt(element, name)),
  )
  const party = reference === '' ? readParty(element) : parties.get(reference)
  if (party === undefined || party.name === '') return []
  const roles = roleElements.flatMap((name) => children(element, name).map(roleText))
  const instrument = textAt(element, 'InstrumentType')
  return roles
    .filter((role) => role !== '')
    .map((word) => {
      const named = roleOfWord(word)
      const played = instrument !== '' && ['other', 'instrument'].includes(named.role)
      return { ...party, ...(played ? { role: 'instrument', instrument } : named) }
    })
}

/** A role of one's own is an attribute beside `UserDefined`. */
function roleText(element: Element): string {
  const text = textAt(element)
  const own = element.attributes.UserDefinedValue
  return own !== undefined && /^userdefined$/i.test(text) ? own : text
}

function distinct(credits: readonly NamedCredit[]): NamedCredit[] {
  const seen = new Map(
    credits.map((credit) => [`${credit.name}\n${credit.role}\n${credit.instrument}`, credit]),
  )
  return [...seen.values()]
}
