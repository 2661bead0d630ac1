import { setImmediate as nextTurn } from 'node:timers/promises'
import type { VerifyReport } from '../../../../shared/contract/evidence.ts'
import { bagFiles, isBundleToken, parseBagInfo } from '../../../../shared/domain/evidence/bag.ts'
import { checkSignature, fingerprintOf, readAllowedSigners, sshKeyText } from '../signing/sshsig.ts'
import { checkToken, TokenProblem } from '../timestamps/token.ts'
import type { VerifyTrust } from '../worker-protocol.ts'
import type { BundleFacts } from './facts.ts'
import type { Report } from './report.ts'

type Proofs = Pick<VerifyReport, 'signature' | 'signer' | 'timestamp' | 'tokens'>
type Token = VerifyReport['tokens'][number]

const captureToken = /^(data\/captures\/[^/]+\/sha256sums\.txt)(?:\.[2-9])?\.tsr$/
const logToken = /^data\/custody-stamps\/(\d+)(?:\.[2-9])?\.tsr$/
const mostTokens = 5_000

/** The two answers that rest on others: who signed, and since when it exists. `trust`: who and what the checker knows. */
export async function checkProofs(
  facts: BundleFacts,
  report: Report,
  trust: VerifyTrust,
  mayGoOn: () => void,
): Promise<Proofs> {
  const signed = checkSigner(facts, report, trust)
  const tokens = await checkTokens(facts, report, trust, mayGoOn)
  return { ...signed, timestamp: timestampStatus(facts, report, tokens), tokens: [...tokens] }
}

function checkSigner(
  facts: BundleFacts,
  report: Report,
  trust: VerifyTrust,
): Pick<VerifyReport, 'signature' | 'signer'> {
  const path = bagFiles.signature
  const announced = facts.proofs.get(bagFiles.allowedSigners)
  const signature = facts.proofs.get(path)
  const content = facts.proofs.get(bagFiles.tagManifest)
  if (!facts.present.has(path)) {
    report.add('signature-missing', '', 'The bundle is not signed: nothing in it proves who made it.')
    if (announced !== undefined) {
      const message = `The bundle names the key that signs it, but “${path}” is gone: the signature was removed.`
      report.add('signature-removed', path, message)
    }
    return { signature: 'missing', signer: null }
  }
  if (signature === undefined || content === undefined) {
    report.add('signature-invalid', path, 'The signature, or the list it is of, cannot be read.')
    return { signature: 'invalid', signer: null }
  }
  const check = checkSignature(signature.toString('latin1'), content)
  if (check.state === 'broken') {
    report.add('signature-invalid', path, `The signature proves nothing: ${check.reason}.`)
    return { signature: 'invalid', signer: null }
  }
  return judgeSigner(check.publicKey, announced, facts, report, trust)
}

function judgeSigner(
  publicKey: string,
  announced: Buffer | undefined,
  facts: BundleFacts,
  report: Report,
  trust: VerifyTrust,
): Pick<VerifyReport, 'signature' | 'signer'> {
  const known = trust.signers.find((one) => one.publicKey === publicKey)
  const standing = known === undefined ? 'unknown' : known.own ? 'own' : 'known'
  const signer = {
    fingerprint: fingerprintOf(publicKey),
    publicKey: sshKeyText(publicKey),
    standing,
    name: known?.name ?? null,
  } as const
  const reason = foreignKey(publicKey, announced, facts, trust, known?.own === true)
  if (reason !== null) {
    report.add(
      'signed-by-another-key',
      bagFiles.signature,
      `It is signed by another key, ${signer.fingerprint}: ${reason}.`,
    )
    return { signature: 'invalid', signer }
  }
  if (known !== undefined) return { signature: 'valid', signer }
  const message = `The signature fits the key ${signer.fingerprint}, which nobody here has said to know. Compare it with one you got from its owner by another way.`
  report.add('signer-unknown', bagFiles.signature, message)
  return { signature: 'unknown', signer }
}

/** Why this key should not have signed, or null. */
function foreignKey(
  publicKey: string,
  announced: Buffer | undefined,
  facts: BundleFacts,
  trust: VerifyTrust,
  own: boolean,
): string | null {
  if (trust.pinned === true && trust.signers.every((one) => one.publicKey !== publicKey)) {
    return 'it is none of the keys this check was told to accept'
  }
  const names = announced === undefined ? [] : readAllowedSigners(announced.toString('utf8'))
  if (names.every((one) => one.publicKey !== publicKey)) return 'the bundle itself names another signer'
  const maker = parseBagInfo(facts.texts.get(bagFiles.info) ?? '').get('External-Identifier') ?? ''
  const ours = trust.workspaceId !== undefined && maker.startsWith(`${trust.workspaceId}:`)
  return ours && !own ? 'the bundle claims to be of this workspace, whose keys are others' : null
}

