import { setImmediate as nextTurn } from 'node:timers/promises'
import { endText } from '../../../../../shared/domain/evidence/capture/download-record.ts'
import { scalePng } from '../../../platform/scale-png.ts'
import type { CaptureFacts } from '../capture-facts.ts'
import type { CaseState, PlacedCapture, PlacedItem } from '../case-state.ts'
import { moment, type Paper, startPaper } from './paper.ts'

export interface PaperSource {
  readonly state: CaseState
  readonly fonts: string
  readonly appVersion: string
  /** Fingerprint of the key that signs; null: the bundle is not signed. */
  readonly fingerprint: string | null
  readonly factsOf: (capture: PlacedCapture) => CaptureFacts
  /** What a visitor saw first, byte for byte, and its place in the bundle; null where no page came. */
  readonly pictureOf: (capture: PlacedCapture) => CapturePicture | null
}

export interface CapturePicture {
  readonly path: string
  readonly sha256: string
  /** Null when it is too large to be taken into memory. */
  readonly png: Buffer | null
}

/** More are named by number only: a paper of thousands of pages is read by nobody; index.html has all. */
const mostOnPaper = 100
/** Pictures are set this wide, in pixels; the whole ones lie beside the paper. */
const pictureWidth = 640
/** What all pictures of a paper may take together; pages full of photographs reach it, others never. */
const mostPictureBytes = 32 * 1024 * 1024

/** `data/report.pdf`: the case and its evidence on paper. The same state gives the same bytes. */
export async function renderReport(source: PaperSource): Promise<Buffer> {
  const { state } = source
  const paper = startPaper({
    paper: 'A4',
    fonts: source.fonts,
    title: `Evidence: ${state.enforcementCase.title}`,
    author: state.claimant?.legalName ?? '',
    at: state.at,
  })
  paper.title('Evidence report', `${state.enforcementCase.title} · as of ${moment(state.at)}`)
  limits(paper, source)
  caseFacts(paper, state)
  if (state.captures.length > 0) paper.section('Captured pages')
  let room = mostPictureBytes
  for (const capture of state.captures.slice(0, mostOnPaper)) {
    room -= captureBlock(paper, capture, source, room)
    await nextTurn()
  }
  left(paper, state.captures.length)
  paper.section('Findings')
  let shown = 0
  for (const item of state.placedItems()) {
    if (shown === mostOnPaper) break
    shown += 1
    findingBlock(paper, item)
    if (shown % 10 === 0) await nextTurn()
  }
  left(paper, state.items)
  notices(paper, state)
  return paper.finish('Made from recorded facts. Not a legal finding. How to check the files: README.txt')
}

function limits(paper: Paper, { state, fingerprint }: PaperSource): void {
  const incomplete = state.captures.filter(({ complete }) => complete === 0).length
  paper.section('What this does not show')
  paper.item(
    fingerprint === null
      ? 'The bundle is not signed: nothing in it proves who made it.'
      : `The bundle is signed with the key ${fingerprint}. Whose key that is you must know from elsewhere.`,
  )
  paper.item(
    'All times without a time stamp of a third party are those of the clock of the computer it was made on.',
  )
  if (incomplete > 0) {
    paper.item(
      `${String(incomplete)} of ${String(state.captures.length)} captured pages are incomplete. What they lack is named below and in each capture.json.`,
    )
  }
  if (state.captures.length > 0) {
    paper.item(
      'A capture shows what a server sent to one computer at one moment. The protocol of the web does not prove to others what a server sent; that rests on the program and on the person who ran it.',
    )
  }
  const assisted = state.captures.filter((capture) => capture.assisted === 1).length
  if (assisted > 0) {
    paper.item(
      `${String(assisted)} of ${String(state.captures.length)} captured pages were reached by a person, past a sign-in or a wall. What such a page shows may depend on that person.`,
    )
  }
  paper.item(
    'A sealed row shows what stood in a file that was searched. It does not show that a page was online.',
  )
  paper.item('It states facts and claims of the person named below. It is not a legal finding.')
}

function caseFacts(paper: Paper, { enforcementCase, claimant }: CaseState): void {
  paper.section('Case')
  paper.fact('Service provider', enforcementCase.providerName)
  paper.fact('Claimant', claimant?.legalName ?? 'not recorded')
  paper.fact('Artist name', claimant?.artistName ?? '')
  paper.fact('Role', claimant?.role ?? '')
  paper.fact('Opened', moment(enforcementCase.openedAt))
  paper.fact('Notice sent', enforcementCase.sentAt === null ? 'not recorded' : moment(enforcementCase.sentAt))
  paper.fact('Channel', enforcementCase.sentChannel ?? '')
  paper.fact('Reference', enforcementCase.sentReference ?? '')
}

