import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How the authority answers: as it should, or in one of the ways a client has to survive. */
export type AuthorityMode =
  | 'good'
  | 'http-500'
  | 'html'
  | 'redirect'
  | 'hang'
  | 'trickle'
  | 'huge'
  | 'garbage'
  | 'empty'
  | 'reject'
  | 'replay'
  | 'wrong-imprint'
  | 'wrong-nonce'

/** A certificate the authority may sign with; `expired` was valid in 2020 only. */
export type AuthoritySigner = 'proper' | 'expired'

/** Its certificates; with the last two it cannot sign, because they are not made for tokens. */
export type AuthorityCertificate = AuthoritySigner | 'no-purpose' | 'not-critical'

/** An RFC 3161 authority on this machine: `openssl ts` behind HTTP, with a root and signers of its own. */
export interface LocalAuthority {
  readonly url: string
  /** PEM of its root. */
  readonly root: string
  readonly rootPath: string
  mode: AuthorityMode
  signer: AuthoritySigner
  /** PEM of one of its certificates. */
  certificate(name: AuthorityCertificate): string
  /** Requests it has received. */
  requests: number
  close(): Promise<void>
}

/** False where `openssl` is missing; tests say so and are skipped. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Makes an authority with new keys. `name` stands in its certificates. */
export async function openAuthority(name = 'Test Authority'): Promise<LocalAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'refrain-authority-'))
  makeCertificates(folder, name)
  let last: Buffer | null = null
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      authority.requests += 1
      const query = Buffer.concat(parts)
      const send = (body: Buffer) => {
        response.setHeader('content-type', 'application/timestamp-reply')
        response.end(body)
      }
      switch (authority.mode) {
        case 'http-500':
          response.statusCode = 500
          response.end('no')
          return
        case 'html':
          response.setHeader('content-type', 'text/html')
          response.end('<h1>captive portal</h1>')
          return
        case 'redirect':
          response.writeHead(302, { location: '/elsewhere' })
          response.end()
          return
        case 'hang':
          return
        case 'trickle':
          response.writeHead(200, { 'content-type': 'application/timestamp-reply' })
          setInterval(() => response.write('0'), 100).unref()
          return
        case 'huge':
          send(Buffer.alloc(5_000_000, 0x30))
          return
        case 'garbage':
          send(Buffer.from('this is no token at all'))
          return
        case 'empty':
          send(Buffer.alloc(0))
          return
        case 'replay':
          send(last ?? Buffer.alloc(0))
          return
        case 'reject':
          send(reply(folder, Buffer.from('3000', 'hex'), authority.signer))
          return
        case 'wrong-imprint':
          send(reply(folder, changed(query, 24), authority.signer))
          return
        case 'wrong-nonce':
          send(reply(folder, changed(query, 60), authority.signer))
          return
        case 'good':
          last = reply(folder, query, authority.signer)
          send(last)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const rootPath = join(folder, 'root.pem')
  const authority: LocalAuthority = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/tsa`,
    root: readFileSync(rootPath, 'utf8'),
    rootPath,
    mode: 'good',
    signer: 'proper',
    requests: 0,
    certificate: (one) => readFileSync(join(folder, `${one}.crt`), 'utf8'),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return authority
}

function changed(query: Buffer, at: number): Buffer {
  const other = Buffer.from(query)
  other[at] = other[at]! ^ 1
  return other
}

function reply(folder: string, query: Buffer, signer: AuthoritySigner): Buffer {
  const [question, answer] = [join(folder, 'q.tsq'), join(folder, 'a.tsr')]
  writeFileSync(question, query)
  const args = [
    'ts',
    '-reply',
    '-config',
    'tsa.cnf',
    '-section',
    signer,
    '-queryfile',
    question,
    '-out',
    answer,
  ]
  const run = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return readFileSync(answer)
}

const extensions = {
  proper: 'critical,timeStamping',
  expired: 'critical,timeStamping',
  'no-purpose': 'critical,codeSigning',
  'not-critical': 'timeStamping',
} as const satisfies Record<AuthorityCertificate, string>

function makeCertificates(folder: string, name: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = (file: string) =>
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', file)
  key('root.key')
  const rootSubject = ['-subj', `/O=${name}/CN=${name} Root`]
  openssl('req', '-x509', '-new', '-key', 'root.key', ...rootSubject, '-days', '8000', '-out', 'root.pem')
  writeFileSync(join(folder, 'serial'), '01\n')
  writeFileSync(join(folder, 'ca.db'), '')
  const sections: string[] = []
  for (const [signer, purpose] of Object.entries(extensions)) {
    key(`${signer}.key`)
    writeFileSync(
      join(folder, `${signer}.ext`),
      `keyUsage=critical,digitalSignature\nextendedKeyUsage=${purpose}\n`,
    )
    openssl(
      'req',
      '-new',
      '-key',
      `${signer}.key`,
      '-subj',
      `/O=${name}/CN=${name} ${signer}`,
      '-out',
      `${signer}.csr`,
    )
    issue(folder, signer)
    sections.push(section(signer))
  }
  writeFileSync(join(folder, 'tsa.cnf'), sections.join('\n'))
}

function issue(folder: string, signer: string): void {
  const config = join(folder, 'ca.cnf')
  writeFileSync(
    config,
    `[ca]\ndefault_ca=d\n[d]\ndatabase=ca.db\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\norganizationName=optional\ncommonName=supplied\n`,
  )
  const dates =
    signer === 'expired' ? ['200101000000Z', '201231000000Z'] : ['200101000000Z', '20451231000000Z']
  execFileSync(
    'openssl',
    [
      'ca',
      '-batch',
      '-config',
      config,
      '-cert',
      'root.pem',
      '-keyfile',
      'root.key',
      '-in',
      `${signer}.csr`,
      '-out',
      `${signer}.crt`,
      '-extfile',
      `${signer}.ext`,
      '-startdate',
      dates[0]!,
      '-enddate',
      dates[1]!,
      '-notext',
    ],
    { cwd: folder, stdio: 'pipe' },
  )
}

function section(signer: string): string {
  return `[ ${signer} ]
serial = ./tsaserial
crypto_device = builtin
signer_cert = ./${signer}.crt
certs = ./root.pem
signer_key = ./${signer}.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`
}