async function checkTokens(
  facts: BundleFacts,
  report: Report,
  trust: VerifyTrust,
  mayGoOn: () => void,
): Promise<readonly Token[]> {
  const certificates = facts.proofs.get(bagFiles.authorityCertificates)
  const stated = certificates === undefined ? [] : [certificates.toString('latin1')]
  const tokens: Token[] = []
  const stamped = new Set<string>()
  const paths = [...facts.present].filter((path) => coverOf(path) !== null).sort()
  const own = paths.filter(isBundleToken)
  const others = paths.filter((path) => !isBundleToken(path))
  for (const path of others.slice(mostTokens)) {
    stamped.add(captureToken.exec(path)?.[1] ?? '')
    report.add('too-large', path, `“${path}” was not checked: there are too many time stamps.`)
  }
  // However many others there are, those over the whole bundle are checked.
  for (const path of [...others.slice(0, mostTokens), ...own]) {
    mayGoOn()
    const covers = coverOf(path) ?? 'bundle'
    const token = await checkOne(path, covers, facts, { named: trust.roots, stated })
    tokens.push(token)
    stamped.add(captureToken.exec(path)?.[1] ?? '')
    if (token.problem !== null && !report.names(path)) {
      report.add(invalidCodes[covers], path, `“${path}” proves no date: the time stamp ${token.problem}.`)
    }
    await nextTurn()
  }
  for (const path of facts.findingSums.keys()) {
    if (!path.startsWith('data/captures/') || stamped.has(path)) continue
    const message = `No third party witnessed when the capture of “${path}” existed.`
    report.add('capture-timestamp-missing', path, message)
  }
  return tokens
}

const invalidCodes = {
  bundle: 'timestamp-invalid',
  capture: 'capture-timestamp-invalid',
  log: 'log-stamp-invalid',
} as const

function coverOf(path: string): Token['covers'] | null {
  if (isBundleToken(path)) return 'bundle'
  if (captureToken.test(path)) return 'capture'
  return logToken.test(path) ? 'log' : null
}

async function checkOne(
  path: string,
  covers: Token['covers'],
  facts: BundleFacts,
  roots: { readonly named: readonly string[]; readonly stated: readonly string[] },
): Promise<Token> {
  const failed = (problem: string): Token => ({
    path,
    covers,
    time: null,
    authority: '',
    root: null,
    problem,
  })
  const response = facts.proofs.get(path)
  const content = stampedContent(path, covers, facts)
  if (response === undefined) return failed('cannot be read')
  if (content === undefined) return failed('is of something that is not there')
  try {
    const { time, authority, root } = await checkToken({ response, content, ...roots })
    return { path, covers, time, authority, root, problem: null }
  } catch (error) {
    return failed(error instanceof TokenProblem ? error.message : 'cannot be read')
  }
}

function stampedContent(path: string, covers: Token['covers'], facts: BundleFacts): Buffer | undefined {
  if (covers === 'bundle') return facts.proofs.get(bagFiles.tagManifest)
  if (covers === 'capture') return facts.proofs.get(captureToken.exec(path)?.[1] ?? '')
  return facts.log?.lineOf.get(logToken.exec(path)?.[1] ?? '')
}

function timestampStatus(
  facts: BundleFacts,
  report: Report,
  tokens: readonly Token[],
): VerifyReport['timestamp'] {
  const own = tokens.filter(({ covers }) => covers === 'bundle')
  if (own.length === 0) {
    const message = facts.present.has(bagFiles.authorityCertificates)
      ? 'The bundle names an authority, but carries no time stamp over its lists: it was not there yet when it was exported, or it was removed.'
      : 'The bundle carries no independent time stamp over its lists: its times are those of its maker.'
    report.add('timestamp-missing', '', message)
    return 'missing'
  }
  if (own.some(({ problem }) => problem !== null)) return 'invalid'
  if (own.some(({ root }) => root === 'named' || root === 'public')) return 'valid'
  const message =
    'The time stamp is sound, but only by a root certificate that came with it. Get the authority’s root from the authority itself.'
  report.add('timestamp-root-unknown', own[0]?.path ?? '', message)
  return 'unknown'
}

/** True for a file whose bytes the proofs need. */
export function isProofFile(path: string): boolean {
  return (
    path === bagFiles.tagManifest ||
    path === bagFiles.signature ||
    path === bagFiles.allowedSigners ||
    path === bagFiles.authorityCertificates ||
    coverOf(path) !== null
  )
}

/** The line of the custody log a path is a stamp of, or null. */
export function stampedLine(path: string): string | null {
  return logToken.exec(path)?.[1] ?? null
}
