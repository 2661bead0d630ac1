import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/**
 * Compares a file with a Subresource Integrity value (W3C SRI, the form npm writes into lockfiles).
 * @param {string} file
 * @param {string} expected such as `sha512-...`
 * @returns {Promise<boolean>} False when the content differs.
 * @throws {TypeError} when the expected value is not a single SHA-512 hash.
 */
export async function hasIntegrity(file, expected) {
  const match = /^sha512-([A-Za-z0-9+/]{86}==)$/.exec(expected)
  if (match === null) throw new TypeError('The expected integrity must be one sha512 value.')
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64') === match[1]
}
