import { createHash } from 'node:crypto'
import {
  escapeHtml,
  escapeHtmlLines,
  escapeHtmlShort,
} from '../../../../shared/domain/evidence/visible-text.ts'
import { fingerprintOf } from '../signing/sshsig.ts'
import type { ExportTask } from '../worker-protocol.ts'
import { answerFile } from './answers.ts'
import type { CaseState, PlacedItem, PlacedNotice, PlacedRecord } from './case-state.ts'
import { captureSection } from './index-captures.ts'
import { moment } from './papers/paper.ts'

const style = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; color: #1c1c1e; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid #d0d0d5; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p, ul, ol { margin: .5rem 0; }
.lead { color: #55555c; }
.limits { border: 1px solid #b45309; border-left-width: 6px; background: #fffaf0; padding: .75rem 1.25rem; margin: 1.5rem 0; }
.limits h2 { border: 0; margin: 0 0 .25rem; padding: 0; }
article { border: 1px solid #d0d0d5; border-radius: 6px; padding: 1rem 1.25rem; margin: 1rem 0; break-inside: avoid; }
dl { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: .25rem 1rem; margin: .5rem 0; }
dt { color: #55555c; }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font: 13px/1.45 ui-monospace, 'SF Mono', Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f5f7; padding: .6rem .8rem; border-radius: 4px; margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #e5e5ea; overflow-wrap: anywhere; }
td:not(:last-child) { white-space: nowrap; }
a { color: #0b57d0; }
img { display: block; max-width: 100%; max-height: 24rem; border: 1px solid #d0d0d5; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } a { color: inherit; text-decoration: none; } .limits { background: none; } }
`

// A style by its hash and pictures beside the page: no script, no network, no frames, no forms, whatever a title tries.
const policy = `default-src 'none'; img-src 'self' file:; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`

const rowPreviewCharacters = 600
const titleCharacters = 300

/**
 * `index.html`, the page a person reads first: what the bundle cannot show, how to check it, then the case and
 * its evidence. It runs nothing and loads nothing but the pictures beside it; every text from outside is escaped and its addresses are
 * text, not links. Piece by piece, so that its size does not matter.
 */
export function* renderIndexPage(
  state: CaseState,
  task: Pick<ExportTask, 'publicKey' | 'objects'>,
): Generator<string> {
  const { enforcementCase } = state
  const title = escapeHtmlShort(enforcementCase.title, titleCharacters)
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence: ${title}</title>
<style>${style}</style>
</head>
<body>
<h1>Evidence: <bdi>${title}</bdi></h1>
<p class="lead">${escapeHtml(counted(state.items, 'finding'))} at <bdi>${escapeHtmlShort(enforcementCase.providerName, titleCharacters)}</bdi>, as of ${escapeHtml(moment(state.at))}.</p>
`
  yield limits(state, task.publicKey)
  yield howToCheck
  yield caseFacts(state)
  yield history(state)
  yield* notices(state.notices)
  yield* captureSection(state, task.objects)
  yield '<h2>Findings</h2>\n'
  if (state.items === 0) yield '<p>The case holds no findings.</p>\n'
  for (const item of state.placedItems()) yield finding(item, state)
  yield custody(state)
  yield '</body>\n</html>\n'
}

function limits(state: CaseState, publicKey: string | null): string {
  const incomplete = state.captures.filter(({ complete }) => complete === 0).length
  const assisted = state.captures.filter((capture) => capture.assisted === 1).length
  const unsealed =
    state.unsealed === 0
      ? ''
      : `<li><strong>${counted(state.unsealed, 'finding')} of ${String(state.items)} without sealed evidence.</strong> They are listed below without files.</li>\n`
  return `<section class="limits">
<h2>What this bundle does not show</h2>
<ul>
${signatureLimit(publicKey)}<li><strong>Times are those of the clock of the computer it was made on</strong>, unless an independent authority stamped them: what is stamped has a file beside it that ends in <code>.tsr</code>, the bundle as a whole <code>timestamps/tagmanifest-sha256.txt.tsr</code>.</li>
<li>Its check sums show that files are unchanged <em>since the bundle was made</em>. Whoever changes a file and makes the lists anew leaves no trace in them, but cannot make the signature and the time stamps anew.</li>
${incomplete === 0 ? '' : `<li><strong>${String(incomplete)} of ${counted(state.captures.length, 'captured page')} incomplete.</strong> What they lack is named with them.</li>\n`}${state.captures.length === 0 ? '' : '<li>A captured page shows what a server sent to one computer. The protocol of the web does not prove to others what a server sent; that rests on the program and on the person who ran it.</li>\n'}${assisted === 0 ? '' : `<li><strong>${String(assisted)} of ${counted(state.captures.length, 'captured page')} reached by a person</strong>, past a sign-in or a wall. What such a page shows may depend on that person.</li>\n`}<li>A sealed row shows what stood in a file that was searched, byte for byte. It does not show that a page was online, or what it offered.</li>
${unsealed}<li>It states facts and claims of the person named below. It is not a legal finding.</li>
</ul>
</section>
`
}

function signatureLimit(publicKey: string | null): string {
  return publicKey === null
    ? '<li><strong>It is not signed.</strong> Nothing in it proves who made it.</li>\n'
    : `<li><strong>It is signed with the key <code>${fingerprintOf(publicKey)}</code>.</strong> Whose key that is you must know from elsewhere: the copy of the key in this bundle came with it.</li>\n`
}

const howToCheck = `<h2>How to check it</h2>
<p>No special software is needed; <a href="README.txt">README.txt</a> explains every step. On Linux and macOS, in this folder:</p>
<pre>sh verify.sh</pre>
<p>On Windows, in PowerShell, in this folder:</p>
<pre>powershell -ExecutionPolicy Bypass -File verify.ps1</pre>
<p>A script that came with the files could lie. The two commands that matter most are short enough to type:</p>
<pre>sha256sum -c --strict tagmanifest-sha256.txt
sha256sum -c --strict manifest-sha256.txt</pre>
`

function caseFacts(state: CaseState): string {
  const { enforcementCase, claimant } = state
  return `<h2>Case</h2>
<dl>
${fact('Service provider', enforcementCase.providerName)}${fact('Claimant', claimant?.legalName ?? 'not recorded')}${fact('Artist name', claimant?.artistName ?? '')}${fact('Role', claimant?.role ?? '')}${fact('Opened', moment(enforcementCase.openedAt))}${fact('State', enforcementCase.state)}${fact('Notice sent', enforcementCase.sentAt === null ? 'not recorded' : moment(enforcementCase.sentAt))}${fact('Channel', enforcementCase.sentChannel ?? '')}${fact('Reference', enforcementCase.sentReference ?? '')}</dl>
<p>In machine-readable form: <a href="data/case.json">data/case.json</a>. On paper: <a href="data/report.pdf">data/report.pdf</a>. Draft of a declaration for a US court: <a href="data/declaration-draft.pdf">data/declaration-draft.pdf</a>.</p>
`
}

function history({ history: lines }: CaseState): string {
  if (lines.length === 0) return ''
  const corrected = new Set(lines.map(({ corrects }) => corrects))
  const rows = lines.map((line) => {
    const { id, state, corrects, on, answerSha256, custodySeq } = line
    const file = answerFile(line)
    const what = corrects === null ? state : `taken back: ${state} again`
    const held = corrected.has(id) ? `${what} (taken back later)` : what
    const answer =
      answerSha256 === null || file === null
        ? ''
        : `<a href="${file}">${file.slice('data/answers/'.length)}</a><br><code>${answerSha256}</code>`
    return `<tr><td>${escapeHtml(on)}</td><td>${escapeHtml(held)}</td><td>${answer}</td><td>${String(custodySeq)}</td></tr>\n`
  })
  return `<h2>What became of it</h2>
<table>
<tr><th>Day</th><th>State</th><th>Answer as it came, SHA-256</th><th>Custody event</th></tr>
${rows.join('')}</table>
`
}

function* notices(all: readonly PlacedNotice[]): Generator<string> {
  const exports = all.flatMap((notice) => notice.exports.map((row) => ({ ...row, regime: notice.regime })))
  if (exports.length === 0) return
  yield '<h2>Notices as exported</h2>\n<table>\n<tr><th>Exported</th><th>Regime</th><th>File</th><th>SHA-256</th></tr>\n'
  for (const { at, regime, file, sha256 } of exports) {
    yield `<tr><td>${escapeHtml(moment(at))}</td><td>${escapeHtml(regime)}</td><td><a href="${file}">${file.slice('data/'.length)}</a></td><td><code>${sha256}</code></td></tr>\n`
  }
  yield '</table>\n'
}

function finding(item: PlacedItem, state: CaseState): string {
  const evidence =
    item.folder === null
      ? '<p><strong>Nothing was sealed for this finding.</strong></p>\n'
      : item.records.map((record) => evidenceOf(item, item.folder ?? '', record, state)).join('')
  return `<article>
<h3>${item.number} · <bdi>${escapeHtmlShort(item.workTitle, titleCharacters)}</bdi> — <bdi>${escapeHtmlShort(item.workArtist, titleCharacters)}</bdi></h3>
<dl>
${fact('Work', `recording ${String(item.recording)}${item.workIsrc === null ? '' : `, ISRC ${item.workIsrc}`}`)}${fact('Right held', item.rightHeld)}${fact('Listing', item.url ?? 'no address recorded')}${fact('Listed as', [item.title, item.artist, item.isrc].filter((text) => text !== '').join(' · '))}${fact('Found', `${moment(item.foundAt)}, row ${String(item.row)} of ${item.sourceName}`)}${fact('Decided', `${item.state}${item.decidedAt === null ? '' : ` on ${moment(item.decidedAt)}`}`)}</dl>
${evidence}</article>
`
}

function evidenceOf(item: PlacedItem, folder: string, record: PlacedRecord, state: CaseState): string {
  const preview =
    record.kind === 'source-row'
      ? `<pre><bdi>${escapeHtmlLines(state.repository.rawRow(item.listing).toString('utf8').trimEnd(), rowPreviewCharacters)}</bdi></pre>\n`
      : ''
  const what = record.kind === 'source-row' ? 'Sealed row of' : 'Attached file'
  return `<dl>
${fact(what, record.sourceName)}${fact('Sealed', `${moment(record.sealedAt)}, custody event ${String(record.custodySeq)}`)}<dt>SHA-256</dt><dd><code>${record.contentSha256}</code></dd>
<dt>Files</dt><dd><a href="${folder}/${record.contentFile}">${record.contentFile}</a> (${String(record.byteLength)} bytes), <a href="${folder}/${record.recordFile}">${record.recordFile}</a></dd>
</dl>
${preview}`
}

function custody(state: CaseState): string {
  return `<h2>Custody log</h2>
<p><a href="data/custody-log.jsonl">data/custody-log.jsonl</a> holds ${counted(state.sliceEnd, 'event')}. Each line carries the SHA-256 of the line before it, so that none can be removed, changed or moved without making every later line anew. It names things by number and hash only; numbers that do not occur in this bundle belong to other work of the same artist.</p>
`
}

function fact(term: string, value: string): string {
  if (value === '') return ''
  return `<dt>${escapeHtml(term)}</dt><dd><bdi>${escapeHtmlShort(value, 2_000)}</bdi></dd>\n`
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`
}
