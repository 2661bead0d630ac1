import type { RecordedState } from '../../../../shared/domain/cases/case-states.ts'

/** The case as the store holds it. */
export interface CaseRow {
  readonly id: number
  readonly title: string
  readonly state: string
  readonly openedAt: string
  readonly sentAt: string | null
  readonly sentChannel: string | null
  readonly sentReference: string | null
  readonly providerName: string
  readonly providerDomains: string
}

/** A line of the case's history: the words of notes stay out. */
export interface HistoryRow {
  readonly id: number
  readonly state: RecordedState
  readonly corrects: number | null
  readonly on: string
  readonly reason: string
  readonly answerSha256: string | null
  readonly answerBytes: number | null
  readonly answerName: string | null
  readonly custodySeq: number
  readonly recordedAt: string
}

/** The case whose items this one carries on. */
export interface OriginRow {
  readonly case: number
  readonly step: string
}

/** Who claims; addresses stay out of it, the notices carry them where the law asks for them. */
export interface ClaimantRow {
  readonly legalName: string
  readonly artistName: string
  readonly company: string
  readonly role: string
}

/** One finding of the case with the listing and the decision about it. */
export interface ItemRow {
  readonly finding: number
  readonly listing: number
  readonly recording: number
  readonly workTitle: string
  readonly workArtist: string
  readonly workIsrc: string | null
  readonly rightHeld: string
  readonly fairUse: string
  readonly verdict: string
  readonly score: number
  readonly reasons: string
  readonly state: string
  readonly decidedAt: string | null
  readonly foundAt: string
  readonly url: string | null
  readonly domain: string | null
  readonly account: string | null
  readonly offers: string
  readonly ref: string
  readonly isrc: string
  readonly title: string
  readonly artist: string
  readonly album: string | null
  readonly label: string | null
  readonly durationMs: number | null
  readonly row: number
  readonly sourceName: string
}

/** A sealed record of a finding. */
export interface RecordRow {
  readonly id: number
  readonly kind: 'source-row' | 'attachment'
  readonly sourceName: string
  readonly byteLength: number
  readonly contentSha256: string
  readonly record: string
  readonly recordSha256: string
  readonly sealedAt: string
  readonly custodySeq: number
}

/** A capture of a page that a finding of the case points to. */
export interface CaptureRow {
  readonly id: number
  readonly finding: number
  readonly requestedUrl: string
  readonly finalUrl: string | null
  readonly title: string
  readonly outcome: string
  readonly status: number | null
  readonly complete: number
  readonly gaps: number
  /** 1 when a person led a visible window to the page. */
  readonly assisted: number
  readonly startedAt: string
  readonly endedAt: string
  readonly recordSha256: string
  readonly custodySeq: number
}

export interface CaptureFileRow {
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly sha256: string
}

/** A stamp of the custody log's head, taken while its line was the last. */
export interface LogStampRow {
  readonly subject: string
  readonly response: Buffer
}

export interface WorkRow {
  readonly id: number
  readonly title: string
  readonly version: string
  readonly artist: string
  readonly isrc: string | null
  readonly durationMs: number | null
  readonly year: number | null
  readonly kind: string
  readonly rightHeld: string
  readonly registrationNumber: string | null
  readonly authorizedUrl: string | null
}

export interface ReleaseRow {
  readonly title: string
  readonly artist: string
  readonly label: string
  readonly gtin: string | null
  readonly releaseDate: string | null
  readonly disc: number
  readonly number: number | null
}

export interface IdentifierRow {
  readonly scheme: string
  readonly value: string
  readonly raw: string
  readonly source: string
  readonly state: string
}

export interface NoticeRow {
  readonly id: number
  readonly regime: string
  readonly templateVersion: string
  readonly status: string
}

/** One export of a notice; its bytes lie in the blob store. */
export interface NoticeExportRow {
  readonly id: number
  readonly format: string
  readonly sha256: string
  readonly bytes: number
  readonly at: string
}

export interface CustodyRow {
  readonly seq: number
  readonly line: string
  readonly at: string
}
