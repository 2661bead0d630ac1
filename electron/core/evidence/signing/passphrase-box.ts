import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { RefrainError } from '../../../../shared/errors.ts'

/**
 * Keeps a small secret under a passphrase: a key by scrypt (RFC 7914), the secret under it by AES-256-GCM. What it costs
 * to guess a passphrase stands in the box, so that it can be raised later without making old boxes unreadable.
 */

const base64 = z.base64()
const box = z.object({
  kdf: z.literal('scrypt'),
  // Bounded: a box from a workspace somebody else made must not take all memory.
  n: z.union([z.literal(2 ** 15), z.literal(2 ** 16), z.literal(2 ** 17), z.literal(2 ** 18)]),
  r: z.literal(8),
  p: z.literal(1),
  salt: base64,
  cipher: z.literal('aes-256-gcm'),
  nonce: base64,
  tag: base64,
  data: base64,
})

// 128 MB and about half a second for each guess (OWASP Password Storage Cheat Sheet: N = 2^17, r = 8, p = 1).
const cost = { n: 2 ** 17, r: 8, p: 1 } as const
const tagBytes = 16
const nonceBytes = 12

/** Fewer characters are refused: the file with the box may be copied and guessed at without end. */
export const shortestPassphrase = 12

/** Closes a secret in a box. `purpose` is bound to it: a box taken to another place does not open. Throws VALIDATION. */
export async function closeBox(secret: Uint8Array, passphrase: string, purpose: string): Promise<string> {
  if ([...passphrase].length < shortestPassphrase) {
    throw new RefrainError(
      'VALIDATION',
      `A passphrase needs at least ${String(shortestPassphrase)} characters. Nothing was changed. Several words are easier to remember than signs.`,
    )
  }
  const salt = randomBytes(16)
  const nonce = randomBytes(nonceBytes)
  const key = await derive(passphrase, salt, cost)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(purpose))
  const data = Buffer.concat([cipher.update(secret), cipher.final()])
  key.fill(0)
  return JSON.stringify({
    kdf: 'scrypt',
    ...cost,
    salt: salt.toString('base64'),
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  } satisfies z.input<typeof box>)
}

/** Opens a box. Throws FORBIDDEN when the passphrase is not the one or the box was changed, CUSTODY_BROKEN when it is none. */
export async function openBox(closed: string, passphrase: string, purpose: string): Promise<Buffer> {
  const parsed = readBox(closed)
  const key = await derive(passphrase, Buffer.from(parsed.salt, 'base64'), parsed)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(parsed.nonce, 'base64'), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(purpose))
    decipher.setAuthTag(Buffer.from(parsed.tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(parsed.data, 'base64')), decipher.final()])
  } catch (cause) {
    throw new RefrainError(
      'FORBIDDEN',
      'This is not the passphrase of the signing key. The key stays locked, and nothing was changed. Try again.',
      undefined,
      { cause },
    )
  } finally {
    key.fill(0)
  }
}

function readBox(closed: string): z.infer<typeof box> {
  try {
    return box.parse(JSON.parse(closed))
  } catch (cause) {
    throw new RefrainError(
      'CUSTODY_BROKEN',
      'What is kept as the signing key cannot be read. Nothing was signed. Restore a backup of the workspace, or make a new key.',
      undefined,
      { cause },
    )
  }
}

function derive(
  passphrase: string,
  salt: Uint8Array,
  { n, r, p }: { readonly n: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const options = { N: n, r, p, maxmem: 256 * n * r }
  // NFKC: the same characters typed on another system give the same bytes.
  scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) => {
    if (error === null) resolve(key)
    else reject(error)
  })
  return promise
}
