import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../electron/core/evidence/index.ts'
import {
  publicKeyOf,
  readSshKey,
  signBytes,
  sshKeyText,
} from '../../electron/core/evidence/signing/sshsig.ts'
import { exportResult, type VerifyTrust } from '../../electron/core/evidence/worker-protocol.ts'
import type { VerifyReport } from '../../shared/contract/evidence.ts'
import { completeCase, openEvidenceWorkspace } from '../integration/evidence/evidence-workspace.ts'
import { memorySecrets } from '../integration/evidence/memory-secrets.ts'
import { sealCapture } from '../integration/evidence/sealed-capture.ts'
import { hasOpenssl, type LocalAuthority, openAuthority } from '../support/local-authority.ts'
import {
  type BundleFiles,
  editLog,
  flip,
  rechain,
  remakeLists,
  setText,
  text,
  toEntries,
} from './bundle-files.ts'
import { craftZip, type CraftedEntry, entriesOf, sha256 } from './craft-zip.ts'
import { judge, layOut, missingJudges, type Verdicts } from './judges.ts'

// The 33 ways to tamper that the format has to stand, on a bundle that is signed, stamped and holds a captured page:
// what the check says, and what programs say that know nothing of it.

/** The time of the machine, later by at least a millisecond each time it is read. */
function risingClock(): () => number {
  let last = 0
  return () => (last = Math.max(last + 1, Date.now()))
}

const never = { signal: new AbortController().signal }
const signature = 'signatures/tagmanifest-sha256.txt.sig'
const token = 'timestamps/tagmanifest-sha256.txt.tsr'
const log = 'data/custody-log.jsonl'

if (missingJudges.length > 0)
  console.warn(`judges that are missing here and are skipped: ${missingJudges.join(', ')}`)
if (!hasOpenssl) console.warn('openssl is missing: tampering with a stamped bundle is skipped')

