import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SecretStore } from '../../../electron/core/ports.ts'

/**
 * A secret store as a system has one, kept in memory: what it closes can be opened by it and by nobody else. With a key
 * given, another process can stand for the same system.
 */
export function memorySecrets(
  key: Buffer = randomBytes(32),
): SecretStore & { readonly closed: string[]; available: boolean } {
  const store = {
    available: true,
    closed: [] as string[],
    describe: () =>
      Promise.resolve({
        name: 'Memory',
        available: store.available,
        reason: store.available ? null : 'it is switched off',
      }),
    close(secret: Uint8Array) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const data = Buffer.concat([cipher.update(secret), cipher.final()])
      const text = Buffer.concat([nonce, cipher.getAuthTag(), data]).toString('base64')
      store.closed.push(text)
      return Promise.resolve(text)
    },
    open(text: string) {
      const bytes = Buffer.from(text, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Promise.resolve(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]))
    },
  }
  return store
}
