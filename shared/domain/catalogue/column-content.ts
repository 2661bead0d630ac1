import { parseShare } from '../rights/share.ts'
import { parseDuration } from '../identifiers/duration.ts'
import { parseGtin } from '../identifiers/gtin.ts'
import { parseIpi } from '../identifiers/ipi.ts'
import { readIsrcCell } from '../identifiers/isrc.ts'
import { parseIswc } from '../identifiers/iswc.ts'
import { isRegistrationNumber, parseRegistration } from '../identifiers/registration.ts'
import { isRoleWord } from '../rights/role-words.ts'
import {
  parseAlsoSingle,
  parseCountry,
  parseExplicit,
  parseRecordingKind,
  parseRightHeld,
} from './release-facts.ts'
import { parseReleaseDate, parseYear } from './release-date.ts'
import { unitOfName } from './column-names.ts'
import type { CatalogueField } from './fields.ts'

/** What the sample cells of one column say: how many are filled, how many of those fit a field. */
export type Evidence = { readonly filled: number; readonly fitting: number; readonly share: number }

const textFields: ReadonlySet<CatalogueField> = new Set([
  'title',
  'version',
  'artist',
  'release',
  'label',
  'distributor',
  'releaseArtist',
  'releaseType',
  'genre',
  'workTitle',
  'writers',
  'composers',
  'lyricists',
  'publishers',
  'featuredArtists',
  'producers',
  'remixers',
  'contributors',
  'writerLastName',
  'writerFirstName',
  'notes',
])

/** True for fields that hold free text, which no content can prove. */
export function isTextField(field: CatalogueField): boolean {
  return textFields.has(field)
}

const zero = '0'.charCodeAt(0)
const nine = '9'.charCodeAt(0)

/** Words that stand for "nothing here" in fields that are not free text. */
export function isPlaceholder(cell: string): boolean {
  if (cell === '') return true
  const first = cell.charCodeAt(0)
  if (first >= zero && first <= nine) return false
  return /^\s*(n\/?a|n\.\s?a\.|unk\.?|unknown|null|none|nil|tbd|tba|#n\/a|[-–—?.]+)?\s*$/i.test(cell)
}

/** Compares sample cells with what a field holds. `header` gives the unit of a duration. */
export function evidenceFor(field: CatalogueField, cells: readonly string[], header: string): Evidence {
  const filled = cells.filter((cell) => !isPlaceholder(cell))
  const fitting = filled.filter((cell) => fits(field, cell, header)).length
  return { filled: filled.length, fitting, share: filled.length === 0 ? 0 : fitting / filled.length }
}

/** True for a cell that no header would contain: an identifier, an address, a time, a date, a number. */
export function isTypedCell(cell: string): boolean {
  const text = cell.trim()
  if (text === '' || text.length > 300) return false
  return (
    /^[\d.,:/'" -]+$/.test(text) ||
    isUrl(text) ||
    holdsIsrc(text) ||
    parseReleaseDate(text).status === 'valid'
  )
}

/** True for a web address. */
export function isUrl(cell: string): boolean {
  return /^https?:\/\/[^\s/]+\.\S+$/i.test(cell.trim())
}

function fits(field: CatalogueField, cell: string, header: string): boolean {
  switch (field) {
    case 'isrc':
      return holdsIsrc(cell)
    case 'gtin':
      return parseGtin(cell).status === 'valid'
    case 'duration':
      return parseDuration(cell, unitOfName(header)).status === 'valid'
    case 'year':
      return parseYear(cell).status === 'valid'
    case 'releaseDate':
      return parseReleaseDate(cell).status === 'valid'
    case 'trackNumber':
    case 'discNumber':
      return /^\s*([A-Z]?\d{1,3})(\s*(\/|of)\s*\d{1,3})?(\.0)?\s*$/i.test(cell)
    case 'url':
      return isUrl(cell)
    case 'registrationNumber': {
      const reading = parseRegistration(cell)
      return reading.status === 'valid' && isRegistrationNumber(reading.value)
    }
    case 'title':
    case 'version':
    case 'artist':
    case 'release':
    case 'distributor':
    case 'label':
    case 'releaseArtist':
    case 'releaseType':
    case 'genre':
    case 'workTitle':
      return isFreeText(cell)
    case 'writers':
    case 'composers':
    case 'lyricists':
    case 'publishers':
    case 'featuredArtists':
    case 'producers':
    case 'remixers':
    case 'contributors':
    case 'writerLastName':
    case 'writerFirstName':
      return /\p{L}/u.test(cell) && isFreeText(cell)
    case 'writerRole':
      return isRoleWord(cell)
    case 'writerIpi':
    case 'publisherIpi':
      return parseIpi(cell).status === 'valid'
    case 'collectionShare':
      return parseShare(cell).status === 'valid'
    case 'iswc':
      return parseIswc(cell).status === 'valid'
    case 'kind':
      return parseRecordingKind(cell) !== null
    case 'rightHeld':
      return parseRightHeld(cell) !== null
    case 'alsoSingle':
      return parseAlsoSingle(cell) !== null
    case 'notes':
      return true
    case 'catalogueNumber':
      return cell.trim().length <= 40 && /\d/.test(cell) && !holdsIsrc(cell)
    case 'pLine':
    case 'releasePLine':
    case 'cLine':
      return /\p{L}/u.test(cell) && !isUrl(cell) && !holdsIsrc(cell)
    case 'explicit':
      return parseExplicit(cell) !== null
    case 'country':
      return parseCountry(cell) !== null
  }
}

function holdsIsrc(cell: string): boolean {
  return readIsrcCell(cell).some(({ reading }) => reading.status === 'valid')
}

/** Text for reading: at least one letter, and neither an address nor a code nor a hash. */
function isFreeText(cell: string): boolean {
  const text = cell.trim()
  if (!/\p{L}/u.test(text)) return !/\d/.test(text)
  return !isUrl(text) && !holdsIsrc(text) && !/^[0-9a-f-]{8,}$/i.test(text) && !/^\w+:\w+:\w+$/.test(text)
}
