/**
 * What a packaged Refrain must have burnt into its executable. electron-builder.yml sets them; this table is
 * kept apart on purpose, so that a slip there is noticed.
 * @type {Readonly<Record<string, boolean>>}
 */
export const requiredFuses = Object.freeze({
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
})

/**
 * Reads the fuses of a built executable.
 * @param {string} executable
 * @returns {Promise<Record<string, boolean | null>>} By name; null where this Electron lacks the fuse.
 * @throws {Error} when the file is not an Electron.
 */
export async function readFuses(executable) {
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses')
  const wire = await getCurrentFuseWire(executable)
  const names = Object.keys(requiredFuses)
  return Object.fromEntries(
    names.map((name) => {
      const state = wire[FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name)]]
      if (state === FuseState.ENABLE) return [name, true]
      return [name, state === FuseState.DISABLE ? false : null]
    }),
  )
}

/**
 * @param {Readonly<Record<string, boolean | null>>} found
 * @returns {string[]} One sentence for each fuse that is not as required; empty when all are.
 */
export function wrongFuses(found) {
  const word = (/** @type {boolean | null | undefined} */ state) =>
    state === true ? 'on' : state === false ? 'off' : 'missing'
  return Object.entries(requiredFuses)
    .filter(([name, required]) => found[name] !== required)
    .map(([name, required]) => `${name} is ${word(found[name])}, and must be ${word(required)}.`)
}
