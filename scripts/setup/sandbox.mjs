import { stat } from 'node:fs/promises'
import path from 'node:path'
import { run } from '../lib/run.mjs'
import { SetupError } from '../lib/setup-error.mjs'

/**
 * Makes sure that Chromium can build its sandbox on Linux: through user namespaces, which some systems deny
 * to ordinary users (Ubuntu 24.04, many containers), or through its helper owned by root.
 * @param {string} dist the Electron distribution
 * @returns {Promise<string>} how the sandbox will work
 * @throws {SetupError} when neither way is open.
 */
export async function ensureSandbox(dist) {
  if (process.getuid?.() === 0) return 'off, because Chromium refuses it for root (--no-sandbox)'
  const namespaces = await run('unshare', ['--user', '--map-root-user', 'true'])
  if (namespaces.code === 0) return 'on, through user namespaces'

  const helper = path.join(dist, 'chrome-sandbox')
  const found = await stat(helper).catch(() => undefined)
  if (found?.uid === 0 && (found.mode & 0o4111) === 0o4111) return 'on, through chrome-sandbox'
  throw new SetupError(
    "This system denies user namespaces to ordinary users, so Chromium's sandbox needs its helper set up.",
    `sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`,
  )
}
