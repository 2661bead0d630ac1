import { expect, test } from 'vitest'
import { answerSecret, type SafeStorage } from './secret-store.ts'

/** A store that turns bytes round, which is enough to see whether it was asked. */
function storage(backend: string, available = true): SafeStorage & { asked: number } {
  return {
    asked: 0,
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString(text) {
      this.asked += 1
      return Buffer.from([...text].reverse().join(''))
    },
    decryptString: (encrypted) => [...encrypted.toString()].reverse().join(''),
  }
}

test.each([
  ['linux', 'gnome_libsecret', true],
  ['linux', 'kwallet6', true],
  ['linux', 'basic_text', false],
  ['linux', 'unknown', false],
  ['darwin', '', true],
  ['win32', '', true],
] as const)('on %s with %s', (platform, backend, available) => {
  const store = storage(backend)
  expect(answerSecret(store, platform, { operation: 'describe' })).toMatchObject({
    ok: true,
    value: { available },
  })
  const closed = answerSecret(store, platform, { operation: 'close', secret: 'c2VlZA==' })
  expect(closed.ok).toBe(available)
  expect(store.asked).toBe(available ? 1 : 0)
  if (!closed.ok) return
  expect(closed.value).not.toContain('c2VlZA==')
  expect(answerSecret(store, platform, { operation: 'open', closed: String(closed.value) })).toEqual({
    ok: true,
    value: 'c2VlZA==',
  })
})

test('a store that does not answer is none, and what it throws is not passed on', () => {
  const broken: SafeStorage = {
    isEncryptionAvailable: () => {
      throw new Error('keychain')
    },
    encryptString: () => Buffer.alloc(0),
    decryptString: () => '',
  }
  expect(answerSecret(broken, 'darwin', { operation: 'describe' })).toMatchObject({
    value: { available: false },
  })
  const throwing = {
    ...storage('gnome_libsecret'),
    decryptString: () => {
      throw new Error('secret inside')
    },
  }
  const answer = answerSecret(throwing, 'linux', { operation: 'open', closed: 'AA==' })
  expect(JSON.stringify(answer)).not.toContain('secret inside')
  expect(answer.ok).toBe(false)
})