/** Returns the bytes its picture took of the `room` there is for pictures. */
function captureBlock(
  paper: Paper,
  capture: PlacedCapture,
  { factsOf, pictureOf }: PaperSource,
  room: number,
): number {
  const facts = factsOf(capture)
  paper.section(`${capture.number} · ${capture.title === '' ? capture.requestedUrl : capture.title}`)
  const taken = pictureBlock(paper, pictureOf(capture), room)
  paper.fact('Address', capture.requestedUrl)
  if (capture.finalUrl !== null && capture.finalUrl !== capture.requestedUrl) {
    paper.fact('Led to', capture.finalUrl)
  }
  paper.fact('Taken', `${moment(capture.startedAt)} to ${moment(capture.endedAt)}`)
  paper.fact('Outcome', outcomeText(capture))
  paper.fact('Made by', assistedText(facts))
  paper.fact('Clock', clockText(facts))
  paper.fact('Servers', facts.connections.join(', '))
  for (const { host, issuer, fingerprint } of facts.certificates) {
    paper.fact('Certificate', `${host}, by ${issuer}, ${fingerprint}`)
  }
  paper.fact('Complete', capture.complete === 1 ? 'yes' : `no: ${String(capture.gaps)} gaps`)
  for (const { code, detail } of facts.gaps.slice(0, 20)) paper.fact('Gap', `${code}: ${detail}`)
  paper.fact('Files', capture.folder)
  paper.code('SHA-256 of record', capture.recordSha256)
  for (const { file, url, downloadedAt, sha256, framing } of capture.downloads.slice(0, 20)) {
    paper.fact('Whole file', `${url}, taken ${moment(downloadedAt)}, ${file}`)
    paper.code('SHA-256', sha256)
    paper.fact('Its end', endText(framing))
  }
  for (const { folder, host, lookedUpAt } of capture.lookUps.slice(0, 20)) {
    paper.fact('Provider', `of ${host}, asked ${moment(lookedUpAt)}, ${folder}`)
  }
  return taken
}

/** The picture, smaller than it was taken, with the hash of the one in the bundle under it. */
function pictureBlock(paper: Paper, picture: CapturePicture | null, room: number): number {
  if (picture === null) return 0
  const scaled = picture.png === null ? null : scalePng(picture.png, pictureWidth)
  const fits = scaled !== null && scaled.png.byteLength <= room
  if (fits) paper.picture(scaled)
  paper.fact(fits ? 'Shown smaller' : 'Picture', picture.path)
  paper.code('SHA-256', picture.sha256)
  return fits ? scaled.png.byteLength : 0
}

function findingBlock(paper: Paper, item: PlacedItem): void {
  paper.section(`${item.number} · ${item.workTitle} — ${item.workArtist}`)
  paper.fact(
    'Work',
    `recording ${String(item.recording)}${item.workIsrc === null ? '' : `, ISRC ${item.workIsrc}`}`,
  )
  paper.fact('Listing', item.url ?? 'no address recorded')
  paper.fact('Listed as', [item.title, item.artist, item.isrc].filter((part) => part !== '').join(' · '))
  paper.fact('Found', `${moment(item.foundAt)}, row ${String(item.row)} of ${item.sourceName}`)
  if (item.records.length === 0) paper.fact('Evidence', 'nothing was sealed for this finding')
  for (const record of item.records.slice(0, 20)) {
    paper.code('SHA-256', `${record.contentSha256}  ${record.contentFile}`)
  }
}

function notices(paper: Paper, state: CaseState): void {
  const all = state.notices.flatMap((notice) =>
    notice.exports.map((row) => ({ ...row, regime: notice.regime })),
  )
  if (all.length === 0) return
  paper.section('Notices as exported')
  for (const { at, regime, file, sha256 } of all) {
    paper.fact(moment(at), `${regime}, ${file}`)
    paper.code('SHA-256', sha256)
  }
}

function left(paper: Paper, count: number): void {
  if (count <= mostOnPaper) return
  paper.paragraph(`${String(count - mostOnPaper)} more are not set on this paper; index.html lists all.`)
}

/** What became of a capture, in words. */
export function outcomeText({ outcome, status }: Pick<PlacedCapture, 'outcome' | 'status'>): string {
  const words: Readonly<Record<string, string>> = {
    page: 'the server gave a page',
    gone: 'the server says the page is gone',
    refused: 'the server refused the page',
    unreachable: 'no page could be reached',
  }
  return `${words[outcome] ?? outcome}${status === null ? '' : ` (status ${String(status)})`}`
}

/** Who led the window to the page, where somebody did. */
export function assistedText({ assisted }: CaptureFacts): string {
  if (assisted === null) return ''
  const actions = `${String(assisted.actions)} ${assisted.actions === 1 ? 'action' : 'actions'}`
  return `a person at a visible window, in ${actions} told in actions.jsonl; what was typed and sent was left out, and what came may be meant for that person alone`
}

/** How far the server's clock was from the computer's. */
export function clockText({ clock }: CaptureFacts): string {
  if (clock === null) return ''
  // Servers tell their time in whole seconds.
  const seconds = Math.floor(Math.abs(clock.offsetMs) / 1000)
  if (seconds === 0) return "the server's clock agreed with this computer's to the second"
  return `the server's clock was ${String(seconds)} s ${clock.offsetMs > 0 ? 'ahead of' : 'behind'} this computer's`
}
