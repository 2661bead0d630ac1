import { call } from '../../rpc/client.ts'
import { askText, confirm } from '../../ui/confirm.ts'
import { evidenceText } from './evidence-strings.ts'

/**
 * Opens a locked signing key with its passphrase. Resolves with whether the bundle is left unsigned, which the artist has
 * to say in so many words, or null when nothing is to be exported. Rejects when the passphrase is wrong.
 */
export async function wantsUnsigned(): Promise<boolean | null> {
  const { key, ready } = await call('signing.get', {})
  if (key === null || ready) return false
  if (key.locks.includes('passphrase')) {
    const passphrase = await askText({ ...evidenceText.openKey, required: true, secret: true })
    if (passphrase !== null) {
      await call('signing.open', { passphrase })
      return false
    }
  }
  return (await confirm(evidenceText.unsigned)) ? true : null
}
