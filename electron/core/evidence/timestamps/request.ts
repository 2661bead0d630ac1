import { randomBytes } from 'node:crypto'

// RFC 3161, 2.4.1: TimeStampReq with version 1, SHA-256, a nonce of 8 bytes and certReq; only two places differ.
const beforeDigest = Buffer.from('30430201013031300d060960864801650304020105000420', 'hex')
const beforeNonce = Buffer.from('0208', 'hex')
const certificatesWanted = Buffer.from('0101ff', 'hex')

/** A request for a token over a SHA-256, and the nonce its answer must bring back. */
export interface TimestampRequest {
  readonly nonce: Buffer
  readonly der: Buffer
}

/** Builds a request. `digest`: lower-case hex SHA-256. */
export function timestampRequest(digest: string, nonce: Buffer = freshNonce()): TimestampRequest {
  const der = Buffer.concat([
    beforeDigest,
    Buffer.from(digest, 'hex'),
    beforeNonce,
    nonce,
    certificatesWanted,
  ])
  return { nonce, der }
}

/** The nonce of a request this program built. */
export function nonceOf(der: Uint8Array): Buffer {
  const from = beforeDigest.length + 32 + beforeNonce.length
  return Buffer.from(der.subarray(from, from + 8))
}

// The first bits make it a positive integer of exactly eight bytes in DER.
function freshNonce(): Buffer {
  const nonce = randomBytes(8)
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  return nonce
}
