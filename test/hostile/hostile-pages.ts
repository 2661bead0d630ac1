import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { html, type Pages } from './site.ts'

const script = (code: string) => `<h1 id="title">page</h1><script>${code}</script>`

/** Pages that do what an ordinary listing does not. */
export const hostilePages: Pages = {
  '/hang': () => undefined,
  '/hanging-body': ({ response }) => {
    response.writeHead(200, html)
    response.write('<h1>part of a page')
  },
  '/hanging-image': ({ send }) => send(200, html, '<h1>page</h1><img src="/hang">'),
  '/busy': ({ send }) => send(200, html, script('setTimeout(() => { for (;;); }, 200)')),
  '/infinite': ({ send }) =>
    send(
      200,
      html,
      '<body>' +
        script(`
      const add = () => { for (let i = 0; i < 20; i++) { const p = document.createElement('p'); p.style.height = '100px'; p.textContent = 'row'; document.body.append(p) } };
      add(); addEventListener('scroll', () => { if (innerHeight + scrollY > document.body.scrollHeight - 500) add() })`),
    ),
  '/tall': ({ send }) =>
    send(200, html, '<body style="margin:0"><div style="height:40000px;background:teal">tall</div>'),
  '/bomb': ({ response }) => {
    response.writeHead(200, { ...html, 'content-encoding': 'gzip' })
    const zeros = Buffer.alloc(1024 * 1024)
    Readable.from(Array.from({ length: 500 }, () => zeros))
      .pipe(createGzip({ level: 1 }))
      .pipe(response)
      .on('error', () => undefined)
  },
  '/hog': ({ send }) =>
    send(
      200,
      html,
      script('setTimeout(() => { const all = []; for (;;) all.push(new Uint8Array(5e7).fill(1)) }, 200)'),
    ),
  '/endless': ({ send }) => send(200, html, script('fetch("/endless.bin").then((r) => r.arrayBuffer())')),
  '/endless.bin': ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    const chunk = Buffer.alloc(65_536, 1)
    const timer = setInterval(() => response.write(chunk), 5)
    response.on('close', () => {
      clearInterval(timer)
    })
  },
  '/swarm': ({ send }) => send(200, html, script('for (let i = 0; i < 200; i++) fetch("/one?" + i)')),
  '/one': ({ send }) => send(200, { 'content-type': 'text/plain' }, 'one'),
  '/to-file': ({ send }) => send(302, { location: 'file:///etc/passwd' }),
  '/script-to-file': ({ send }) =>
    send(
      200,
      html,
      script('location = "file:///etc/passwd"; setTimeout(() => { location = "mailto:a@b.example" }, 50)'),
    ),
  '/to-private': ({ send, port }) => send(302, { location: `http://127.0.0.2:${String(port)}/secret` }),
  '/inside': ({ send, port }) => {
    const hosts = [
      '127.0.0.2',
      '[::1]',
      '[::ffff:7f00:2]',
      '0x7f000002',
      '2130706434',
      '169.254.169.254',
      'ip6-localhost',
    ]
    send(
      200,
      html,
      `<h1>inside</h1>${hosts.map((host) => `<img src="http://${host}:${String(port)}/secret">`).join('')}`,
    )
  },
  '/secret': ({ send }) => send(200, html, 'SECRET'),
  '/loop': ({ send, url }) => send(302, { location: `/loop?${String(Number(url.search.slice(1)) + 1)}` }),
  '/download': ({ send }) =>
    send(
      200,
      { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="..\\..\\evil.zip"' },
      'PK-not-really',
    ),
  '/popups': ({ send }) =>
    send(
      200,
      html,
      script(
        'onbeforeunload = (e) => { e.preventDefault(); return 1 }; window.open("/one"); navigator.geolocation.getCurrentPosition(() => {}); alert(1); document.getElementById("title").textContent = "went on"',
      ),
    ),
  '/auth': ({ send }) => send(401, { ...html, 'www-authenticate': 'Basic realm="x"' }, 'who are you'),
  '/worker': ({ send }) =>
    send(
      200,
      html,
      script(`const worker = navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)
      Promise.race([worker, new Promise((done) => setTimeout(done, 300))]).then(() => fetch('/data')).then((r) => r.text())
        .then((text) => { document.getElementById('title').textContent = text })`),
    ),
  '/sw.js': ({ send }) =>
    send(
      200,
      { 'content-type': 'text/javascript' },
      'oninstall = () => skipWaiting(); onactivate = (e) => e.waitUntil(clients.claim()); onfetch = (e) => { if (e.request.url.endsWith("/data")) e.respondWith(new Response("FORGED")) }',
    ),
  '/data': ({ send }) => send(200, { 'content-type': 'text/plain' }, 'from the server'),
  '/gone': ({ send }) => send(410, html, '<h1>This listing was removed</h1>'),
  '/legal': ({ send }) => send(451, html, '<h1>Unavailable for legal reasons</h1>'),
  '/gone-empty': ({ response }) => {
    response.writeHead(404, { 'content-length': 0 }).end()
  },
}
