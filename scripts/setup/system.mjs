import { logDetail, logWarning } from '../lib/log.mjs'
import { findOnPath, run } from '../lib/run.mjs'
import { SetupError } from '../lib/setup-error.mjs'
import { aptCommand, aptIsHere, installPackages, resolvePackages } from './apt.mjs'

/**
 * Something the operating system has to provide.
 * @typedef {object} Need
 * @property {string} name The library or command, as a reader would search for it.
 * @property {string} reason
 * @property {readonly string[]} packages Debian package names, alternatives by age of the release.
 * @property {boolean} required Whether nothing works without it.
 */

/** Debian packages of the shared libraries Electron links to. @type {Record<string, readonly string[]>} */
const libraryPackages = {
  'libX11.so.6': ['libx11-6'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libXrandr.so.2': ['libxrandr2'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libatk-1.0.so.0': ['libatk1.0-0t64', 'libatk1.0-0'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libgbm.so.1': ['libgbm1'],
  'libgio-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libglib-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgobject-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libsmime3.so': ['libnss3'],
  'libudev.so.1': ['libudev1'],
  'libxcb.so.1': ['libxcb1'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
}

const displayCommands = { 'xvfb-run': ['xvfb'], Xvfb: ['xvfb'], xauth: ['xauth'] }
const compilerCommands = { 'g++': ['g++'], make: ['make'], python3: ['python3'] }
const judgeCommands = {
  'ssh-keygen': ['openssh-client'],
  openssl: ['openssl'],
  qpdf: ['qpdf'],
  unzip: ['unzip'],
  pdftotext: ['poppler-utils'],
}

/**
 * @param {string} output of `ldd`
 * @returns {string[]} the libraries it did not find
 */
export function parseMissingLibraries(output) {
  return [...new Set([...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => `${name}`))]
}

/** @param {string} library @returns {Need} */
export function libraryNeed(library) {
  return { name: library, reason: 'Electron', packages: libraryPackages[library] ?? [], required: true }
}

/**
 * What this Linux machine lacks.
 * @param {{ electronPath: string, virtualDisplay: boolean, compiler: boolean, tests: boolean }} purpose
 * @returns {Promise<Need[]>}
 */
export async function findMissing({ electronPath, virtualDisplay, compiler, tests }) {
  const ldd = await run('ldd', [electronPath], { env: { ...process.env, LC_ALL: 'C' } })
  return [
    ...parseMissingLibraries(ldd.stdout).map(libraryNeed),
    ...(virtualDisplay ? missingCommands(displayCommands, 'a display for the window', true) : []),
    ...(compiler ? missingCommands(compilerCommands, 'compiling better-sqlite3', true) : []),
    ...(tests ? missingCommands(judgeCommands, 'checking results in the tests', false) : []),
  ]
}

/** @param {Record<string, string[]>} commands @param {string} reason @param {boolean} required @returns {Need[]} */
function missingCommands(commands, reason, required) {
  return Object.entries(commands)
    .filter(([command]) => findOnPath(command) === undefined)
    .map(([name, packages]) => ({ name, reason, packages, required }))
}

/**
 * Installs what is missing as root on Debian and its relatives; elsewhere says what to install.
 * Missing test helpers are only a warning: the tests that need them are skipped by name.
 * @param {readonly Need[]} missing
 * @throws {SetupError} when something required stays missing.
 */
export async function ensureSystem(missing) {
  if (missing.length === 0) return
  for (const need of missing) logDetail(`missing: ${need.name} (for ${need.reason})`)
  const alternatives = missing.map(({ packages }) => packages).filter((names) => names.length > 0)
  if (aptIsHere() && process.getuid?.() === 0 && alternatives.length > 0) {
    logDetail('installing with apt-get')
    logDetail(`installed ${(await installPackages(alternatives)).join(', ')}`)
    return
  }
  const fix = aptIsHere()
    ? aptCommand(await resolvePackages(alternatives))
    : `Install, with your system's package manager, what provides: ${missing.map(({ name }) => name).join(', ')}`
  const required = missing.filter((need) => need.required)
  if (required.length > 0) {
    throw new SetupError(`This system lacks ${required.map(({ name }) => name).join(', ')}.`, fix)
  }
  logWarning(`Tests that need these tools are skipped. To run them too:\n${fix}`)
}
