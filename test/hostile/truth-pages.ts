import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { html, type Pages, type Reply } from './site.ts'

/** Bytes that look like nothing, the same every time. */
export function noise(length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update('noise').digest()
}

const css = 'body { background: #fafafa } .far { height: 3000px }'
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const audio = Buffer.concat([Buffer.from('ID3'), noise(3 * 1024 * 1024)])
const wide = 'é€😀漢'.repeat(60_000)

function coded(name: string, code: (body: Uint8Array) => Uint8Array, body: Uint8Array, type: string) {
  return ({ response, remember }: Reply) => {
    remember(body)
    const bytes = code(body)
    response.writeHead(200, {
      'content-type': type,
      'content-encoding': name,
      'content-length': bytes.byteLength,
    })
    response.end(bytes)
  }
}

/** Everything a response can be, on one page, each fetched once. */
export const listing = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Buy “Night Ferry”</title>
<link rel="stylesheet" href="/style.css"><h1>Night Ferry – DJ Copycat</h1>
<img src="/cover.png" width="200"><svg><image href="/drawing.svg"/></svg>
<audio controls preload="auto" src="/audio.mp3"></audio>
<p id="state">…</p><div class="far"></div><img loading="lazy" src="/lazy.png" width="50" height="50">
<iframe src="http://localhost:PORT/frame"></iframe>
<script>
const paths = ['/latin1', '/bom', '/chunked', '/gzip', '/deflate', '/br', '/zstd', '/partial', '/empty', '/nothing',
  '/unchanged', '/binary', '/gzip-binary', '/json', '/wide', '/no-type', '/large.bin'];
Promise.all([
  ...paths.map((path) => fetch(path, path === '/unchanged' ? { headers: { 'if-none-match': 'x' } } : {}).then((r) => r.arrayBuffer())),
  fetch('/stock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"sku":1}' }).then((r) => r.text()),
]).then(() => { document.getElementById('state').textContent = 'in stock' });
</script></html>`

export const truthPages: Pages = {
  '/start': ({ send }) => send(302, { location: '/moved' }, 'found'),
  '/moved': ({ send }) =>
    send(301, { location: '/listing', 'set-cookie': 'trace=SECRETVALUE; Path=/' }, 'moved'),
  '/listing': (reply) => {
    const body = Buffer.from(listing.replace('PORT', String(reply.port)))
    coded('gzip', gzipSync, body, html['content-type'])(reply)
  },
  '/style.css': ({ send }) => send(200, { 'content-type': 'text/css' }, css),
  '/cover.png': ({ send }) => send(200, { 'content-type': 'image/png' }, picture),
  '/lazy.png': ({ send }) => send(200, { 'content-type': 'image/png' }, picture),
  '/drawing.svg': ({ send }) =>
    send(200, { 'content-type': 'image/svg+xml' }, '<svg xmlns="http://www.w3.org/2000/svg"/>'),
  '/frame': ({ send }) => send(200, html, '<p>another site</p><img src="/cover.png?in-frame">'),
  '/audio.mp3': ({ request, response, remember, send }) => {
    const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '')
    const headers = { 'content-type': 'audio/mpeg', 'accept-ranges': 'bytes' }
    if (range === null) {
      send(200, headers, audio)
      return
    }
    const from = Number(range[1])
    const to = range[2] === '' ? audio.byteLength - 1 : Number(range[2])
    const part = audio.subarray(from, to + 1)
    remember(part)
    response.writeHead(206, {
      ...headers,
      'content-range': `bytes ${String(from)}-${String(to)}/${String(audio.byteLength)}`,
      'content-length': part.byteLength,
    })
    response.end(part)
  },
  '/latin1': ({ send }) =>
    send(
      200,
      { 'content-type': 'text/html; charset=iso-8859-1' },
      Buffer.from('<p>Beyoncé © café', 'latin1'),
    ),
  '/bom': ({ send }) =>
    send(
      200,
      html,
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('<p>'), Buffer.from([0xff, 0xfe, 0x80])]),
    ),
  '/chunked': ({ response, remember }) => {
    const body = Buffer.from(wide)
    remember(body)
    response.writeHead(200, html)
    response.write(body.subarray(0, 100_001))
    setTimeout(() => response.end(body.subarray(100_001)), 30)
  },
  '/gzip': coded('gzip', gzipSync, Buffer.from(wide), 'text/plain; charset=utf-8'),
  '/deflate': coded('deflate', deflateSync, Buffer.from('deflated text'), 'text/plain'),
  '/br': coded('br', brotliCompressSync, Buffer.from('brotli text'), 'text/javascript'),
  '/zstd': coded('zstd', zstdCompressSync, Buffer.from('zstandard text'), 'application/json'),
  '/partial': ({ response, remember }) => {
    const body = Buffer.from('part of something')
    remember(body)
    response.writeHead(206, {
      'content-type': 'text/plain',
      'content-range': 'bytes 0-16/99',
      'content-length': 17,
    })
    response.end(body)
  },
  '/empty': ({ send }) => send(200, { 'content-type': 'text/plain' }),
  '/nothing': ({ response, remember }) => {
    remember(Buffer.alloc(0))
    response.writeHead(204).end()
  },
  '/unchanged': ({ response, remember }) => {
    remember(Buffer.alloc(0))
    response.writeHead(304, { etag: 'x' }).end()
  },
  '/binary': ({ send }) => send(200, { 'content-type': 'application/octet-stream' }, noise(5_000)),
  '/gzip-binary': coded('gzip', gzipSync, noise(70_000), 'application/octet-stream'),
  '/json': ({ send }) => send(200, { 'content-type': 'application/json' }, '{"n":7}'),
  '/wide': ({ send }) => send(200, { 'content-type': 'text/plain; charset=utf-8' }, Buffer.from(wide)),
  '/no-type': ({ send }) => send(200, {}, noise(300)),
  '/large.bin': ({ response, remember }) => {
    const body = noise(2 * 1024 * 1024)
    remember(body)
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    response.end(body)
  },
  '/stock': ({ request, send }) => {
    let body = ''
    request.on('data', (text: Buffer) => (body += text.toString()))
    request.on('end', () => send(200, { 'content-type': 'application/json' }, `{"got":${body}}`))
  },
}
