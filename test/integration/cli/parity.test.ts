import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { procedures } from '../../../shared/contract/index.ts'

const sources = fileURLToPath(new URL('../../../electron/cli', import.meta.url))

/** Corrections of single lines of credits, works and proofs: a command adds and lists them. */
const detail = 'corrected in the window'

/** What the window can ask of the core and no command does, with the reason. */
const leftOut = {
  'settings.get': 'how the window looks',
  'settings.set': 'how the window looks',
  'bundle.verify': 'bundle verify checks in its own process and needs no workspace',
  'audio.tags': 'audio tags reads the file in its own process and needs no workspace',
  'audio.scans': 'what the screen of scanned folders lists; audio scan reports its own',
  'audio.assets': 'the files beside a recording; catalog export writes them all',
  'imports.forget': 'a mapping given by --map overrules the remembered one',
  'readiness.get': 'catalog check says the same of every recording',
  'contributions.move': detail,
  'contributions.remove': detail,
  'contributions.update': detail,
  'documents.link': detail,
  'documents.remove': detail,
  'documents.unlink': detail,
  'documents.update': detail,
  'parties.create': detail,
  'parties.delete': detail,
  'parties.get': detail,
  'parties.update': detail,
  'registrations.link': detail,
  'registrations.remove': detail,
  'registrations.unlink': detail,
  'registrations.update': detail,
  'tracks.remove': detail,
  'tracks.set': detail,
  'works.delete': detail,
  'works.get': detail,
  'works.unlink': detail,
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
