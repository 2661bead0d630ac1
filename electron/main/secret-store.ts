import type { SecretRequest } from '../entries/core-protocol.ts'
import type { Result } from '../../shared/contract/index.ts'

/** The part of Electron's safeStorage that is used. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  decryptString(encrypted: Buffer): string
}

interface StoreState {
  readonly name: string
  readonly available: boolean
  readonly reason: string | null
}

const linuxNames: Readonly<Record<string, string>> = {
  gnome_libsecret: 'Secret Service (GNOME Keyring)',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
}

/**
 * Answers what the core asks of the system's secret store. Electron also offers “basic_text” on a Linux without a
 * keyring, which encrypts with a password that stands in its source: that is no secret store, and nothing is put there.
 */
export function answerSecret(
  storage: SafeStorage,
  platform: NodeJS.Platform,
  request: SecretRequest,
): Result<unknown> {
  const state = describe(storage, platform)
  if (request.operation === 'describe') return { ok: true, value: state }
  if (!state.available) return refused(`This system has no secret store: ${state.reason ?? 'none answers'}.`)
  try {
    return {
      ok: true,
      value:
        request.operation === 'close'
          ? storage.encryptString(request.secret).toString('base64')
          : storage.decryptString(Buffer.from(request.closed, 'base64')),
    }
  } catch {
    // What failed may hold the secret: it goes into no message and no log.
    return refused(
      `${state.name} did not ${request.operation} the signing key. Nothing was changed. Unlock it and try again, or use the passphrase.`,
    )
  }
}

function describe(storage: SafeStorage, platform: NodeJS.Platform): StoreState {
  const available = isAvailable(storage)
  if (platform === 'darwin') return stated('Keychain', available)
  if (platform === 'win32') return stated('Windows Data Protection', available)
  const backend = available ? (storage.getSelectedStorageBackend?.() ?? 'unknown') : 'unknown'
  const name = linuxNames[backend]
  if (name !== undefined) return stated(name, available)
  return { name: 'none', available: false, reason: 'no keyring is running' }
}

function isAvailable(storage: SafeStorage): boolean {
  try {
    return storage.isEncryptionAvailable()
  } catch {
    return false
  }
}

function stated(name: string, available: boolean): StoreState {
  return { name, available, reason: available ? null : `${name} does not answer` }
}

function refused(message: string): Result<never> {
  return { ok: false, error: { code: 'CONFLICT', message } }
}
