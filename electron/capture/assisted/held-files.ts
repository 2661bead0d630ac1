import type { CaptureFile } from '../../../shared/domain/evidence/capture/capture-record.ts'
import type { OutputFiles } from '../output-files.ts'
import type { Remarks } from '../remarks.ts'
import type { Secrets } from './secrets.ts'

interface HeldFile {
  readonly name: string
  readonly kind: CaptureFile['kind']
  readonly bytes: Uint8Array
}

/** Files of the page that wait in memory until it is known what must not be in them. */
export interface HeldFiles extends OutputFiles {
  release(secrets: Secrets): void
}

const texts: ReadonlySet<CaptureFile['kind']> = new Set(['text', 'dom', 'mhtml'])

/** Holds what is written into `files` back. Secrets in texts are then replaced, which the remarks say. */
export function holdFiles(files: OutputFiles, remarks: Remarks): HeldFiles {
  const held: HeldFile[] = []
  return {
    ...files,
    write(name, kind, bytes) {
      held.push({ name, kind, bytes })
    },
    release(secrets) {
      for (const { name, kind, bytes } of held.splice(0)) {
        const kept = texts.has(kind)
          ? withoutSecrets(name, kind, Buffer.from(bytes), secrets, remarks)
          : bytes
        if (kept !== null) files.write(name, kind, kept)
      }
    },
  }
}

/** Null when a secret stands in it in a way that cannot be replaced. */
function withoutSecrets(
  name: string,
  kind: CaptureFile['kind'],
  bytes: Buffer,
  secrets: Secrets,
  remarks: Remarks,
): Buffer | null {
  const { content, places } = secrets.bytes(bytes)
  // Quoted-printable breaks lines within words: what is found only in the words it stands for cannot be cut out.
  if (kind === 'mhtml' && secrets.bytes(unquoted(content)).places > 0) {
    remarks.gap('file-left-out', name)
    return null
  }
  if (places > 0) remarks.gap('content-redacted', `${String(places)} in ${name}`)
  return content
}

/** Quoted-printable (RFC 2045 §6.7) as the bytes it stands for. */
function unquoted(content: Buffer): Buffer {
  const plain = content
    .toString('latin1')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}
