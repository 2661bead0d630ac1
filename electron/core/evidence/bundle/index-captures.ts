import { escapeHtml, escapeHtmlShort } from '../../../../shared/domain/evidence/visible-text.ts'
import { endText } from '../../../../shared/domain/evidence/capture/download-record.ts'
import { type CaptureFacts, readCaptureFacts } from './capture-facts.ts'
import type { CaseState, PlacedCapture, PlacedDownload, PlacedLookUp } from './case-state.ts'
import { moment } from './papers/paper.ts'
import { assistedText, clockText, outcomeText } from './papers/report-pdf.ts'

const titleCharacters = 300
const mostGaps = 50

/** The captured pages on the first page of a bundle: picture, address, what happened, what is missing, files. */
export function* captureSection(state: CaseState, objects: string): Generator<string> {
  if (state.captures.length === 0) return
  yield '<h2>Captured pages</h2>\n'
  for (const capture of state.captures) {
    yield article(capture, readCaptureFacts(objects, capture.recordSha256), state)
  }
}

function article(capture: PlacedCapture, facts: CaptureFacts, state: CaseState): string {
  const files = state.repository.captureFiles(capture.id)
  const title = capture.title === '' ? capture.requestedUrl : capture.title
  const picture = files.find(({ kind }) => kind === 'viewport')
  return `<article>
<h3>${capture.number} · <bdi>${escapeHtmlShort(title, titleCharacters)}</bdi></h3>
${capture.complete === 1 ? '' : `<p><strong>Incomplete.</strong> ${gapCount(capture.gaps)}</p>\n`}${picture === undefined ? '' : thumbnail(capture, picture.name)}<dl>
${fact('Address', capture.requestedUrl)}${capture.finalUrl === capture.requestedUrl ? '' : fact('Led to', capture.finalUrl ?? '')}${fact('Outcome', outcomeText(capture))}${fact('Made by', assistedText(facts))}${fact('Taken', `${moment(capture.startedAt)} to ${moment(capture.endedAt)}`)}${fact('Clock', clockText(facts))}${fact('Servers', facts.connections.join(', '))}${facts.certificates.map(({ host, issuer }) => fact('Certificate', `${host}, by ${issuer}`)).join('')}${fact('Complete', capture.complete === 1 ? 'yes' : 'no')}${facts.gaps
    .slice(0, mostGaps)
    .map(({ code, detail }) => fact('Gap', `${code}: ${detail}`))
    .join(
      '',
    )}<dt>Record</dt><dd>${link(capture, 'capture.json')}, custody event ${String(capture.custodySeq)}</dd>
<dt>SHA-256</dt><dd><code>${capture.recordSha256}</code></dd>
<dt>Files</dt><dd>${files.map(({ name }) => link(capture, name)).join(', ')}, ${link(capture, 'sha256sums.txt')}</dd>
${capture.downloads.map(downloadFact).join('')}${capture.lookUps.map(lookUpFact).join('')}</dl>
</article>
`
}

function downloadFact(download: PlacedDownload): string {
  const { folder, file, url, bytes, sha256, verdict, framing, downloadedAt, custodySeq } = download
  const held = verdict === null ? 'not compared' : `fingerprint: ${verdict}`
  return `<dt>Whole file</dt><dd><bdi>${escapeHtmlShort(url, 2_000)}</bdi>: <a href="${file}">${String(bytes)} bytes</a>, taken ${escapeHtml(moment(downloadedAt))}, ${escapeHtml(held)}, <a href="${folder}/download.json">record</a>, custody event ${String(custodySeq)}, SHA-256 <code>${sha256}</code>${framing === 'close' ? `. <strong>${escapeHtml(endText(framing))}</strong>` : ''}</dd>
`
}

function lookUpFact({ folder, host, lookedUpAt, custodySeq }: PlacedLookUp): string {
  return `<dt>Provider</dt><dd>of <bdi>${escapeHtmlShort(host, 300)}</bdi>, asked ${escapeHtml(moment(lookedUpAt))}: <a href="${folder}/provider.json">every answer</a>, custody event ${String(custodySeq)}</dd>
`
}

function thumbnail(capture: PlacedCapture, name: string): string {
  const path = `${capture.folder}/${name}`
  return `<p><a href="${path}"><img src="${path}" alt="What a visitor saw first" loading="lazy"></a></p>\n`
}

function link({ folder }: PlacedCapture, name: string): string {
  return `<a href="${folder}/${name}">${name}</a>`
}

function gapCount(gaps: number): string {
  return gaps === 1
    ? 'One thing the page asked for or showed is not in it.'
    : `${String(gaps)} things the page asked for or showed are not in it.`
}

function fact(term: string, value: string): string {
  if (value === '') return ''
  return `<dt>${escapeHtml(term)}</dt><dd><bdi>${escapeHtmlShort(value, 2_000)}</bdi></dd>\n`
}
