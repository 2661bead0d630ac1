import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { procedures } from '../../../shared/contract/index.ts'

const sources = fileURLToPath(new URL('../../../electron/cli', import.meta.url))

/** What the window can ask of the core and no command does, with the reason. */
const leftOut = {
  'settings.get': 'how the window looks',
  'settings.set': 'how the window looks and what the desktop tells; the network has offline and online',
  'deadlines.untold': 'what the desktop has to tell of by itself, once; deadlines lists them all',
  'deadlines.told': 'what the desktop has shown by itself',
  'live.setPower': 'told by the desktop: what the computer runs on',
  'bundle.verify': 'bundle verify checks in its own process and needs no workspace',
  'letters.read': 'notice check reads the letter in its own process and needs no workspace',
  'capture.read': 'pictures for the window; capture file and capture save write whole files',
  'audio.tags': 'audio tags reads the file in its own process and needs no workspace',
  'audio.scans': 'audio scan starts, shows and finishes a scan at once; none is left to be listed',
} as const

it('lets the command line do whatever the window can', () => {
  const code = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(sources, name), 'utf8'))
    .join('\n')
  const called = new Set(Array.from(code.matchAll(/\b(?:call|callAnyway)\('([\w.]+)'/g), ([, name]) => name))
  const missing = Object.entries(procedures)
    .filter(([name, { kind }]) => kind !== 'host' && !called.has(name))
    .map(([name]) => name)
  expect(missing.toSorted()).toEqual(Object.keys(leftOut).toSorted())
})
