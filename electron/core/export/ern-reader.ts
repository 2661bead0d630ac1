import { SaxesParser } from 'saxes'
import { isDpid } from '../../../shared/domain/identifiers/dpid.ts'
import { draftMark, ernNamespace } from '../../../shared/domain/export/ern43.ts'
import { isGtin } from '../../../shared/domain/identifiers/gtin.ts'
import { isIsrc } from '../../../shared/domain/identifiers/isrc.ts'

/** What a check of a message found. */
export interface ErnFinding {
  /** Names of the elements from the root, divided by slashes. */
  readonly place: string
  readonly message: string
}

export interface ErnCheck {
  readonly findings: readonly ErnFinding[]
  /** True when the file says of itself that it is a draft. */
  readonly draft: boolean
  readonly soundRecordings: number
  readonly isrcs: readonly string[]
  readonly titles: readonly string[]
}

interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Node[]
  text: string
}

const deepest = 40

/** Elements that must be there, in each element of the first name: each at least once. */
const required: Readonly<Record<string, readonly string[]>> = {
  NewReleaseMessage: ['MessageHeader', 'PartyList', 'ResourceList', 'ReleaseList'],
  MessageHeader: ['MessageId', 'MessageSender', 'MessageRecipient', 'MessageCreatedDateTime'],
  MessageSender: ['PartyId'],
  MessageRecipient: ['PartyId'],
  Party: ['PartyReference', 'PartyName'],
  PartyList: ['Party'],
  PartyName: ['FullName'],
  ResourceList: ['SoundRecording'],
  SoundRecording: [
    'ResourceReference',
    'Type',
    'SoundRecordingEdition',
    'DisplayTitleText',
    'DisplayTitle',
    'DisplayArtistName',
    'DisplayArtist',
    'Duration',
    'ParentalWarningType',
  ],
  SoundRecordingEdition: ['ResourceId', 'PLine'],
  ResourceId: ['ISRC'],
  DisplayTitle: ['TitleText'],
  DisplayArtist: ['ArtistPartyReference', 'DisplayArtistRole'],
  Contributor: ['ContributorPartyReference', 'Role'],
  PLine: ['PLineText'],
  CLine: ['CLineText'],
  ReleaseList: ['Release'],
  Release: [
    'ReleaseReference',
    'ReleaseType',
    'ReleaseId',
    'DisplayTitleText',
    'DisplayTitle',
    'DisplayArtistName',
    'DisplayArtist',
    'ReleaseLabelReference',
    'PLine',
    'Genre',
    'ParentalWarningType',
    'ResourceGroup',
  ],
  TrackRelease: [
    'ReleaseReference',
    'ReleaseId',
    'ReleaseResourceReference',
    'ReleaseLabelReference',
    'Genre',
  ],
  ResourceGroupContentItem: ['SequenceNumber', 'ReleaseResourceReference'],
}

/** The order of the children that this program writes; the standard defines it as a sequence. */
const sequence: Readonly<Record<string, readonly string[]>> = {
  SoundRecording: [
    'ResourceReference',
    'Type',
    'SoundRecordingEdition',
    'WorkId',
    'DisplayTitleText',
    'DisplayTitle',
    'DisplayArtistName',
    'DisplayArtist',
    'Contributor',
    'Duration',
    'FirstPublicationDate',
    'ParentalWarningType',
  ],
  Release: [
    'ReleaseReference',
    'ReleaseType',
    'ReleaseId',
    'DisplayTitleText',
    'DisplayTitle',
    'DisplayArtistName',
    'DisplayArtist',
    'ReleaseLabelReference',
    'PLine',
    'CLine',
    'Genre',
    'ReleaseDate',
    'ParentalWarningType',
    'ResourceGroup',
  ],
}

/** Elements that refer, and the elements that are referred to. */
const references: readonly (readonly [from: string, to: string])[] = [
  ['ArtistPartyReference', 'PartyReference'],
  ['ContributorPartyReference', 'PartyReference'],
  ['ReleaseLabelReference', 'PartyReference'],
  ['ReleaseResourceReference', 'ResourceReference'],
]

/**
 * Reads an ERN 4.3 message back and reports what is missing or wrong in its structure: well-formed XML without
 * document type, the elements the standard requires and their order, references that lead somewhere, sound ISRC, ICPN
 * and DPID, no ISRC under a TrackRelease. Reads with a parser of its own, knowing nothing of how the file was made.
 * Never throws: what cannot be read is a finding.
 */
