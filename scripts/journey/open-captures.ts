import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Input, Output, ProcedureName } from '../../shared/contract/index.ts'
import type { RunningApp } from '../../test/e2e/support/app.ts'

/** A shop that sells what is not its own, as the pictures show it; `price` is what changes between two visits. */
function shopPage(price: string): string {
  const songs = ['Harbour Lights', 'Slow Ferry', 'Paper Moon', 'Salt and Copper', 'Night Bus', 'Ropewalk']
  const cards = songs.map(
    (song) => `<article><h2>${song}</h2><p>Nova Tern</p><button>Download ${price}</button></article>`,
  )
  return `<!doctype html><title>Nova Tern – Tune Vault</title><style>
    body { margin: 0; font: 16px/1.5 sans-serif; color: #1f2933; background: #f4f6f8 }
    header { padding: 32px 64px; color: #fff; background: #20314f }
    main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 24px; padding: 32px 64px }
    article { padding: 24px; border-radius: 8px; background: #fff }
    button { padding: 8px 16px; border: 0; border-radius: 4px; color: #fff; background: #2f6f4f }
  </style><header><h1>Tune Vault</h1><p>All songs by Nova Tern for ${price}</p></header>
  <main>${cards.join('')}<audio controls preload="none" src="/harbour-lights.mp3"></audio></main>
  <img src="http://192.168.0.10/pixel.gif" alt="">`
}

/** Captures pages of a small shop that is served on this machine for as long as it takes: two visits, and one removed. */
export async function openCaptures(app: RunningApp): Promise<void> {
  const call = async <P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>> => {
    const result = await app.call(name, input)
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
    return result.value
  }
  let price = '0.49 EUR'
  const server = createServer((request, response) => {
    const isThere = request.url === '/artist/nova-tern'
    response.writeHead(isThere ? 200 : 410, {
      'content-type': 'text/html; charset=utf-8',
      'x-shop': 'vault/2.1',
    })
    response.end(
      isThere ? shopPage(price) : '<!doctype html><title>Removed</title><h1>This page was removed.</h1>',
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const capture = async (...paths: readonly string[]) => {
    const urls = paths.map((path) => `http://${host}${path}`)
    const { jobId } = await call('capture.start', { urls, allowHosts: [host] })
    for (;;) {
      const { state, error } = await call('jobs.get', { jobId })
      if (state === 'done') return
      if (state !== 'queued' && state !== 'running') throw new Error(error?.message ?? state)
      await app.page.waitForTimeout(100)
    }
  }
  try {
    await capture('/artist/nova-tern', '/album/harbour-lights')
    price = '0.99 EUR'
    await capture('/artist/nova-tern')
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}
