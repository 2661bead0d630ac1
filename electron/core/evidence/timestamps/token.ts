import { createHash, X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import type * as PkiModule from 'pkijs'
import type { Certificate, SignedData, TSTInfo } from 'pkijs'
import { certificatesIn, holderOf, pemOf } from './certificates.ts'
import { checkSigningCertificate, checkTimestampPurpose } from './token-signer.ts'

/**
 * By which root a token holds: one the person who checks named, one of the public list that comes with the program, or
 * only one that came with the token itself.
 */
export type TokenRoot = 'named' | 'public' | 'stated'

/** What a token proves, once everything about it was checked. */
export interface TokenFacts {
  /** When the authority saw the digest; UTC. */
  readonly time: string
  /** The authority, as its certificate names it. */
  readonly authority: string
  readonly policy: string
  readonly serial: string
  readonly root: TokenRoot
  /** The chain above the signing certificate, as far as the token carries it, else that certificate itself. */
  readonly chainPem: string
}

/** Why a token proves nothing. The message is a clause that fits behind “the time stamp …”. */
export class TokenProblem extends Error {}

interface TokenQuestion {
  /** DER of a TimeStampResp (RFC 3161, 2.4.2). */
  readonly response: Uint8Array
  /** The bytes that are stamped. */
  readonly content: Uint8Array
  /** The nonce of the request, when it is at hand: the answer must carry it. */
  readonly nonce?: Uint8Array
  /** PEM of roots that are trusted. */
  readonly named: readonly string[]
  /** PEM of certificates that came along and only complete a chain. */
  readonly stated?: readonly string[]
  /** Accept no other roots than the named ones. */
  readonly namedOnly?: boolean
}

const sha256Oid = '2.16.840.1.101.3.4.2.1'
const signedDataOid = '1.2.840.113549.1.7.2'
const tokenOid = '1.2.840.113549.1.9.16.1.4'
// RFC 3161, 2.4.2: PKIStatus.
const granted = 0
const grantedWithMods = 1
const longestToken = 64 * 1024

type Pki = typeof PkiModule

/**
 * Checks an authority's answer: status, digest, nonce, purpose of the certificate (RFC 3161, 2.3), that the signature
 * is by that certificate (RFC 5816), signature, and the chain as it was valid when the token was made. Throws TokenProblem.
 */
export async function checkToken(question: TokenQuestion): Promise<TokenFacts> {
  const pki = await import('pkijs')
  const parsed = parse(pki, question.response)
  checkContent(parsed.info, question)
  const signer = checkSigner(parsed)
  const embedded = parsed.certificates.map(fromPki)
  const { root, chain } = await findRoot(pki, parsed.signed, question, embedded, signer)
  return {
    time: parsed.info.genTime.toISOString(),
    authority: holderOf(signer),
    policy: parsed.info.policy,
    serial: Buffer.from(parsed.info.serialNumber.valueBlock.valueHexView).toString('hex'),
    root,
    chainPem: pemOf(chain),
  }
}

interface ParsedToken {
  readonly signed: SignedData
  readonly info: TSTInfo
  readonly certificates: readonly Certificate[]
}

function parse(pki: Pki, response: Uint8Array): ParsedToken {
  if (response.byteLength > longestToken) throw new TokenProblem('is too long')
  let answer
  try {
    answer = pki.TimeStampResp.fromBER(new Uint8Array(response).buffer)
  } catch {
    throw new TokenProblem('cannot be read')
  }
  const { statusStrings } = answer.status
  const status: number = answer.status.status
  if (status !== granted && status !== grantedWithMods) {
    const said = (statusStrings ?? []).map((text) => text.valueBlock.value).join(' ')
    throw new TokenProblem(`was refused by the authority (status ${String(status)}${said && `: ${said}`})`)
  }
  try {
    const token = answer.timeStampToken
    if (token?.contentType !== signedDataOid) throw new Error('no token')
    const signed = new pki.SignedData({ schema: token.content })
    const { eContentType, eContent } = signed.encapContentInfo
    if (eContentType !== tokenOid || eContent === undefined || signed.signerInfos.length !== 1) {
      throw new Error('no TSTInfo')
    }
    const info = pki.TSTInfo.fromBER(eContent.getValue())
    const certificates = (signed.certificates ?? []).filter((one) => one instanceof pki.Certificate)
    return { signed, info, certificates }
  } catch {
    throw new TokenProblem('cannot be read')
  }
}

function checkContent(info: TSTInfo, { content, nonce }: TokenQuestion): void {
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  const digest = createHash('sha256').update(content).digest()
  if (hashAlgorithm.algorithmId !== sha256Oid || !digest.equals(hashedMessage.valueBlock.valueHexView)) {
    throw new TokenProblem('is of something else: it names another digest')
  }
  if (nonce === undefined) return
  const returned = info.nonce?.valueBlock.valueHexView
  if (returned === undefined || !Buffer.from(nonce).equals(returned)) {
    throw new TokenProblem('answers another request: it carries another nonce')
  }
}

function checkSigner({ signed, certificates }: ParsedToken): X509Certificate {
  const [signerInfo] = signed.signerInfos
  const signer =
    signerInfo === undefined
      ? null
      : checkSigningCertificate(signerInfo, certificates, (text) => new TokenProblem(text))
  if (signer === null) throw new TokenProblem('does not carry the certificate it was signed with')
  checkTimestampPurpose(signer, (text) => new TokenProblem(text))
  return fromPki(signer)
}

interface FoundRoot {
  readonly root: TokenRoot
  readonly chain: readonly X509Certificate[]
}

/** Tries the roots from the most to the least trusted. */
async function findRoot(
  pki: Pki,
  signed: SignedData,
  question: TokenQuestion,
  embedded: readonly X509Certificate[],
  signer: X509Certificate,
): Promise<FoundRoot> {
  const extra = (question.stated ?? []).flatMap(certificatesIn)
  const above = embedded.filter((one) => one.fingerprint256 !== signer.fingerprint256)
  const chain = above.length === 0 ? [signer] : above
  const named = question.named.flatMap(certificatesIn)
  const attempt = (roots: readonly X509Certificate[]) =>
    verifyWith(pki, signed, question.content, roots, extra)
  let problem = named.length === 0 ? 'leads to no root that is known' : await attempt(named)
  if (problem === null) return { root: 'named', chain }
  if (question.namedOnly === true) throw new TokenProblem(problem)
  const all = [...embedded, ...extra]
  const listed = publicRootsAbove(all)
  if (listed.length > 0 && (await attempt(listed)) === null) return { root: 'public', chain }
  const tops = all.filter(
    (one) =>
      !all.some((other) => other !== one && other.subject === one.issuer && other.subject !== one.subject),
  )
  problem = await attempt(tops)
  if (problem === null) return { root: 'stated', chain }
  throw new TokenProblem(problem)
}

/** Null when signature and chain hold; else why not. */
async function verifyWith(
  pki: Pki,
  signed: SignedData,
  content: Uint8Array,
  roots: readonly X509Certificate[],
  extra: readonly X509Certificate[],
): Promise<string | null> {
  const before = signed.certificates
  signed.certificates = [...(before ?? []), ...extra.map((one) => toPki(pki, one))]
  try {
    const result = await signed.verify({
      signer: 0,
      data: new Uint8Array(content).buffer,
      trustedCerts: roots.map((one) => toPki(pki, one)),
      checkChain: true,
      extendedMode: true,
    })
    return result.signatureVerified === true ? null : 'has a signature that does not fit'
  } catch (error) {
    const chain = Reflect.get(Object(error), 'signerCertificateVerified') === false
    return chain
      ? 'was signed with a certificate that was not valid then, or does not lead to the root'
      : 'has a signature that does not fit'
  } finally {
    if (before === undefined) delete signed.certificates
    else signed.certificates = before
  }
}

/** Roots of the list that comes with the program which stand above one of these certificates, or are among them. */
function publicRootsAbove(certificates: readonly X509Certificate[]): readonly X509Certificate[] {
  const wanted = new Set(certificates.flatMap(({ subject, issuer }) => [subject, issuer]))
  return publicRoots().filter(({ subject }) => wanted.has(subject))
}

let listed: readonly X509Certificate[] | null = null

function publicRoots(): readonly X509Certificate[] {
  listed ??= rootCertificates.flatMap(certificatesIn)
  return listed
}

function fromPki(certificate: Certificate): X509Certificate {
  return new X509Certificate(Buffer.from(certificate.toSchema().toBER(false)))
}

function toPki(pki: Pki, certificate: X509Certificate): Certificate {
  return pki.Certificate.fromBER(new Uint8Array(certificate.raw).buffer)
}
