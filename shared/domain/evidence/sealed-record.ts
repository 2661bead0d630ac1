import { z } from 'zod'

/** Formats of sealed records; a reader switches on these. */
const sourceRowFormat = 'refrain-source-row/1'
const attachmentFormat = 'refrain-attachment/1'

/** The program that sealed a record. */
interface SealingTool {
  readonly name: string
  readonly version: string
}

/** What is sealed about one row of a swept file. Offsets and lengths in bytes, times in UTC. */
export interface SourceRowFacts {
  readonly source: { readonly name: string; readonly bytes: number; readonly sha256: string }
  /** Number of the row in its file, as the sweep counted it. */
  readonly row: number
  /** Where the row starts; in a packed file counted in the unpacked data. See docs/bundle-format.md for databases. */
  readonly byteOffset: number
  readonly byteLength: number
  /** SHA-256 of the row's raw bytes, which lie beside the record in a bundle. */
  readonly contentSha256: string
  /** The row's fields as the sweep read them. */
  readonly listing: {
    readonly ref: string
    readonly isrc: string
    readonly title: string
    readonly artist: string
    readonly album: string | null
    readonly label: string | null
    readonly url: string | null
    readonly account: string | null
    readonly durationMs: number | null
    readonly offers: string
  }
  /** What the row was held to be, and why, when it was sealed. */
  readonly match: {
    readonly finding: number
    readonly recording: {
      readonly id: number
      readonly isrc: string | null
      readonly title: string
      readonly artist: string
    }
    readonly verdict: string
    readonly score: number
    readonly reasons: readonly string[]
  }
  readonly foundAt: string
  readonly sealedAt: string
  readonly tool: SealingTool
}

/** What is sealed about a file the artist attached to a finding. */
interface AttachmentFacts {
  readonly finding: number
  readonly file: {
    readonly name: string
    readonly bytes: number
    readonly sha256: string
    /** Last change of the file as its file system told it. */
    readonly modifiedAt: string
  }
  readonly sealedAt: string
  readonly tool: SealingTool
}

/**
 * The text of a sealed source row: JSON with keys in a fixed order, two spaces, a closing line feed. It is made
 * once and kept as these exact bytes; nothing renders it again, so it needs no canonical form.
 */
export function renderSourceRowRecord(facts: SourceRowFacts): string {
  const { source, listing, match, tool } = facts
  return sealed({
    format: sourceRowFormat,
    source: { name: source.name, bytes: source.bytes, sha256: source.sha256 },
    row: facts.row,
    byteOffset: facts.byteOffset,
    byteLength: facts.byteLength,
    contentSha256: facts.contentSha256,
    listing: {
      ref: listing.ref,
      isrc: listing.isrc,
      title: listing.title,
      artist: listing.artist,
      album: listing.album,
      label: listing.label,
      url: listing.url,
      account: listing.account,
      durationMs: listing.durationMs,
      offers: listing.offers,
    },
    match: {
      finding: match.finding,
      recording: {
        id: match.recording.id,
        isrc: match.recording.isrc,
        title: match.recording.title,
        artist: match.recording.artist,
      },
      verdict: match.verdict,
      score: match.score,
      reasons: match.reasons,
    },
    foundAt: facts.foundAt,
    sealedAt: facts.sealedAt,
    tool: { name: tool.name, version: tool.version },
  })
}

/** The text of a sealed attachment; same form as a source row's. */
export function renderAttachmentRecord(facts: AttachmentFacts): string {
  const { file, tool } = facts
  return sealed({
    format: attachmentFormat,
    finding: facts.finding,
    file: { name: file.name, bytes: file.bytes, modifiedAt: file.modifiedAt },
    contentSha256: file.sha256,
    sealedAt: facts.sealedAt,
    tool: { name: tool.name, version: tool.version },
  })
}

const sealedHead = z.object({ format: z.string(), contentSha256: z.string() })

/** SHA-256 of the content a sealed record speaks of, or null when the text is no sealed record. */
export function sealedContentHash(text: string): string | null {
  try {
    return sealedHead.safeParse(JSON.parse(text)).data?.contentSha256 ?? null
  } catch {
    return null
  }
}

/**
 * The list of record hashes that one custody event seals: one lower-case hex hash a line, sorted. The event
 * carries the SHA-256 of this text as `digest`; in a bundle it lies in `data/seals/<seq>.txt`.
 */
export function renderSealList(recordHashes: Iterable<string>): string {
  return [...recordHashes]
    .sort()
    .map((hash) => `${hash}\n`)
    .join('')
}

function sealed(record: object): string {
  return `${JSON.stringify(record, null, 2)}\n`
}
