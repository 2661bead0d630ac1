import { fairUse } from '../../../../shared/contract/cases.ts'
import { linkSteps } from '../../../../shared/contract/follow-up.ts'
import { rejectionReason } from '../../../../shared/domain/cases/rejections.ts'
import type { CaseState, PlacedCapture, PlacedItem, PlacedNotice } from './case-state.ts'
import { answerFile } from './answers.ts'
import type { HistoryRow, WorkRow } from './case-rows.ts'

/**
 * `data/case.json`: the case as it stood, in the order of its findings, piece by piece so that its size does not
 * matter. Of the fair-use consideration only the outcome and its date are told: the reasoning is the artist's own.
 */
export function* renderCaseJson(state: CaseState): Generator<string> {
  const { enforcementCase, claimant } = state
  const head = {
    format: 'refrain-case/1',
    case: enforcementCase.id,
    title: enforcementCase.title,
    state: enforcementCase.state,
    openedAt: enforcementCase.openedAt,
    sent:
      enforcementCase.sentAt === null
        ? null
        : {
            at: enforcementCase.sentAt,
            channel: enforcementCase.sentChannel,
            reference: enforcementCase.sentReference,
          },
    from: state.origin === null ? null : { ...state.origin },
    history: state.history.map((line) => historyJson(line, state.history)),
    provider: { name: enforcementCase.providerName, domains: parsedList(enforcementCase.providerDomains) },
    claimant: claimant === null ? null : { ...claimant },
    asOf: state.at,
    custodyEvents: state.sliceEnd,
    findings: state.items,
    unsealedFindings: state.unsealed,
    captures: state.captures.map(captureJson),
    notices: state.notices.map(noticeJson),
  }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "items": [`
  let separator = '\n'
  for (const item of state.placedItems()) {
    yield separator + JSON.stringify(itemJson(item), null, 2).replace(/^/gm, '    ')
    separator = ',\n'
  }
  yield state.items === 0 ? ']\n}\n' : '\n  ]\n}\n'
}

/** `data/works/<id>/work.json`: what the catalogue holds about a recording; private notes stay out. */
export function renderWorkJson(work: WorkRow, state: CaseState): string {
  const json = {
    format: 'refrain-work/1',
    ...work,
    releases: state.repository.releases(work.id),
    identifiers: state.repository.identifiers(work.id),
  }
  return `${JSON.stringify(json, null, 2)}\n`
}

function historyJson(line: HistoryRow, all: readonly HistoryRow[]): object {
  const { state, on, reason, recordedAt, custodySeq } = line
  const known = rejectionReason(reason) !== null || linkSteps.some((code) => code === reason)
  return {
    state,
    on,
    // Only code words: what was written freely is the artist's own.
    reason: known ? reason : null,
    corrects: all.find(({ id }) => id === line.corrects)?.custodySeq ?? null,
    answer:
      line.answerSha256 === null
        ? null
        : { sha256: line.answerSha256, bytes: line.answerBytes, file: answerFile(line) },
    recordedAt,
    custodyEvent: custodySeq,
  }
}

function itemJson(item: PlacedItem): object {
  const considered = fairUse.safeParse(JSON.parse(item.fairUse)).data
  return {
    number: item.number,
    finding: item.finding,
    folder: item.folder,
    work: {
      recording: item.recording,
      title: item.workTitle,
      artist: item.workArtist,
      isrc: item.workIsrc,
      rightHeld: item.rightHeld,
    },
    listing: {
      source: item.sourceName,
      row: item.row,
      ref: item.ref,
      isrc: item.isrc,
      title: item.title,
      artist: item.artist,
      album: item.album,
      label: item.label,
      url: item.url,
      domain: item.domain,
      account: item.account,
      durationMs: item.durationMs,
      offers: item.offers,
    },
    match: { verdict: item.verdict, score: item.score, reasons: parsedList(item.reasons) },
    decision: { state: item.state, decidedAt: item.decidedAt },
    fairUse: {
      conclusion: considered?.conclusion ?? 'undecided',
      consideredAt: considered?.consideredAt ?? null,
    },
    foundAt: item.foundAt,
    evidence: item.records.map((record) => ({
      kind: record.kind,
      record: record.recordFile,
      recordSha256: record.recordSha256,
      content: record.contentFile,
      contentSha256: record.contentSha256,
      bytes: record.byteLength,
      sealedAt: record.sealedAt,
      custodyEvent: record.custodySeq,
    })),
  }
}

function captureJson(capture: PlacedCapture): object {
  return {
    number: capture.number,
    folder: capture.folder,
    finding: capture.finding,
    requestedUrl: capture.requestedUrl,
    finalUrl: capture.finalUrl,
    title: capture.title,
    outcome: capture.outcome,
    status: capture.status,
    complete: capture.complete === 1,
    gaps: capture.gaps,
    assisted: capture.assisted === 1,
    startedAt: capture.startedAt,
    endedAt: capture.endedAt,
    recordSha256: capture.recordSha256,
    custodyEvent: capture.custodySeq,
    downloads: capture.downloads.map(({ folder, file, ...download }) => ({
      folder,
      file,
      url: download.url,
      bytes: download.bytes,
      sha256: download.sha256,
      comparison: download.verdict,
      framing: download.framing === '' ? null : download.framing,
      downloadedAt: download.downloadedAt,
      recordSha256: download.recordSha256,
      custodyEvent: download.custodySeq,
    })),
    lookUps: capture.lookUps.map(({ folder, host, lookedUpAt, recordSha256, custodySeq }) => ({
      folder,
      host,
      lookedUpAt,
      recordSha256,
      custodyEvent: custodySeq,
    })),
  }
}

function noticeJson(notice: PlacedNotice): object {
  return {
    notice: notice.id,
    regime: notice.regime,
    templateVersion: notice.templateVersion,
    status: notice.status,
    exports: notice.exports.map(({ file, format, sha256, bytes, at }) => ({
      file,
      format,
      sha256,
      bytes,
      at,
    })),
  }
}

function parsedList(text: string): readonly unknown[] {
  const parsed: unknown = JSON.parse(text)
  return Array.isArray(parsed) ? parsed : []
}
