import { X509Certificate } from 'node:crypto'
import { RefrainError } from '../../../../shared/errors.ts'

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g
const mostCertificates = 50
/** More text than so many certificates take; a file of a stranger's bundle may be any length. */
const longestPem = 1024 * 1024

/** The certificates of a PEM text; those that cannot be read are left out. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  return (pem.slice(0, longestPem).match(block) ?? []).slice(0, mostCertificates).flatMap((text) => {
    try {
      return [new X509Certificate(text)]
    } catch {
      return []
    }
  })
}

/**
 * The certificates of a file a person chose, PEM or DER, as one PEM text. Throws VALIDATION when there is none in it.
 */
export function readCertificateFile(bytes: Buffer, name: string): string {
  const text = bytes.toString('latin1')
  const found = text.includes('-----BEGIN CERTIFICATE-----') ? certificatesIn(text) : derCertificate(bytes)
  if (found.length === 0) {
    throw new RefrainError(
      'VALIDATION',
      `“${name}” holds no certificate. Nothing was changed. Choose the authority’s root certificate, a .pem, .crt or .cer file.`,
    )
  }
  return pemOf(found)
}

/** Certificates as one PEM text with line feeds. */
export function pemOf(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => `${certificate.toString().trim().replaceAll('\r', '')}\n`).join('')
}

/** The name people know a certificate's holder by. */
export function holderOf(certificate: X509Certificate): string {
  const parts = new Map(
    certificate.subject.split('\n').map((line): [string, string] => {
      const at = line.indexOf('=')
      return [line.slice(0, at), line.slice(at + 1)]
    }),
  )
  const [name, organisation] = [parts.get('CN'), parts.get('O')]
  if (name === undefined) return organisation ?? certificate.subject.replaceAll('\n', ', ')
  return organisation === undefined || name.includes(organisation) ? name : `${name} (${organisation})`
}

function derCertificate(bytes: Buffer): readonly X509Certificate[] {
  try {
    return [new X509Certificate(bytes)]
  } catch {
    return []
  }
}
