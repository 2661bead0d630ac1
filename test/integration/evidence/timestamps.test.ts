import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTrust, verifyBundle } from '../../../electron/core/evidence/index.ts'
import { type ExportResult, exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import {
  type AuthorityMode,
  hasOpenssl,
  type LocalAuthority,
  openAuthority,
} from '../../support/local-authority.ts'
import {
  completeCase,
  type EvidenceWorkspace,
  openEvidenceWorkspace,
  type SeededCase,
} from './evidence-workspace.ts'
import { memorySecrets } from './memory-secrets.ts'
import { sealCapture } from './sealed-capture.ts'

const childScript = fileURLToPath(new URL('./child.ts', import.meta.url))

/** Runs a child while this process goes on answering as the authority. */
async function runChild(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (text: Buffer) => (printed += text.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  return printed
}

const never = { signal: new AbortController().signal }
if (!hasOpenssl) console.warn('openssl is missing: the tests with a timestamping authority are skipped')

describe.skipIf(!hasOpenssl)('with a timestamping authority', () => {
  let workspace: EvidenceWorkspace
  let authority: LocalAuthority
  let out: string
  let seeded: SeededCase
  // The time of the machine: tokens are of now.
  let ahead = 0
  beforeEach(async () => {
    ahead = 0
    workspace = openEvidenceWorkspace({ clock: () => Date.now() + ahead })
    authority = await openAuthority()
    out = mkdtempSync(join(tmpdir(), 'refrain-stamps-'))
    seeded = await completeCase(workspace, [{ title: 'A' }])
  })
  afterEach(async () => {
    await workspace.dispose()
    await authority.close()
    rmSync(out, { recursive: true, force: true })
  })

  const evidence = () => workspace.evidence
  const add = (url = authority.url, rootPath: string | null = authority.rootPath) =>
    Promise.resolve(evidence()['timestamps.addAuthority']({ url, name: '', rootPath }, never))
  const run = () => Promise.resolve(evidence()['timestamps.run']({}, never))
  const list = async (subject: string | null = null) =>
    (await evidence()['timestamps.list']({ subject, waiting: false, limit: 100 }, never)).rows
  const requests = async () => evidence()['outgoing.list']({ limit: 100 }, never)
  async function exported(): Promise<ExportResult> {
    const { jobId } = await evidence()['bundle.export']({ caseId: seeded.caseId, folder: out }, never)
    const job = await workspace.finished(jobId)
    expect(job.error).toBeNull()
    return exportResult.parse(job.result)
  }

  test('nobody is asked before the artist names an authority', async () => {
    await sealCapture(workspace, seeded.findingIds[0]!)
    await exported()
    expect(await run()).toEqual({ stamped: 0, waiting: 0 })
    expect(authority.requests).toBe(0)
    expect(await requests()).toMatchObject({ total: 0 })
  })

  test('captures, bundles and the head of the log are stamped, and each request is written down', async () => {
    expect(await add()).toMatchObject({ stamped: 1, waiting: 0, failure: null, root: 'Test Authority Root' })
    const capture = await sealCapture(workspace, seeded.findingIds[0]!)
    expect(await run()).toEqual({ stamped: 1, waiting: 0 })
    expect((await list(`capture:${String(capture)}`))[0]).toMatchObject({ failure: null, attempts: 1 })
    expect((await list())[1]!.subject).toMatch(/^custody:\d+$/)
    const { folder, zip, timestamps, timestampsAwaited } = await exported()
    expect([timestamps, timestampsAwaited]).toEqual([1, 0])
    const [place] = readdirSync(join(folder, 'data/captures'))
    expect(readdirSync(join(folder, 'data/captures', place!))).toContain('sha256sums.txt.tsr')
    expect(readdirSync(join(folder, 'timestamps')).sort()).toEqual([
      'tagmanifest-sha256.txt.tsr',
      'tsa-ca.pem',
    ])
    expect(await requests()).toMatchObject({
      total: 3,
      rows: [
        { purpose: 'timestamp', method: 'POST', url: authority.url, status: 200, sentBytes: 69 },
        {},
        {},
      ],
    })
    const { jobId } = await evidence()['bundle.verify']({ path: zip }, never)
    const report = (await workspace.finished(jobId)).result
    expect(report).toMatchObject({ integrity: 'intact', timestamp: 'valid' })
    expect(report).toMatchObject({
      tokens: [
        { covers: 'capture', root: 'named', authority: 'Test Authority proper', problem: null },
        { covers: 'log', root: 'named' },
        { covers: 'bundle', root: 'named' },
      ],
    })
    // Someone without this workspace knows no root: the token is sound, but by its own word.
    expect(await verifyBundle(zip)).toMatchObject({ integrity: 'intact', timestamp: 'unknown' })
    const trust = { signers: [], roots: [authority.root] }
    expect(await verifyBundle(folder, { trust })).toMatchObject({ integrity: 'intact', timestamp: 'valid' })
  })

  test('openssl confirms every token, also long after, and the script in the bundle says the same', async () => {
    await add()
    await sealCapture(workspace, seeded.findingIds[0]!)
    await run()
    const { folder } = await exported()
    const confirm = (token: string, data: string) => {
      const text = execFileSync('openssl', ['ts', '-reply', '-in', token, '-text'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      })
      const time = Date.parse(/^Time stamp: (.*)$/m.exec(text)![1]!) / 1000
      return spawnSync(
        'openssl',
        [
          'ts',
          '-verify',
          '-in',
          token,
          '-data',
          data,
          '-CAfile',
          authority.rootPath,
          '-attime',
          String(time),
        ],
        { cwd: folder },
      ).status
    }
    expect(confirm('timestamps/tagmanifest-sha256.txt.tsr', 'tagmanifest-sha256.txt')).toBe(0)
    const [place] = readdirSync(join(folder, 'data/captures'))
    const sums = `data/captures/${place!}/sha256sums.txt`
    expect(confirm(`${sums}.tsr`, sums)).toBe(0)
    expect(confirm(`${sums}.tsr`, 'README.txt')).not.toBe(0)
    const [stamp] = readdirSync(join(folder, 'data/custody-stamps'))
    const lines = readFileSync(join(folder, 'data/custody-log.jsonl'), 'utf8').split('\n')
    writeFileSync(join(out, 'line'), lines[Number(stamp!.split('.')[0]) - 1]!)
    expect(confirm(`data/custody-stamps/${stamp!}`, join(out, 'line'))).toBe(0)
    const script = () => spawnSync('sh', ['verify.sh'], { cwd: folder, encoding: 'utf8' })
    expect(script()).toMatchObject({ status: 0, stderr: '' })
    for (const token of [
      'timestamps/tagmanifest-sha256.txt.tsr',
      `${sums}.tsr`,
      `data/custody-stamps/${stamp!}`,
    ]) {
      expect(script().stdout).toContain(`GMT: ${token}\n`)
    }
    const withRoot = (root: string) =>
      spawnSync('sh', ['verify.sh'], { cwd: folder, encoding: 'utf8', env: { ...process.env, ROOT: root } })
    expect(withRoot(authority.rootPath)).toMatchObject({ status: 0, stderr: '' })
    const other = await openAuthority()
    try {
      expect(withRoot(other.rootPath).stdout).toContain('is not a valid time stamp of line')
    } finally {
      await other.close()
    }
    writeFileSync(
      join(folder, 'timestamps/tagmanifest-sha256.txt.tsr'),
      readFileSync(join(folder, `${sums}.tsr`)),
    )
    expect(script().status).toBe(1)
  })

  test.each([
    ['http-500', /status 500/],
    ['html', /no time stamp; a sign-in page/],
    ['redirect', /redirects elsewhere/],
    ['huge', /more than 65536 bytes/],
    ['garbage', /cannot be read/],
    ['empty', /cannot be read/],
    ['reject', /refused by the authority/],
    ['wrong-imprint', /another digest/],
    ['wrong-nonce', /another nonce/],
  ] as const satisfies readonly (readonly [AuthorityMode, RegExp])[])(
    'an authority that answers with %s is told as such, and asked again later',
    async (mode, why) => {
      authority.mode = mode
      const added = await add()
      expect(added).toMatchObject({ stamped: 0, waiting: 1 })
      expect(added.failure).toMatch(why)
      const { timestamps, timestampsAwaited, folder } = await exported()
      expect([timestamps, timestampsAwaited]).toEqual([0, 1])
      expect(await verifyBundle(folder)).toMatchObject({ integrity: 'intact', timestamp: 'missing' })
      authority.mode = 'good'
      expect(await run()).toEqual({ stamped: 2, waiting: 0 })
      const again = await exported()
      expect(again.aside).toEqual([])
      expect(again.folder).toBe(again.name === folder.split('/').at(-1) ? folder : again.folder)
      expect(await verifyBundle(again.zip)).toMatchObject({ integrity: 'intact', timestamp: 'unknown' })
    },
  )

  test('a replayed token, one of another root and one of an expired certificate are not accepted', async () => {
    await add()
    authority.mode = 'replay'
    await exported()
    expect((await list())[0]!.failure).toMatch(/another (?:digest|nonce)/)
    authority.mode = 'good'
    authority.signer = 'expired'
    await run()
    expect((await list())[0]!.failure).toMatch(/not valid then/)
    const other = await openAuthority()
    try {
      const foreign = await add(other.url, authority.rootPath)
      expect(foreign).toMatchObject({ stamped: 0 })
      expect(foreign.failure).toMatch(/does not lead to the root/)
    } finally {
      await other.close()
    }
  })

  test('an authority that is not there is left alone for longer and longer', async () => {
    await authority.close()
    const added = await add(authority.url, null)
    expect(added.failure).toMatch(/cannot be reached \(ECONNREFUSED\)/)
    const waits: number[] = []
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const [row] = await list()
      waits.push(Math.round((Date.parse(row!.nextAt!) - Date.now() - ahead) / 60_000))
      ahead = Date.parse(row!.nextAt!) - Date.now() + 1000
      await createTrust(workspace.context).timestamps.run({ due: true })
    }
    expect(waits).toEqual([1, 5, 15, 60])
    authority = await openAuthority()
  })

  test('one that hangs is given up, and cancelling does not wait for it', async () => {
    authority.mode = 'hang'
    const trust = createTrust(workspace.context)
    const asked = trust.timestamps
    workspace.context.mutations.once([], () => {
      workspace.context.db
        .prepare("INSERT INTO timestamp_authority (name, url, added_at) VALUES ('A', ?, ?)")
        .run(authority.url, workspace.context.now())
    })
    const abort = new AbortController()
    const stamped = asked.stampNow('case:1', Buffer.from('x'), abort.signal)
    while (authority.requests === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    abort.abort()
    expect(await stamped).toEqual([])
    expect((await requests()).rows[0]).toMatchObject({ failure: 'stopped', status: null })
  })

  test('what several want at once is asked for once', async () => {
    const trust = createTrust(workspace.context)
    workspace.context.mutations.once([], () => {
      workspace.context.db
        .prepare("INSERT INTO timestamp_authority (name, url, added_at) VALUES ('A', ?, ?)")
        .run(authority.url, workspace.context.now())
    })
    const stamp = () => trust.timestamps.stampNow('case:1', Buffer.from('x'), never.signal)
    const [first, second] = await Promise.all([stamp(), stamp(), trust.timestamps.run()])
    expect(second).toEqual(first)
    // One for the content, one for the head of the log.
    expect(authority.requests).toBe(2)
    await trust.timestamps.run()
    expect(authority.requests).toBe(2)
    const received = workspace.context.db.prepare(
      "SELECT count(*) FROM custody_event WHERE action = 'timestamp.received'",
    )
    expect(received.pluck().get()).toBe(2)
  })

  test('the log is stamped again after a week, and only when something was added', async () => {
    await add()
    const stamps = async () => (await list()).filter(({ subject }) => subject.startsWith('custody:')).length
    expect(await stamps()).toBe(1)
    await run()
    expect(await stamps()).toBe(1)
    ahead = 8 * 24 * 60 * 60 * 1000
    await run()
    expect(await stamps()).toBe(2)
  })

  test('a signed and stamped bundle is the same to the byte in another time zone, locale and place', async () => {
    const secrets = memorySecrets(Buffer.alloc(32, 1))
    const own = openEvidenceWorkspace({ clock: () => Date.now(), secrets })
    try {
      await own.evidence['signing.create']({ keeping: { by: 'system' }, replace: false }, never)
      await own.evidence['timestamps.addAuthority']({ url: authority.url, name: '', rootPath: null }, never)
      const { caseId, findingIds } = await completeCase(own, [{ title: 'Ängstlich „ö“' }])
      await sealCapture(own, findingIds[0]!)
      await own.evidence['timestamps.run']({}, never)
      await own.close()
      const environments = [
        { TZ: 'UTC', LANG: 'C' },
        { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' },
      ]
      const zips: string[] = []
      for (const [index, environment] of environments.entries()) {
        const folder = join(out, String(index))
        mkdirSync(folder)
        const args = [childScript, own.folder, 'export', String(caseId), folder]
        const run = await runChild(args, environment)
        zips.push(exportResult.parse(JSON.parse(run.trim().split('\n').at(-1)!)).zip)
      }
      const [first, second] = zips.map((zip) => readFileSync(zip))
      expect(second!.equals(first!)).toBe(true)
      expect(await verifyBundle(zips[0]!)).toMatchObject({ signature: 'unknown', timestamp: 'unknown' })
    } finally {
      await own.dispose()
    }
  })

  test('several authorities each give a token', async () => {
    const other = await openAuthority('Second Authority')
    try {
      await add()
      await add(other.url, null)
      const { folder } = await exported()
      expect(readdirSync(join(folder, 'timestamps')).sort()).toEqual([
        'tagmanifest-sha256.txt.2.tsr',
        'tagmanifest-sha256.txt.tsr',
        'tsa-ca.pem',
      ])
      const report = await verifyBundle(folder, { trust: { signers: [], roots: [authority.root] } })
      expect(report.tokens.map(({ root }) => root).sort()).toContain('stated')
      expect(report).toMatchObject({ integrity: 'intact', timestamp: 'valid' })
    } finally {
      await other.close()
    }
  })

  test('what is no address and what is no certificate is refused before anything is stored', async () => {
    await expect(add('ftp://example.org')).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(add('https://user:pw@example.org')).rejects.toMatchObject({ code: 'VALIDATION' })
    const file = join(out, 'root.pem')
    writeFileSync(file, 'hello')
    await expect(add(authority.url, file)).rejects.toThrow(/holds no certificate/)
    expect(await evidence()['timestamps.authorities']({}, never)).toEqual({ authorities: [] })
    expect(authority.requests).toBe(0)
  })

  test('a removed authority is asked no more; its tokens stay', async () => {
    const { id } = await add()
    const before = authority.requests
    await evidence()['timestamps.removeAuthority']({ authorityId: id }, never)
    await sealCapture(workspace, seeded.findingIds[0]!)
    await run()
    await exported()
    expect(authority.requests).toBe(before)
    expect(await list()).toHaveLength(1)
  })
})
