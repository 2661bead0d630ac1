import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const header = z.tuple([z.string(), z.string()])

/** What bounds a download. Times in milliseconds. */
export const downloadLimits = {
  bytes: 512_000_000,
  /** Longest silence of the server. */
  idleMs: 30_000,
  totalMs: 15 * 60_000,
} as const

/** How a download is made, for who reads its record without the program. */
export const downloadMethod = [
  'Asked for by the program itself with one GET request, without cookies, credentials or a referring page, after a person confirmed it.',
  'Connected directly, only to addresses of the public Internet and to the hosts allowed for the capture. Certificates were judged by the system’s list of authorities that comes with Node.js.',
  'The bytes are those of the body as the server sent them; no content coding was asked for.',
] as const

/**
 * How a server tells where a body ends (RFC 9112 §6.3): by its length, by chunks of which the last says so, or only by
 * closing the connection, which looks the same as breaking off.
 */
export const framings = ['length', 'chunked', 'close'] as const
export type Framing = (typeof framings)[number]

/** What is to be said of a file whose server named no end; empty where it did, or where nothing is known of it. */
export function endText(framing: Framing | ''): string {
  return framing === 'close'
    ? 'The server stated no length and closed the connection: its end cannot be known, and it may be only the beginning.'
    : ''
}

/** The record of a file that was downloaded whole from a captured page: what was asked, what came, how. */
export const downloadRecord = z.object({
  format: z.literal('refrain-download/1'),
  /** SHA-256 of the record of the capture whose page offers the file. */
  capture: sha256,
  url: z.string(),
  finalUrl: z.string(),
  redirects: z.array(z.object({ url: z.string(), status: z.int(), location: z.string() })),
  requestHeaders: z.array(header),
  status: z.int(),
  responseHeaders: z.array(header),
  /** Names of the headers of which values were replaced. */
  redacted: z.array(z.string()),
  peer: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  file: z.object({ name: z.string(), bytes: z.int().positive(), sha256 }),
  /** Absent in records of versions that did not tell. With `close` its end cannot be known. */
  framing: z.enum(framings).optional(),
  app: z.string(),
  allowedHosts: z.array(z.string()),
  limits: z.object({ bytes: z.int(), idleMs: z.int(), totalMs: z.int() }),
  method: z.array(z.string()),
})
export type DownloadRecord = z.infer<typeof downloadRecord>

const endings: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'aac',
  'audio/flac': 'flac',
  'audio/x-flac': 'flac',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/ogg': 'ogg',
  'application/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/aiff': 'aiff',
  'audio/x-aiff': 'aiff',
}

/**
 * The name a downloaded file is kept under: the last part of its address in plain letters, with an ending. Whatever
 * the address says, it is a name and no path.
 */
export function downloadName(pathname: string, mime: string): string {
  const last = pathname.split('/').at(-1) ?? ''
  const plain = decoded(last)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._ -]+/g, '')
    .replace(/^[. -]+|[. ]+$/g, '')
    .slice(-100)
  const base = plain === '' ? 'audio' : plain
  return /\.[A-Za-z0-9]{2,5}$/.test(base) ? base : `${base}.${endings[mime] ?? 'bin'}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
