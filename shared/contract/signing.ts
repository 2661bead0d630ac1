import { z } from 'zod'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'

/** How the secret half of a key is kept: by the system's secret store, or under a passphrase. */
export const keyLocks = ['system', 'passphrase'] as const
export type KeyLock = (typeof keyLocks)[number]

const passphrase = z.string().max(1000)

/** How a new or open key is to be kept. There is no third way: a secret is never kept in the clear. */
export const keyKeeping = z.discriminatedUnion('by', [
  z.object({ by: z.literal('system') }),
  z.object({ by: z.literal('passphrase'), passphrase }),
])
export type KeyKeeping = z.infer<typeof keyKeeping>

const publicKey = z.object({
  id,
  /** As ssh-keygen prints it: `SHA256:…`. */
  fingerprint: z.string(),
  /** As in authorized_keys: `ssh-ed25519 AAAA…`. */
  publicKey: z.string(),
  createdAt: instant,
})

export const signingState = z.object({
  /** The key in use, or null when there is none yet: bundles are then not signed. */
  key: publicKey.extend({ locks: z.array(z.enum(keyLocks)), open: z.boolean() }).nullable(),
  /** Whether a bundle can be signed at once, without a passphrase. */
  ready: z.boolean(),
  retired: z.array(publicKey.extend({ retiredAt: instant })),
  known: z.array(
    z.object({ name: z.string(), fingerprint: z.string(), publicKey: z.string(), addedAt: instant }),
  ),
  /** The system's secret store, and why it cannot be used where it cannot. */
  secretStore: z.object({ name: z.string(), available: z.boolean(), reason: z.string().nullable() }),
})
export type SigningState = z.infer<typeof signingState>

export const signingProcedures = {
  'signing.get': query(nothing, signingState),
  /** Makes the key that signs from now on. With `replace` the one in use is retired: its public half stays. */
  'signing.create': command(
    z.object({ keeping: keyKeeping, replace: z.boolean().default(false) }),
    signingState,
  ),
  /** Opens the key for as long as the program runs. */
  'signing.open': command(z.object({ passphrase }), signingState),
  /** Forgets the opened key. */
  'signing.close': command(nothing, signingState),
  /** Adds a way to open the key (or renews it); the key must be open or kept by the system. */
  'signing.keep': command(z.object({ keeping: keyKeeping }), signingState),
  /** Writes every public key of the workspace as an `allowed_signers` file. */
  'signing.export': command(
    z.object({ path: z.string().min(1) }),
    z.object({ path: z.string(), keys: z.int() }),
  ),
  /** Remembers whose key this is. */
  'signers.add': command(
    z.object({ name: z.string().trim().min(1).max(200), publicKey: z.string().min(1).max(4000) }),
    signingState,
  ),
  'signers.remove': command(z.object({ publicKey: z.string().min(1).max(4000) }), signingState),
} as const
