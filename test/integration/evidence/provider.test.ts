import { createSocket, type Socket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookUpProvider, type ProviderServices } from '../../../electron/core/evidence/provider/look-up.ts'
import { createProvidersRepository } from '../../../electron/core/evidence/provider/providers.repository.ts'
import {
  defineProviderJob,
  startProviderLookUp,
} from '../../../electron/core/evidence/provider/provider-job.ts'
import type { RequestLog } from '../../../electron/core/platform/outgoing.ts'
import { captureJobResult, captureProviderResult } from '../../../shared/contract/captures.ts'
import { html, openSite, type Pages, type Site } from '../../hostile/site.ts'
import { openEvidenceWorkspace } from './evidence-workspace.ts'

const json = { 'content-type': 'application/rdap+json' } as const
const never = { signal: new AbortController().signal }

const pages: Pages = {
  '/dns.json': ({ send, port }) =>
    send(200, json, bootstrap([['example'], [`http://127.0.0.1:${String(port)}/rdap`]])),
  '/ipv4.json': ({ send, port }) =>
    send(200, json, bootstrap([['8.0.0.0/8'], [`http://127.0.0.1:${String(port)}/rdap/`]])),
  '/rdap/domain/tunevault.example': ({ send }) =>
    send(
      200,
      json,
      JSON.stringify({
        objectClassName: 'domain',
        ldhName: 'tunevault.example',
        entities: [{ roles: ['registrar'], handle: 'R-1' }],
      }),
    ),
  '/rdap/domain/broken.example': ({ send }) => send(200, json, '<html>captive portal</html>'),
  '/rdap/domain/flood.example': ({ response }) => {
    response.writeHead(200, json)
    const piece = Buffer.alloc(1_000_000, ' ')
    const more = (): void => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', more)
    more()
  },
  '/rdap/domain/trickle.example': ({ response }) => {
    response.writeHead(200, json)
    const timer = setInterval(() => response.write(' '), 50)
    response.on('close', () => {
      clearInterval(timer)
    })
  },
  '/rdap/domain/inward.example': ({ response }) => {
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' })
    response.end()
  },
  '/rdap/ip/8.8.4.4': ({ send }) => send(429, json, '{"errorCode":429}'),
  '/rdap/ip/8.1.2.3': ({ send }) =>
    send(200, json, JSON.stringify({ objectClassName: 'ip network', name: 'HOSTER', country: 'NL' })),
  '/page': ({ send }) => send(200, html, '<title>Night Ferry</title>'),
}

function bootstrap(...services: [string[], string[]][]): string {
  return JSON.stringify({ version: '1.0', publication: '2026-11-01T00:00:00Z', services })
}

/** A name server that knows addresses of class IN by name, and says of every other that there is none. */
async function openNameServer(known: Readonly<Record<string, string>>): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    let end = 12
    const labels: string[] = []
    while (message[end] !== 0) {
      const length = message[end] ?? 0
      labels.push(message.toString('latin1', end + 1, end + 1 + length))
      end += length + 1
    }
    const question = message.subarray(12, end + 5)
    const found = message.readUInt16BE(end + 1) === 1 ? known[labels.join('.')] : undefined
    const head = Buffer.from(message.subarray(0, 12))
    head.writeUInt16BE(found === undefined ? 0x8183 : 0x8180, 2)
    head.writeUInt16BE(found === undefined ? 0 : 1, 6)
    head.writeUInt16BE(0, 10)
    const record = Buffer.from([
      0xc0,
      12,
      0,
      1,
      0,
      1,
      0,
      0,
      0,
      60,
      0,
      4,
      ...(found ?? '').split('.').map(Number),
    ])
    socket.send(
      Buffer.concat([head, question, ...(found === undefined ? [] : [record])]),
      from.port,
      from.address,
    )
  })
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve)
  })
  return socket
}

let site: Site
let names: Socket
let services: ProviderServices
beforeAll(async () => {
  site = await openSite(pages)
  names = await openNameServer({ 'www.tunevault.example': '8.1.2.3', 'broken.example': '8.8.4.4' })
  const resolver = new Resolver({ timeout: 500, tries: 1 })
  resolver.setServers([`127.0.0.1:${String(names.address().port)}`])
  services = { bootstrap: site.url('/'), resolver, longestWaitMs: 1_000, allowedHosts: [site.host] }
})
afterAll(async () => {
  names.close()
  await site.close()
})

const log = { begin: () => () => undefined }
const ask = (host: string, peer: string | null = null) =>
  lookUpProvider(
    {
      host,
      peer,
      now: () => '2026-11-22T10:00:00.000Z',
      signal: never.signal,
      log,
      progress: () => undefined,
    },
    services,
  )

