import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { sshReader, sshString } from './ssh-wire.ts'

/**
 * Signatures in the form of OpenSSH (PROTOCOL.sshsig), which `ssh-keygen -Y verify` checks on every system. Keys are
 * Ed25519 (RFC 8032): 32 bytes of secret seed, 32 bytes of public key; the same key and bytes give the same signature.
 */

/** What our signatures are made for; a signature made for another purpose is not one of a bundle. */
export const bundleNamespace = 'evidence-bundle'

const keyType = 'ssh-ed25519'
const magic = 'SSHSIG'
const version = 1
const keyBytes = 32
const signatureBytes = 64
const longestSignature = 8192
const head = '-----BEGIN SSH SIGNATURE-----'
const foot = '-----END SSH SIGNATURE-----'

const signerLine = /^("[^"]*"|[^\s"]+)\s+(?:namespaces="([^"]*)"\s+)?(ssh-ed25519\s+\S+)(?:\s|$)/i

/** What a signature says, once it is found to fit what it signs. */
export type SignatureCheck =
  | { readonly state: 'fits'; readonly publicKey: string }
  | { readonly state: 'broken'; readonly reason: string }

/** The public key of a secret seed, as base64 of its 32 bytes. */
export function publicKeyOf(seed: Uint8Array): string {
  const { x } = createPublicKey(privateKey(seed)).export({ format: 'jwk' })
  return Buffer.from(x ?? '', 'base64url').toString('base64')
}

/** A public key as it stands in `authorized_keys` and `allowed_signers`: `ssh-ed25519 AAAA…`. */
export function sshKeyText(publicKey: string): string {
  return `${keyType} ${keyBlob(publicKey).toString('base64')}`
}

/** What ssh-keygen prints as the fingerprint of a key: `SHA256:` and 43 characters. */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(keyBlob(publicKey)).digest('base64')
  return `SHA256:${hash.replace(/=+$/, '')}`
}

/**
 * Reads a public key as people hand it on: a line of `ssh-ed25519 AAAA… comment`, also one of an `allowed_signers` file.
 * Returns base64 of its 32 bytes, or null when there is no Ed25519 key in it.
 */
export function readSshKey(line: string): string | null {
  const [, encoded] = /(?:^|\s)ssh-ed25519\s+([A-Za-z0-9+/]+={0,2})(?:\s|$)/.exec(line) ?? []
  if (encoded === undefined) return null
  try {
    return keyFromBlob(Buffer.from(encoded, 'base64'))
  } catch {
    return null
  }
}

/**
 * Every Ed25519 key an `allowed_signers` file admits for bundles (ssh-keygen(1), ALLOWED SIGNERS), with its principal. A
 * line with another option than `namespaces` admits none here: the key of an authority signs certificates, not bundles,
 * and whether a key was valid then is not known without the time of the signature.
 */
export function readAllowedSigners(text: string): readonly { name: string; publicKey: string }[] {
  return text.split('\n').flatMap((line) => {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('#')) return []
    const [, name, namespaces, key] = signerLine.exec(trimmed) ?? []
    if (name === undefined || key === undefined) return []
    if (namespaces !== undefined && !namespaces.split(',').includes(bundleNamespace)) return []
    const publicKey = readSshKey(key)
    return publicKey === null ? [] : [{ name: name.replaceAll('"', ''), publicKey }]
  })
}

/** A line of an `allowed_signers` file that admits a key for bundles only. */
export function allowedSigner(publicKey: string): string {
  return `signer namespaces="${bundleNamespace}" ${sshKeyText(publicKey)}\n`
}

/** Signs bytes. Returns the armored text that lies beside them as a `.sig` file. */
export function signBytes(seed: Uint8Array, message: Uint8Array): string {
  const digest = createHash('sha512').update(message).digest()
  const signature = sign(null, signedText(bundleNamespace, 'sha512', digest), privateKey(seed))
  const versionField = Buffer.alloc(4)
  versionField.writeUInt32BE(version)
  const blob = Buffer.concat([
    Buffer.from(magic),
    versionField,
    sshString(keyBlob(publicKeyOf(seed))),
    sshString(bundleNamespace),
    sshString(''),
    sshString('sha512'),
    sshString(Buffer.concat([sshString(keyType), sshString(signature)])),
  ])
  return armor(blob)
}

function armor(blob: Buffer): string {
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? []
  return [head, ...lines, foot, ''].join('\n')
}

/** Checks an armored signature against the bytes it should be of. Never throws; says which key made it. */
export function checkSignature(armored: string, message: Uint8Array): SignatureCheck {
  try {
    return checkParsed(armored, message)
  } catch {
    return { state: 'broken', reason: 'it is not an SSH signature' }
  }
}

function checkParsed(armored: string, message: Uint8Array): SignatureCheck {
  if (armored.length > longestSignature) return { state: 'broken', reason: 'it is not an SSH signature' }
  const text = armored.replaceAll('\r\n', '\n')
  const blob = Buffer.from(text.slice(head.length, text.indexOf(foot)).replaceAll('\n', ''), 'base64')
  // Exactly as ssh-keygen writes it: what is read in more than one way is not read at all.
  if (armor(blob) !== text || blob.subarray(0, magic.length).toString() !== magic) {
    return { state: 'broken', reason: 'it is not an SSH signature' }
  }
  const reader = sshReader(blob, magic.length)
  const found = reader.uint32()
  const publicKey = keyFromBlob(reader.string())
  const namespace = reader.string().toString()
  const reserved = reader.string()
  const hash = reader.string().toString()
  const signature = rawSignature(reader.string())
  if (found !== version || reserved.length > 0 || !reader.done())
    return { state: 'broken', reason: 'it is not an SSH signature' }
  if (namespace !== bundleNamespace) return { state: 'broken', reason: 'it was made for another purpose' }
  if (hash !== 'sha256' && hash !== 'sha512') return { state: 'broken', reason: 'it uses an unknown hash' }
  const digest = createHash(hash).update(message).digest()
  const fits = verify(null, signedText(namespace, hash, digest), publicKeyObject(publicKey), signature)
  return fits
    ? { state: 'fits', publicKey }
    : { state: 'broken', reason: 'it does not fit the list of lists' }
}

function signedText(namespace: string, hash: string, digest: Uint8Array): Buffer {
  const parts = [sshString(namespace), sshString(''), sshString(hash), sshString(digest)]
  return Buffer.concat([Buffer.from(magic), ...parts])
}

function keyBlob(publicKey: string): Buffer {
  return Buffer.concat([sshString(keyType), sshString(Buffer.from(publicKey, 'base64'))])
}

function keyFromBlob(blob: Buffer): string {
  const reader = sshReader(blob)
  const type = reader.string().toString()
  const key = reader.string()
  if (type !== keyType || key.length !== keyBytes || !reader.done()) throw new Error('not an Ed25519 key')
  return key.toString('base64')
}

function rawSignature(blob: Buffer): Buffer {
  const reader = sshReader(blob)
  const type = reader.string().toString()
  const signature = reader.string()
  if (type !== keyType || signature.length !== signatureBytes || !reader.done()) {
    throw new Error('not an Ed25519 signature')
  }
  return signature
}

// RFC 8410: the fixed start of a PKCS #8 Ed25519 key, before its 32 bytes.
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

function privateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== keyBytes) throw new Error('an Ed25519 seed has 32 bytes')
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
}

function publicKeyObject(publicKey: string): KeyObject {
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
