import { createHash } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A site on loopback that knows what it sent. */
export interface Site {
  readonly port: number
  /** `127.0.0.1:port`, as captures are allowed to reach it. */
  readonly host: string
  url(path: string): string
  /** SHA-256 of every body sent for a path, before any content coding. */
  readonly truth: ReadonlyMap<string, readonly string[]>
  readonly requests: readonly string[]
  close(): Promise<void>
}

export interface Reply {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly port: number
  /** Sends a body as it is and remembers it. */
  readonly send: (status: number, headers: OutgoingHttpHeaders, body?: string | Uint8Array) => void
  /** Remembers a body that is sent in some other form. */
  readonly remember: (body: Uint8Array) => void
}

export type Pages = Readonly<Record<string, (reply: Reply) => void>>

export const html = { 'content-type': 'text/html; charset=utf-8' } as const

/** Serves `pages` by path on every address of loopback; anything else is a 404. */
export async function openSite(pages: Pages, make: typeof createServer = createServer): Promise<Site> {
  const truth = new Map<string, string[]>()
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const server = make((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site')
    requests.push(`${request.method ?? ''} ${url.pathname}`)
    const remember = (body: Uint8Array) => {
      const sent = truth.get(url.pathname) ?? []
      truth.set(url.pathname, sent)
      sent.push(createHash('sha256').update(body).digest('hex'))
    }
    const { localPort: port = 0 } = request.socket
    const reply: Reply = {
      request,
      response,
      url,
      port,
      remember,
      send(status, headers, body = '') {
        const bytes = Buffer.from(body)
        remember(bytes)
        response.writeHead(status, { ...headers, 'content-length': bytes.byteLength })
        response.end(bytes)
      },
    }
    const page = pages[url.pathname]
    if (page === undefined) reply.send(404, html, '<h1>not here</h1>')
    else page(reply)
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  const port = await listen(server)
  const scheme = 'setSecureContext' in server ? 'https' : 'http'
  return {
    port,
    host: `127.0.0.1:${String(port)}`,
    url: (path) => `${scheme}://127.0.0.1:${String(port)}${path}`,
    truth,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '0.0.0.0', () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}