test('name servers and registries are asked who is behind a host, and every answer is kept', async () => {
  const { facts, requests } = await ask('www.tunevault.example')
  expect(facts).toMatchObject({
    host: 'www.tunevault.example',
    domain: 'tunevault.example',
    address: '8.1.2.3',
    dns: { a: ['8.1.2.3'], aaaa: [], ns: [] },
    registration: { name: 'tunevault.example', registrar: { name: 'R-1' } },
    network: { name: 'HOSTER', country: 'NL' },
  })
  expect(requests.map(({ kind, question, status }) => [kind, question, status])).toEqual([
    ['dns', 'A www.tunevault.example', null],
    ['dns', 'AAAA www.tunevault.example', null],
    ['dns', 'CNAME www.tunevault.example', null],
    ['dns', 'NS tunevault.example', null],
    ['bootstrap', site.url('/dns.json'), 200],
    ['rdap', site.url('/rdap/domain/tunevault.example'), 200],
    ['bootstrap', site.url('/ipv4.json'), 200],
    ['rdap', site.url('/rdap/ip/8.1.2.3'), 200],
  ])
  expect(requests[1]).toMatchObject({ answer: '', error: 'ENOTFOUND' })
  expect(requests[5]?.answer).toContain('R-1')
})

test('what is no answer is kept as it came, and nothing is made of it', async () => {
  const { facts, requests } = await ask('broken.example')
  expect(facts).toMatchObject({ address: '8.8.4.4', registration: null, network: null })
  expect(requests.map(({ answer }) => answer)).toEqual(
    expect.arrayContaining(['<html>captive portal</html>', '{"errorCode":429}']),
  )
})

test('a registry that floods, trickles or leads inward is given up with the reason, and the list of requests says so', async () => {
  const noted: unknown[] = []
  const list: RequestLog = {
    begin:
      ({ url }) =>
      ({ failure }) =>
        noted.push([url.split('/').at(-1), failure]),
  }
  const domains = ['flood.example', 'trickle.example', 'inward.example']
  const reasons = [/longer than 2 MB/, /took too long/, /not on the public Internet/]
  for (const [index, host] of domains.entries()) {
    const asked = { host, peer: null, now: () => '2026-11-22T10:00:00.000Z', signal: never.signal }
    const { facts, requests } = await lookUpProvider(
      { ...asked, log: list, progress: () => undefined },
      services,
    )
    expect(facts.registration).toBeNull()
    expect(requests.at(-1)).toMatchObject({ kind: 'rdap', answer: '' })
    expect(requests.at(-1)?.error).toMatch(reasons[index]!)
  }
  expect(noted).toEqual(
    expect.arrayContaining([
      ['flood.example', expect.stringMatching(/longer than 2 MB/)],
      ['trickle.example', expect.any(String)],
      ['inward.example', null],
    ]),
  )
  expect(JSON.stringify(noted)).not.toContain('meta-data')
})

test('a private address is never asked about, and the address the page came from goes before others', async () => {
  const { facts, requests } = await ask('127.0.0.1', '127.0.0.1')
  expect(facts).toMatchObject({ domain: null, address: null, network: null, registration: null })
  expect(requests).toEqual([])
  expect((await ask('www.tunevault.example', '8.8.4.4')).facts.address).toBe('8.8.4.4')
})

test('a look-up is refused until it is allowed, then sealed with its capture', async () => {
  const workspace = openEvidenceWorkspace({ clock: Date.now })
  try {
    const { context, evidence } = workspace
    const { jobId } = await evidence['capture.start'](
      { urls: [site.url('/page')], findingId: null, allowHosts: [site.host] },
      never,
    )
    const { items } = captureJobResult.parse((await workspace.finished(jobId)).result)
    const captureId = items[0]!.capture!.id
    const { summary, record } = await evidence['capture.get']({ captureId }, never)
    const known = { summary, record: { ...record, finalUrl: 'https://www.tunevault.example/song/7' } }
    await expect(async () => evidence['capture.lookUpProvider']({ captureId }, never)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    context.db.prepare("INSERT INTO setting (key, value) VALUES ('provider.lookup', 'true')").run()
    defineProviderJob(
      context,
      () => known,
      () => services,
    )
    const job = await workspace.finished(startProviderLookUp(context, known))
    const { providerId } = captureProviderResult.parse(job.result)
    const { providers } = await evidence['capture.providers']({ captureId }, never)
    expect(providers).toMatchObject([{ id: providerId, captureId, facts: { network: { name: 'HOSTER' } } }])
    expect(createProvidersRepository(context.db).get(providerId)).toEqual(providers[0])
    const kept = await evidence['capture.providerRecord']({ providerId }, never)
    expect(kept).toMatchObject({ capture: summary.recordSha256, facts: providers[0]?.facts })
    expect(kept.requests).toHaveLength(8)
    const { events } = await evidence['custody.list'](
      { limit: 5, beforeSeq: null, caseId: null, captureId },
      never,
    )
    expect(events[0]).toMatchObject({
      action: 'capture.providerLookedUp',
      detail: { record: providers[0]?.recordSha256, requests: 8, registration: true, network: true },
    })
    expect(JSON.stringify(events)).not.toContain('tunevault')
    expect(await evidence['custody.verify']({}, never)).toMatchObject({ problems: [] })
    const asked = await evidence['outgoing.list']({ limit: 20 }, never)
    expect(asked.rows.map(({ purpose, url, status }) => [purpose, url, status]).reverse()).toEqual(
      kept.requests.map(({ kind, question, status, error }) => [
        'provider',
        question,
        kind === 'dns' && error === '' ? 0 : status,
      ]),
    )
  } finally {
    await workspace.dispose()
  }
})