export function checkErn(xml: string): ErnCheck {
  const findings: ErnFinding[] = []
  const { root, draft } = parse(xml, findings)
  if (root === null) return { findings, draft, soundRecordings: 0, isrcs: [], titles: [] }
  if (root.name !== 'NewReleaseMessage' || root.attributes['xmlns:ern'] !== ernNamespace) {
    findings.push({ place: root.name, message: `The root is not a NewReleaseMessage of ${ernNamespace}.` })
  }
  const values = new Map<string, string[]>()
  walk(root, root.name, (node, place) => {
    values.set(node.name, [...(values.get(node.name) ?? []), node.text.trim()])
    findings.push(...structureOf(node, place), ...codesOf(node, place))
  })
  const isrcs = values.get('ISRC') ?? []
  findings.push(...brokenReferences(values), ...repeated('ISRC', isrcs))
  for (const name of ['PartyReference', 'ResourceReference', 'ReleaseReference']) {
    findings.push(...repeated(name, values.get(name) ?? []))
  }
  return {
    findings,
    draft,
    soundRecordings: values.get('SoundRecording')?.length ?? 0,
    isrcs,
    titles: values.get('DisplayTitleText') ?? [],
  }
}

function parse(xml: string, findings: ErnFinding[]): { readonly root: Node | null; readonly draft: boolean } {
  const parser = new SaxesParser()
  const stack: Node[] = []
  let root: Node | null = null
  let draft = false
  parser.on('doctype', () => {
    throw new Error('a document type is not allowed')
  })
  parser.on('comment', (text) => {
    if (text.includes(draftMark)) draft = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (stack.length >= deepest) throw new Error(`elements are nested deeper than ${deepest} levels`)
    const node: Node = { name: name.replace(/^ern:/, ''), attributes, children: [], text: '' }
    stack.at(-1)?.children.push(node)
    root ??= node
    stack.push(node)
  })
  parser.on('text', (text) => {
    const node = stack.at(-1)
    if (node) node.text += text
  })
  parser.on('closetag', () => {
    stack.pop()
  })
  parser.on('error', (error) => {
    throw error
  })
  try {
    parser.write(xml).close()
  } catch (error) {
    findings.push({
      place: '',
      message: `The file is not XML: ${error instanceof Error ? error.message : String(error)}.`,
    })
    return { root: null, draft }
  }
  return { root, draft }
}

function walk(node: Node, place: string, visit: (node: Node, place: string) => void): void {
  visit(node, place)
  for (const child of node.children) walk(child, `${place}/${child.name}`, visit)
}

function* structureOf(node: Node, place: string): Generator<ErnFinding> {
  for (const name of required[node.name] ?? []) {
    const child = node.children.find((one) => one.name === name)
    if (!child) yield { place, message: `${name} is missing.` }
    else if (child.children.length === 0 && child.text.trim() === '')
      yield { place, message: `${name} is empty.` }
  }
  if (node.name === 'ReleaseId' && node.children.length === 0) yield { place, message: 'ICPN is missing.' }
  const order = sequence[node.name]
  if (!order) return
  const places = node.children.map(({ name }) => order.indexOf(name))
  const late = places.findIndex((at, index) => at < Math.max(...places.slice(0, index), -1) && at >= 0)
  if (late >= 0) yield { place, message: `${node.children[late]?.name ?? ''} is not in its place.` }
  for (const [index, at] of places.entries()) {
    if (at < 0) yield { place, message: `${node.children[index]?.name ?? ''} is not known here.` }
  }
}

function* codesOf(node: Node, place: string): Generator<ErnFinding> {
  const text = node.text.trim()
  if (node.name === 'ISRC' && !isIsrc(text)) yield { place, message: `“${text}” is not an ISRC.` }
  if (node.name === 'ISRC' && place.includes('/TrackRelease/'))
    yield { place, message: 'An ISRC is not allowed here.' }
  if (node.name === 'ICPN' && !isGtin(text)) yield { place, message: `“${text}” is not a barcode number.` }
  if (node.name === 'PartyId' && place.includes('/MessageHeader/') && !isDpid(text)) {
    yield { place, message: `“${text}” is not a DPID.` }
  }
  if (node.name === 'Duration' && !/^PT(\d+H)?(\d+M)?(\d+S)?$/.test(text)) {
    yield { place, message: `“${text}” is not a duration.` }
  }
  if (text.includes('\ufffd')) yield { place, message: 'A character was lost here.' }
}

function* brokenReferences(values: ReadonlyMap<string, readonly string[]>): Generator<ErnFinding> {
  for (const [from, to] of references) {
    const known = new Set(values.get(to))
    for (const value of values.get(from) ?? []) {
      if (!known.has(value)) yield { place: from, message: `“${value}” refers to nothing.` }
    }
  }
}

function repeated(name: string, values: readonly string[]): ErnFinding[] {
  const twice = values.filter((value, index) => values.indexOf(value) !== index)
  return [...new Set(twice)].map((value) => ({
    place: name,
    message: `“${value}” stands there more than once.`,
  }))
}