describe.skipIf(!hasOpenssl)('a signed and stamped bundle', () => {
  let work: string
  let authority: LocalAuthority
  let top: string
  let capture: string
  let original: readonly CraftedEntry[]
  let trust: VerifyTrust
  let outside: { keys: string; root: string }

  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'refrain-signed-'))
    authority = await openAuthority()
    const workspace = openEvidenceWorkspace({ secrets: memorySecrets(), clock: risingClock() })
    try {
      const made = await workspace.evidence['signing.create'](
        { keeping: { by: 'system' }, replace: false },
        never,
      )
      const { url, rootPath } = authority
      await workspace.evidence['timestamps.addAuthority']({ url, name: '', rootPath }, never)
      const { caseId, findingIds } = await completeCase(workspace, [{ title: 'A' }])
      await sealCapture(workspace, findingIds[0]!, { complete: false })
      await workspace.evidence['timestamps.run']({}, never)
      const keys = join(work, 'keys')
      await workspace.evidence['signing.export']({ path: keys }, never)
      const { jobId } = await workspace.evidence['bundle.export']({ caseId, folder: work }, never)
      const result = exportResult.parse((await workspace.finished(jobId)).result)
      top = result.name
      original = entriesOf(result.folder, top)
      outside = { keys, root: authority.rootPath }
      const publicKey = readSshKey(made.key!.publicKey)!
      trust = { signers: [{ publicKey, name: 'Mara', own: false }], roots: [authority.root] }
      capture = [...filesOf().keys()]
        .find((path) => path.endsWith('/capture.json'))!
        .replace('/capture.json', '')
    } finally {
      await workspace.dispose()
    }
  })
  afterAll(async () => {
    await authority.close()
    rmSync(work, { recursive: true, force: true })
  })

  const filesOf = (): BundleFiles =>
    new Map(original.map(({ name, content }) => [name.slice(top.length + 1), Buffer.from(content)]))
  const place = () => mkdtempSync(join(work, 'tampered-'))

  async function check(
    files: BundleFiles,
    name = top,
  ): Promise<{ report: VerifyReport; verdicts: Verdicts }> {
    const folder = join(place(), name)
    mkdirSync(folder)
    layOut(files, folder)
    return { report: await verifyBundle(folder, { trust }), verdicts: await judge(folder, outside) }
  }
  async function checkZip(bytes: Buffer): Promise<VerifyReport> {
    const path = join(place(), 'bundle.zip')
    writeFileSync(path, bytes)
    return verifyBundle(path, { trust })
  }
  /** What speaks against the bundle, as codes with their paths. */
  const said = (report: VerifyReport) =>
    report.findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, path }) => (path === '' ? code : `${code} ${path}`))
  const allWell: Verdicts = {
    sums: 'ok',
    complete: 'ok',
    ssh: 'ok',
    ts: 'ok',
    pdf: 'ok',
    gzip: 'ok',
    warc: 'ok',
  }
  const picture = () => `${capture}/page-01.png`
  const available = (judges: Partial<Verdicts>) =>
    Object.fromEntries(Object.entries(judges).filter(([name]) => !missingJudges.includes(name)))

  test('that nobody touched gives three good answers, here and with every judge', async () => {
    const { report, verdicts } = await check(filesOf())
    expect(said(report)).toEqual([])
    expect(report).toMatchObject({
      integrity: 'intact',
      signature: 'valid',
      signer: { standing: 'known', name: 'Mara' },
      timestamp: 'valid',
    })
    expect(report.tokens.map(({ covers, root }) => `${covers} ${String(root)}`).sort()).toEqual([
      'bundle named',
      'capture named',
      'log named',
    ])
    expect(verdicts).toEqual(allWell)
  })

  interface Tamper {
    readonly name: string
    readonly change: (files: BundleFiles) => void
    readonly says: () => readonly string[]
    readonly judges: Partial<Verdicts>
    readonly answers?: Partial<VerifyReport>
  }
  const renamed = () => `container-renamed ${top}`
  const unsigned = () => [`signature-invalid ${signature}`, `timestamp-invalid ${token}`]
  const changed = { integrity: 'changed' } as const
  const disowned = { signature: 'invalid', timestamp: 'invalid' } as const
  /** The lists made anew, over whatever is in them: neither signature nor token fit any more. */
  const remake = (files: BundleFiles) => {
    const kept = [signature, token].flatMap((path) => {
      const content = files.get(path)
      files.delete(path)
      return content === undefined ? [] : [[path, content] as const]
    })
    remakeLists(files)
    for (const [path, content] of kept) files.set(path, content)
  }
  const resum = (files: BundleFiles, path: string, before: string) => {
    const sums = `${capture}/sha256sums.txt`
    setText(files, sums, text(files, sums).replace(before, sha256(files.get(path)!)))
  }

  const tampers: readonly Tamper[] = [
    {
      name: '1 a flipped bit',
      change: (files) => flip(files, picture()),
      says: () => [`changed ${picture()}`],
      judges: { sums: 'BAD' },
    },
    {
      name: '2 a removed file',
      change: (files) => void files.delete(picture()),
      says: () => [`missing ${picture()}`],
      judges: { sums: 'BAD' },
    },
    {
      name: '3 an added payload file',
      change: (files) => setText(files, 'data/captures/zzz-planted.png', 'x'),
      says: () => ['added data/captures/zzz-planted.png'],
      judges: { complete: 'BAD' },
    },
    {
      name: '4 an added tag file',
      change: (files) => setText(files, 'README-2.html', 'x'),
      says: () => ['added README-2.html'],
      judges: { complete: 'BAD' },
    },
    {
      name: '5 the log in another order',
      change: (files) => editLog(files, ([a, b, c, ...rest]) => [a!, c!, b!, ...rest]),
      says: () => [
        `changed ${log}`,
        `log-broken ${log}:2`,
        `log-broken ${log}:3`,
        `log-broken ${log}:4`,
        `log-clock-backwards ${log}:3`,
      ],
      judges: { sums: 'BAD' },
    },
    {
      name: '6 a flipped bit and new lists',
      change: (files) => {
        flip(files, picture())
        remake(files)
      },
      says: () => [`capture-file-changed ${picture()}`, ...unsigned(), renamed()],
      judges: { ssh: 'BAD', ts: 'BAD' },
      answers: disowned,
    },
    {
      name: '7 everything rewritten, the log too, without the key',
      change: (files) => rewrite(files),
      says: () => [
        `capture-timestamp-invalid ${capture}/sha256sums.txt.tsr`,
        ...logStamp(),
        ...unsigned(),
        renamed(),
      ],
      judges: { ssh: 'BAD', ts: 'BAD' },
      answers: disowned,
    },
    {
      name: '8 the same, signature and time stamps removed',
      change: (files) => {
        rewrite(files)
        for (const path of files.keys()) if (/\.(?:sig|tsr)$/.test(path)) files.delete(path)
        remakeLists(files)
      },
      says: () => [`signature-removed ${signature}`, renamed()],
      judges: { ssh: 'BAD', ts: 'BAD' },
      answers: { integrity: 'intact', signature: 'missing', timestamp: 'missing' },
    },
    {
      name: '9 the end of the log cut off, with new lists',
      change: (files) => {
        editLog(files, (lines) => lines.slice(0, -1))
        remake(files)
      },
      says: () => [`capture-unsealed ${capture}/capture.json`, ...unsigned(), renamed()],
      judges: { ssh: 'BAD', ts: 'BAD' },
      answers: disowned,
    },
    {
      name: '10 a line dropped from the manifest',
      change: (files) =>
        setText(
          files,
          'manifest-sha256.txt',
          text(files, 'manifest-sha256.txt').replace(/^.*page-01\.png\n/m, ''),
        ),
      says: () => [`added ${picture()}`, 'changed manifest-sha256.txt'],
      judges: { sums: 'BAD', complete: 'BAD' },
    },
    {
      name: '11 the list of lists removed',
      change: (files) => void files.delete('tagmanifest-sha256.txt'),
      says: () => ['missing tagmanifest-sha256.txt', ...unsigned()],
      judges: { sums: 'BAD', complete: 'BAD', ssh: 'BAD', ts: 'BAD' },
      answers: disowned,
    },
    {
      name: '14 a renamed file',
      change: (files) => {
        files.set(`${capture}/page-1.png`, files.get(picture())!)
        files.delete(picture())
      },
      says: () => [`added ${capture}/page-1.png`, `missing ${picture()}`],
      judges: { sums: 'BAD', complete: 'BAD' },
    },
    {
      name: '21 a name that differs in case only',
      change: (files) => setText(files, 'Index.html', 'evil'),
      says: () => ['added Index.html', 'case-collision index.html'],
      judges: { complete: 'BAD' },
    },
    {
      name: '23 a device name of Windows',
      change: (files) => setText(files, 'data/aux.txt', 'x'),
      says: () => ['added data/aux.txt', 'unsafe-name data/aux.txt'],
      judges: { complete: 'BAD' },
    },
    {
      name: '24 a repeated log line',
      change: (files) => editLog(files, (lines) => [...lines, lines.at(-1)!]),
      says: () => [`changed ${log}`, `log-broken ${log}:${String(lineCount() + 1)}`],
      judges: { sums: 'BAD' },
    },
    {
      name: '25 the time stamp of another file',
      change: (files) => void files.set(token, files.get(`${capture}/sha256sums.txt.tsr`)!),
      says: () => [`timestamp-invalid ${token}`],
      judges: { ts: 'BAD' },
      answers: { integrity: 'intact', signature: 'valid', timestamp: 'invalid' },
    },
    {
      name: '26 a byte order mark in bagit.txt',
      change: (files) => setText(files, 'bagit.txt', `\ufeff${text(files, 'bagit.txt')}`),
      says: () => ['changed bagit.txt'],
      judges: { sums: 'BAD' },
    },
    {
      name: '31 a manifest that reaches outside',
      change: (files) =>
        setText(
          files,
          'manifest-sha256.txt',
          `${text(files, 'manifest-sha256.txt')}${sha256('x')}  ../outside.txt\n`,
        ),
      says: () => ['changed manifest-sha256.txt', 'manifest-scope ../outside.txt'],
      judges: { sums: 'BAD' },
    },
    {
      name: '32 a fetch.txt',
      change: (files) => setText(files, 'fetch.txt', 'https://evil.example/x 10 data/x\n'),
      says: () => ['added fetch.txt', 'fetch-txt fetch.txt'],
      judges: { complete: 'BAD' },
    },
    {
      name: '33 changed and signed again by another key',
      change: (files) => {
        rewrite(files)
        signBy(files, Buffer.alloc(32, 9))
      },
      says: () => [
        `capture-timestamp-invalid ${capture}/sha256sums.txt.tsr`,
        ...logStamp(),
        `timestamp-invalid ${token}`,
        renamed(),
      ],
      judges: { ssh: 'BAD', ts: 'BAD' },
      answers: { signature: 'unknown', timestamp: 'invalid' },
    },
    {
      name: 'signed again by another key, the named key left as it was',
      change: (files) =>
        void files.set(
          signature,
          Buffer.from(signBytes(Buffer.alloc(32, 9), files.get('tagmanifest-sha256.txt')!)),
        ),
      says: () => [`signed-by-another-key ${signature}`],
      judges: { ssh: 'BAD' },
      answers: { integrity: 'intact', signature: 'invalid', timestamp: 'valid' },
    },
    {
      name: 'the signature removed',
      change: (files) => void files.delete(signature),
      says: () => [`signature-removed ${signature}`],
      judges: { ssh: 'BAD' },
      answers: { integrity: 'intact', signature: 'missing' },
    },
    {
      name: 'a captured file changed with its sums and new lists: its record knows better',
      change: (files) => {
        const before = sha256(files.get(picture())!)
        flip(files, picture())
        resum(files, picture(), before)
        remake(files)
      },
      says: () => [
        `capture-file-changed ${picture()}`,
        `capture-timestamp-invalid ${capture}/sha256sums.txt.tsr`,
        ...unsigned(),
        renamed(),
      ],
      judges: { ssh: 'BAD', ts: 'BAD' },
      answers: disowned,
    },
    {
      name: 'a file planted in a capture, with new lists',
      change: (files) => {
        setText(files, `${capture}/page-02.png`, 'x')
        remake(files)
      },
      says: () => [`capture-file-added ${capture}/page-02.png`, ...unsigned(), renamed()],
      judges: { ssh: 'BAD', ts: 'BAD' },
      answers: disowned,
    },
  ]

  const lineCount = () => text(filesOf(), log).trimEnd().split('\n').length
  const logStamp = () =>
    [...filesOf().keys()]
      .filter((path) => path.startsWith('data/custody-stamps/'))
      .map((path) => `log-stamp-invalid ${path}`)

  /** What somebody can do who has the format, all the files and no key: change a captured page and everything after it. */
  function rewrite(files: BundleFiles): void {
    const [page, record] = [picture(), `${capture}/capture.json`]
    const [pageBefore, recordBefore] = [sha256(files.get(page)!), sha256(files.get(record)!)]
    flip(files, page)
    setText(files, record, text(files, record).replace(pageBefore, sha256(files.get(page)!)))
    resum(files, page, pageBefore)
    resum(files, record, recordBefore)
    editLog(files, (lines) =>
      rechain(
        lines.map((line) =>
          line.replace(recordBefore, sha256(files.get(record)!)).replace('"actor":"artist"', '"actor":"app"'),
        ),
      ),
    )
    remake(files)
  }

  function signBy(files: BundleFiles, seed: Buffer): void {
    const signer = `signer namespaces="evidence-bundle" ${sshKeyText(publicKeyOf(seed))}\n`
    setText(files, 'signatures/allowed_signers', signer)
    remake(files)
    files.set(signature, Buffer.from(signBytes(seed, files.get('tagmanifest-sha256.txt')!)))
  }

  test.each(tampers)('$name', async ({ change, says, judges, answers }) => {
    const files = filesOf()
    change(files)
    const { report, verdicts } = await check(files)
    expect(said(report).sort()).toEqual([...says()].sort())
    expect(report).toMatchObject({ ...changed, ...answers })
    expect(available(verdicts)).toEqual(available({ ...allWell, ...judges }))
    // The same in a zip.
    const zipped = await checkZip(craftZip(toEntries(files, top)))
    expect(said(zipped).sort()).toEqual([...says()].sort())
  })

  test('a key that is pinned is the only one that may have signed', async () => {
    const files = filesOf()
    signBy(files, Buffer.alloc(32, 9))
    const folder = join(
      place(),
      `evidence-1-${createHash('sha256').update(files.get('tagmanifest-sha256.txt')!).digest('hex').slice(0, 12)}`,
    )
    mkdirSync(folder)
    layOut(files, folder)
    const pinned = await verifyBundle(folder, { trust: { ...trust, pinned: true } })
    expect(said(pinned)).toContain(`signed-by-another-key ${signature}`)
    expect(pinned).toMatchObject({ integrity: 'intact', signature: 'invalid' })
    const loose = await verifyBundle(folder, { trust })
    expect(loose).toMatchObject({ signature: 'unknown', timestamp: 'invalid' })
    const maker = /^External-Identifier: (.*):case:/m.exec(text(files, 'bag-info.txt'))![1]!
    const asMaker = await verifyBundle(folder, { trust: { ...trust, workspaceId: maker } })
    expect(asMaker).toMatchObject({ signature: 'invalid' })
  })

  const zips: readonly { name: string; make: () => Buffer; says: readonly string[]; integrity: string }[] = [
    {
      name: '12 another top folder',
      make: () =>
        craftZip(original.map((entry) => ({ ...entry, name: entry.name.replace(top, 'evidence-other') }))),
      says: ['container-renamed evidence-other'],
      integrity: 'intact',
    },
    {
      name: '13 packed again in another order, with other dates',
      make: () => craftZip(original.toReversed().map((entry) => ({ ...entry, date: 0x5a00 }))),
      says: [],
      integrity: 'intact',
    },
    {
      name: '15 a path that climbs out',
      make: () => craftZip([...original, { name: `${top}/../../../tmp/pwn.txt`, content: Buffer.from('x') }]),
      says: ['added ../../../tmp/pwn.txt', 'unsafe-name ../../../tmp/pwn.txt'],
      integrity: 'changed',
    },
    {
      name: '16 an absolute path',
      make: () => craftZip([...original, { name: '/tmp/pwn2.txt', content: Buffer.from('x') }]),
      says: ['outside-bundle /tmp/pwn2.txt', 'unsafe-name /tmp/pwn2.txt'],
      integrity: 'changed',
    },
    {
      name: '17 backslashes',
      make: () => craftZip([...original, { name: `evidence\\..\\pwn.txt`, content: Buffer.from('x') }]),
      says: ['outside-bundle evidence\\..\\pwn.txt', 'unsafe-name evidence\\..\\pwn.txt'],
      integrity: 'changed',
    },
    {
      name: '18 the same name twice',
      make: () => craftZip([...original, { name: `${top}/bagit.txt`, content: Buffer.from('other') }]),
      says: ['duplicate-entry bagit.txt'],
      integrity: 'changed',
    },
    {
      name: '19 a link in place of a file',
      make: () =>
        craftZip(
          original.map((entry) =>
            entry.name === `${top}/bagit.txt`
              ? { ...entry, content: Buffer.from('/etc/passwd'), mode: 0o120777 }
              : entry,
          ),
        ),
      says: ['symlink bagit.txt'],
      integrity: 'changed',
    },
    {
      name: '20 a linked folder',
      make: () =>
        craftZip([
          ...original,
          { name: `${top}/zlink`, content: Buffer.from('/etc'), mode: 0o120777 },
          { name: `${top}/zlink/x`, content: Buffer.from('x') },
        ]),
      says: ['added zlink', 'added zlink/x', 'symlink zlink'],
      integrity: 'changed',
    },
    {
      name: '22 a bomb',
      make: () =>
        craftZip([...original, { name: `${top}/zbomb`, content: Buffer.alloc(50_000_000), deflate: true }]),
      says: ['added zbomb', 'too-large zbomb'],
      integrity: 'changed',
    },
    {
      name: '27 a truncated zip',
      make: () => craftZip(original).subarray(0, -2_000),
      says: ['zip-unreadable'],
      integrity: 'unreadable',
    },
    {
      name: '28 a program in front',
      make: () => Buffer.concat([Buffer.from('#!/bin/sh\n'), craftZip(original)]),
      says: ['zip-unreadable'],
      integrity: 'unreadable',
    },
    {
      name: '29 another name before the data than in the directory',
      make: () =>
        craftZip(
          original.map((entry) =>
            entry.name === `${top}/bagit.txt` ? { ...entry, localName: `${top}/bagit.txZ` } : entry,
          ),
        ),
      says: ['local-header-mismatch bagit.txt'],
      integrity: 'changed',
    },
    {
      name: '30 bytes appended',
      make: () => Buffer.concat([craftZip(original), Buffer.from('extra')]),
      says: ['zip-unreadable'],
      integrity: 'unreadable',
    },
  ]

  test.each(zips)('as a zip: $name', async ({ make, says, integrity }) => {
    const report = await checkZip(make())
    expect(said(report).sort()).toEqual([...says].sort())
    expect(report.integrity).toBe(integrity)
  })

  test('every single file is named when a bit of it flips', async () => {
    const folder = join(place(), top)
    mkdirSync(folder)
    const files = filesOf()
    layOut(files, folder)
    for (const [path, content] of files) {
      const flipped = Buffer.from(content)
      // Of a token, what its authority signed: parts of it are signed by nobody.
      const at = path.endsWith('.tsr') ? stampedDigest(files, path, flipped) : Math.floor(flipped.length / 2)
      flipped[at] = flipped[at]! ^ 1
      writeFileSync(join(folder, path), flipped)
      const report = await verifyBundle(folder, { trust })
      const where = report.findings
        .filter(({ severity }) => severity !== 'info')
        .map((finding) => finding.path)
      expect(where, path).toContain(path === 'tagmanifest-sha256.txt' ? top : path)
      writeFileSync(join(folder, path), content)
    }
    expect(said(await verifyBundle(folder, { trust }))).toEqual([])
  })

  function stampedDigest(files: BundleFiles, path: string, bytes: Buffer): number {
    const data = path.replace(/\.tsr$/, '').replace(/^timestamps\//, '')
    const line = /^data\/custody-stamps\/(\d+)$/.exec(data)?.[1]
    const content =
      line === undefined ? files.get(data)! : Buffer.from(text(files, log).split('\n')[Number(line) - 1]!)
    return bytes.indexOf(createHash('sha256').update(content).digest())
  }

  test('no token tells another time, whatever bit of it flips', async () => {
    const folder = join(place(), top)
    mkdirSync(folder)
    layOut(filesOf(), folder)
    const before = (await verifyBundle(folder, { trust })).tokens.find(({ path }) => path === token)!
    const bytes = readFileSync(join(folder, token))
    for (let at = 5; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const flipped = Buffer.from(bytes)
      flipped[at] = flipped[at]! ^ 4
      writeFileSync(join(folder, token), flipped)
      const after = (await verifyBundle(folder, { trust })).tokens.find(({ path }) => path === token)!
      // Without the certificates above it a token may be trusted less, never more, and never for another time.
      if (after.problem === null) expect({ ...after, root: before.root }).toEqual(before)
    }
  })
})
