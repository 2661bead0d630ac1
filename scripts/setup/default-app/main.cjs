'use strict'

/**
 * Stands in for the loader the official Electron carries as `resources/default_app.asar`: opens the
 * application folder given on the command line. Takes `-r MODULE` too, which Playwright relies on.
 * CommonJS, so that the application's main script has run before Electron reports it is ready.
 */

const { existsSync, readFileSync } = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const electron = require('electron')

/**
 * Electron's loader uses two methods that are not part of the published interface.
 * @type {import('electron').App & { setVersion(version: string): void, setAppPath(folder: string): void }}
 */
const app = /** @type {any} */ (electron.app)

/** @param {readonly string[]} args */
function parseArguments(args) {
  /** @type {string[]} */
  const preloads = []
  let isPreload = false
  for (const argument of args) {
    if (isPreload) preloads.push(argument)
    else if (!argument.startsWith('-')) return { preloads, target: argument }
    isPreload = !isPreload && (argument === '-r' || argument === '--require')
  }
  return { preloads, target: undefined }
}

/** @param {string} folder */
function readPackage(folder) {
  const file = path.join(folder, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** @param {string} target */
function loadApplication(target) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  const given = path.resolve(target)
  const settings = readPackage(given)
  if (settings !== undefined) {
    app.setName(settings.productName ?? settings.name)
    app.setVersion(settings.version ?? '0.0.0')
    app.setDesktopName(settings.desktopName ?? `${app.name}.desktop`)
  }
  const script = settings === undefined ? given : path.resolve(given, settings.main ?? 'index.js')
  app.setAppPath(settings === undefined ? path.dirname(script) : given)

  const isModule = script.endsWith('.mjs') || (script.endsWith('.js') && settings?.type === 'module')
  if (!isModule) return require(script)
  return import(pathToFileURL(script).href).catch(fail)
}

/** @param {unknown} error */
function fail(error) {
  console.error(error)
  process.exit(1)
}

const { preloads, target } = parseArguments(process.argv.slice(1))
try {
  for (const preload of preloads) require(require.resolve(preload, { paths: [process.cwd()] }))
  if (target === undefined) throw new Error('Usage: electron [-r MODULE] APP-FOLDER [ARGUMENTS]')
  loadApplication(target)
} catch (error) {
  fail(error)
}
