import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import type { Session } from 'electron'
import { appScheme, bundleFile } from './app-url.ts'
import { contentType, noncePlaceholder, responseHeaders } from './content-policy.ts'

/** Makes `app:` a secure scheme with an origin. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built renderer in `root` at `app://bundle/` of this session, and of no other. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const file = bundleFile(root, request.url)
    const type = file === null ? null : contentType(file)
    if (file === null || type === null) return refuse(404)
    try {
      return respond(await readFile(file), type)
    } catch {
      return refuse(404)
    }
  })
}

function respond(content: Buffer, type: string): Response {
  if (!type.startsWith('text/html')) return new Response(content, { headers: responseHeaders(type, null) })
  const nonce = randomBytes(16).toString('base64')
  const page = content.toString('utf8').replaceAll(noncePlaceholder, nonce)
  return new Response(page, { headers: responseHeaders(type, nonce) })
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: responseHeaders('text/plain', null) })
}
