import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { procedures } from '../../../shared/contract/index.ts'

const sources = fileURLToPath(new URL('../../../electron/cli', import.meta.url))

/** What the window can ask of the core and no command does, with the reason. */
const leftOut = {
  'settings.get': 'how the window looks',
  'settings.set': 'how the window looks',
  'bundle.verify': 'bundle verify checks in its own process and needs no workspace',
  'audio.tags': 'audio tags reads the file in its own process and needs no workspace',
  'audio.scans': 'audio scan starts, shows and finishes a scan at once',
  'audio.assets': 'the files behind one recording, beside it in the window',
  'readiness.get': 'the score card of one recording; catalog check lists what all of them lack',
  'imports.forget':
    'a remembered mapping is offered in the window alone; the command line is told the mapping',
  'contributions.move': 'work add names the writers; credits are edited in the window',
  'contributions.remove': 'work add names the writers; credits are edited in the window',
  'contributions.update': 'work add names the writers; credits are edited in the window',
  'documents.link': 'documents are kept by command; what they belong to is edited in the window',
  'documents.remove': 'documents are kept by command; what they belong to is edited in the window',
  'documents.unlink': 'documents are kept by command; what they belong to is edited in the window',
  'documents.update': 'documents are kept by command; what they belong to is edited in the window',
  'parties.create':
    'a person comes with the first credit or share that names them; details are edited in the window',
  'parties.delete':
    'a person comes with the first credit or share that names them; details are edited in the window',
  'parties.get':
    'a person comes with the first credit or share that names them; details are edited in the window',
  'parties.update':
    'a person comes with the first credit or share that names them; details are edited in the window',
  'registrations.link': 'registrations are noted by command and edited in the window',
  'registrations.remove': 'registrations are noted by command and edited in the window',
  'registrations.unlink': 'registrations are noted by command and edited in the window',
  'registrations.update': 'registrations are noted by command and edited in the window',
  'tracks.remove': 'the running order of a release is edited in the window; an import brings it',
  'tracks.set': 'the running order of a release is edited in the window; an import brings it',
  'works.delete': 'works are added by command and edited in the window',
  'works.get': 'works are added by command and edited in the window',
  'works.unlink': 'works are added by command and edited in the window',
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
