import type { SecretStore } from '../ports.ts'

/** Where there is no desktop to ask: the command line under plain Node, and tests. */
export const noSecretStore: SecretStore = {
  describe: () =>
    Promise.resolve({ name: 'none', available: false, reason: 'the command line cannot reach one' }),
  close: () => Promise.reject(new Error('there is no secret store')),
  open: () => Promise.reject(new Error('there is no secret store')),
}
