import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { type Connector, SourceFailure } from '../../../electron/core/live/connector.ts'
import { createConnectors } from '../../../electron/core/live/connectors/index.ts'
import type { SourceListing } from '../../../shared/domain/live/source-listing.ts'
import { openLiveBench } from '../../support/sources/live-bench.ts'
import { openSourceServer } from '../../support/sources/source-server.ts'

const project = fileURLToPath(new URL('../../..', import.meta.url))
const connectors = '../electron/core/live/connectors'
const guide = fileURLToPath(new URL('../../../docs/connectors.md', import.meta.url))

test('the file of the guide is a source: it finds, keeps its limits and names a changed shape', async () => {
  const [, code = ''] = /```ts\n([^]*?)```/.exec(readFileSync(guide, 'utf8')) ?? []
  // Beside the sources, so that it is compiled as they are; only where it stands is another place.
  const path = join(project, '.refrain', `guide-${String(process.pid)}.ts`)
  mkdirSync(join(project, '.refrain'), { recursive: true })
  writeFileSync(
    path,
    code.replaceAll("'./", `'${connectors}/`).replaceAll("'../connector", `'${connectors}/../connector`),
  )
  const bench = openLiveBench()
  let shape: unknown = { hits: [{ id: 'a', name: 'Night Ferry', by: 'someone', plays: 3 }], took: 1 }
  const server = await openSourceServer(bench.time.clock, {
    '/search': ({ json }) => {
      json(shape)
    },
  })
  try {
    const { tunevault } = (await import(pathToFileURL(path).href)) as { tunevault: Connector }
    const client = bench.clients.of(tunevault, { allowedHosts: [server.host] })
    const ask = { client, signal: new AbortController().signal, key: null, base: server.base }
    const find = async () => {
      const found: SourceListing[] = []
      for await (const one of tunevault.search({ by: 'names', artist: 'Ada', title: 'Night Ferry' }, ask)) {
        found.push(one)
      }
      return found
    }
    expect(await find()).toMatchObject([{ ref: 'a', title: 'Night Ferry', account: 'someone', isrc: null }])
    expect(server.seen[0]?.path).toBe('/search?q=%22Ada%22+%22Night+Ferry%22')
    shape = { hits: [{ id: 7, name: 'Night Ferry', by: 'someone' }] }
    const failure: unknown = await find().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SourceFailure)
    expect(failure).toMatchObject({
      problem: 'changed-shape',
      message: expect.stringContaining('hits.0.id') as string,
    })
    expect((server.seen[1]?.at ?? 0) - (server.seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
  } finally {
    rmSync(path)
    await server.close()
    bench.dispose()
  }
})

test('every source says what its terms ask for, and the guide lists it', () => {
  const all = createConnectors()
  const text = readFileSync(guide, 'utf8')
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { name, terms, key, keyHelp, limits } of all) {
    expect(text).toContain(name.split(' ')[0])
    expect(terms.says).toMatch(/\w.*\.$/)
    expect(terms.checkedOn === null || /^\d{4}-\d{2}-\d{2}$/.test(terms.checkedOn)).toBe(true)
    expect(key === 'none').toBe(keyHelp === undefined)
    expect(limits.requests).toBeGreaterThan(0)
  }
})
