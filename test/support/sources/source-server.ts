import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A request as the source saw it. */
export interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** On the clock the test gave, milliseconds. */
  readonly at: number
}

export interface SourceReply {
  readonly seen: SeenRequest
  readonly url: URL
  readonly response: ServerResponse
  readonly send: (status: number, headers: OutgoingHttpHeaders, body?: string | Uint8Array) => void
  /** 200 with JSON. */
  readonly json: (value: unknown, headers?: OutgoingHttpHeaders) => void
}

export type SourceRoute = (reply: SourceReply) => void

/** A source on loopback: what it is asked for is remembered as it came. */
export interface SourceServer {
  readonly base: string
  readonly host: string
  readonly port: number
  readonly seen: SeenRequest[]
  /** Serves a path, exact or beginning with what ends in `*`, from now on. */
  on(path: string, route: SourceRoute): void
  close(): Promise<void>
}

/** Opens a source. What it has no route for is a 404 in JSON. */
export async function openSourceServer(
  clock: () => number,
  routes: Readonly<Record<string, SourceRoute>> = {},
): Promise<SourceServer> {
  const table = new Map(Object.entries(routes))
  const seen: SeenRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url: path = '/', headers } = request
      const one = { method, path, headers, body: Buffer.concat(parts).toString('utf8'), at: clock() }
      seen.push(one)
      const url = new URL(path, 'http://source')
      const send: SourceReply['send'] = (status, replied, body = '') => {
        const bytes = Buffer.from(body)
        response.writeHead(status, { 'content-length': bytes.byteLength, ...replied })
        response.end(bytes)
      }
      const json: SourceReply['json'] = (value, more = {}) => {
        send(200, { 'content-type': 'application/json; charset=utf-8', ...more }, JSON.stringify(value))
      }
      const route = routeOf(table, url.pathname)
      if (route === undefined) send(404, { 'content-type': 'application/json' }, '{"error":"no such path"}')
      else route({ seen: one, url, response, send, json })
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${String(port)}`,
    host: `127.0.0.1:${String(port)}`,
    port,
    seen,
    on: (path, route) => void table.set(path, route),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function routeOf(table: ReadonlyMap<string, SourceRoute>, path: string): SourceRoute | undefined {
  const exact = table.get(path)
  if (exact !== undefined) return exact
  const found = [...table].find(([key]) => key.endsWith('*') && path.startsWith(key.slice(0, -1)))
  return found?.[1]
}
