import { createHash } from 'node:crypto'
import type { Certificate, SignerInfo } from 'pkijs'
import { z } from 'zod'

/** What RFC 3161 asks of the certificate that signs tokens, beyond a signature that fits. */

type Problem = (text: string) => Error

const extendedKeyUsageOid = '2.5.29.37'
const timeStampingOid = '1.3.6.1.5.5.7.3.8'
const signingCertificate = '1.2.840.113549.1.9.16.2.12'
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47'

const hashNames: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** RFC 3161, 2.3: exactly one extended purpose, time-stamping, and it is critical. */
export function checkTimestampPurpose(certificate: Certificate, problem: Problem): void {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === extendedKeyUsageOid)
  const purposes = z.object({ keyPurposes: z.array(z.string()) }).safeParse(usage?.parsedValue)
    .data?.keyPurposes
  if (usage?.critical === true && purposes?.length === 1 && purposes[0] === timeStampingOid) return
  throw problem('was signed with a certificate that is not made for time stamps')
}

/**
 * The certificate the signed attributes name by its hash (RFC 2634, 5.4; RFC 5816): without that, another certificate of
 * the same key could be put in its place. Null when the token does not carry it.
 */
export function checkSigningCertificate(
  signer: SignerInfo,
  certificates: readonly Certificate[],
  problem: Problem,
): Certificate | null {
  const attributes = signer.signedAttrs?.attributes ?? []
  const v2 = attributes.find(({ type }) => type === signingCertificateV2)
  const attribute = v2 ?? attributes.find(({ type }) => type === signingCertificate)
  if (attribute === undefined) throw problem('does not say which certificate signed it')
  const named = certificateHash(attribute.values, v2 !== undefined)
  if (named === null) throw problem('cannot be read')
  const found = certificates.find((certificate) => {
    const der = Buffer.from(certificate.toSchema().toBER(false))
    return createHash(named.algorithm).update(der).digest().equals(named.hash)
  })
  return found ?? null
}

interface CertificateHash {
  readonly algorithm: string
  readonly hash: Buffer
}

/** SigningCertificate(V2) → its first ESSCertID(v2) → the hash and, in the second version, its algorithm. */
function certificateHash(values: readonly unknown[], second: boolean): CertificateHash | null {
  const first = children(children(children(values[0])[0])[0])
  const octets = first.find((node) => bytesOf(node) !== null)
  const hash = octets === undefined ? null : bytesOf(octets)
  if (hash === null) return null
  if (!second) return { algorithm: 'sha1', hash }
  const identifier = first[0] === octets ? undefined : children(first[0])[0]
  const oid = identifier === undefined ? null : oidOf(identifier)
  const algorithm = oid === null ? 'sha256' : hashNames[oid]
  return algorithm === undefined ? null : { algorithm, hash }
}

const node = z.looseObject({
  idBlock: z.looseObject({ tagClass: z.number(), tagNumber: z.number() }),
  valueBlock: z.looseObject({ value: z.unknown() }),
})

function children(value: unknown): readonly unknown[] {
  const list = node.safeParse(value).data?.valueBlock.value
  return Array.isArray(list) ? list : []
}

/** Content of an OCTET STRING. */
function bytesOf(value: unknown): Buffer | null {
  const parsed = node.safeParse(value).data
  if (parsed?.idBlock.tagClass !== 1 || parsed.idBlock.tagNumber !== 4) return null
  // A getter, which the schema does not copy.
  const bytes: unknown = Reflect.get(Object(Reflect.get(Object(value), 'valueBlock')), 'valueHexView')
  return bytes instanceof Uint8Array ? Buffer.from(bytes) : null
}

/** Dotted text of an OBJECT IDENTIFIER. */
function oidOf(value: unknown): string | null {
  const parsed = node.safeParse(value).data
  if (parsed?.idBlock.tagNumber !== 6) return null
  const block: unknown = Reflect.get(Object(value), 'valueBlock')
  const text: unknown = Reflect.apply(Reflect.get(Object(block), 'toString') as () => unknown, block, [])
  return typeof text === 'string' ? text : null
}
