import { useEffect, useState } from 'react'
import { capturePartBytes } from '../../../../shared/contract/captures.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { call } from '../../../rpc/client.ts'
import { toUserError } from '../../../rpc/use-command.ts'

/** A kept file on its way into the window. */
export type LoadedFile =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly state: 'failed'; readonly error: RefrainError }

/** Largest file that is shown; captures make none larger of what is shown. */
const largest = 64 * 1024 * 1024

/** The whole of a file of a capture, its hash compared. Rejects with CUSTODY_BROKEN when it was altered. */
export async function readCaptureFile(
  captureId: number,
  name: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  let whole: Uint8Array<ArrayBuffer> | null = null
  let sha256 = ''
  for (let offset = 0; whole === null || offset < whole.byteLength; offset += capturePartBytes) {
    const part = await call('capture.read', { captureId, name, offset }, { signal })
    signal.throwIfAborted()
    if (part.bytes > largest) throw tooLarge(name)
    whole ??= new Uint8Array(part.bytes)
    whole.set(bytesOf(part.base64).subarray(0, whole.byteLength - offset), offset)
    sha256 = part.sha256
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole))
  if (hexOf(digest) !== sha256) throw altered(name)
  return whole
}

/** Follows a file of a capture; null as name reads nothing. */
export function useCaptureFile(captureId: number, name: string | null): LoadedFile {
  const key = `${String(captureId)} ${name ?? ''}`
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly file: LoadedFile } | null>(null)
  useEffect(() => {
    if (name === null) return
    const abort = new AbortController()
    readCaptureFile(captureId, name, abort.signal).then(
      (bytes) => setLoaded({ key, file: { state: 'ready', bytes } }),
      (error: unknown) => {
        if (!abort.signal.aborted) setLoaded({ key, file: { state: 'failed', error: toUserError(error) } })
      },
    )
    return () => abort.abort()
  }, [captureId, name, key])
  return loaded?.key === key ? loaded.file : { state: 'loading' }
}

function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function altered(name: string): RefrainError {
  return new RefrainError(
    'CUSTODY_BROKEN',
    `“${name}” was changed after it was taken in: its SHA-256 is not the one on record. It is not shown. Put the folder “objects” back from a copy of the workspace.`,
  )
}

function tooLarge(name: string): RefrainError {
  return new RefrainError('FILE_TOO_LARGE', `“${name}” is too large to be shown. Save a copy of it.`)
}
