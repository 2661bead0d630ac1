import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { RefrainError } from '../../../../shared/errors.ts'
import { readAllowedSigners } from '../signing/sshsig.ts'
import { readCertificateFile } from '../timestamps/certificates.ts'
import type { VerifyTrust } from '../worker-protocol.ts'

const largestFile = 1024 * 1024

/**
 * What a check without a workspace may take for known: the keys of an allowed_signers file, which then are the only ones
 * that may have signed, and root certificates. Throws FILE_UNREADABLE, VALIDATION.
 */
export function readTrust(files: {
  readonly signers: string | null
  readonly roots: readonly string[]
}): VerifyTrust {
  const roots = files.roots.map((path) => readCertificateFile(readSmall(path), basename(path)))
  if (files.signers === null) return { signers: [], roots }
  const signers = readAllowedSigners(readSmall(files.signers).toString('utf8'))
  if (signers.length === 0) {
    throw new RefrainError(
      'VALIDATION',
      `“${basename(files.signers)}” names no Ed25519 key that may sign bundles. Nothing was checked. Its lines read: NAME ssh-ed25519 AAAA…`,
    )
  }
  return { signers: signers.map((one) => ({ ...one, own: false })), roots, pinned: true }
}

function readSmall(path: string): Buffer {
  try {
    if (statSync(path).size > largestFile) throw new Error('too large')
    return readFileSync(path)
  } catch (cause) {
    const message = `“${basename(path)}” cannot be read. Nothing was checked. Choose another file.`
    throw new RefrainError('FILE_UNREADABLE', message, undefined, { cause })
  }
}
