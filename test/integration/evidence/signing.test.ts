import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../../electron/core/evidence/index.ts'
import {
  checkSignature,
  publicKeyOf,
  readSshKey,
  signBytes,
} from '../../../electron/core/evidence/signing/sshsig.ts'
import { type ExportResult, exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import { completeCase, type EvidenceWorkspace, openEvidenceWorkspace } from './evidence-workspace.ts'
import { memorySecrets } from './memory-secrets.ts'

const never = { signal: new AbortController().signal }
const passphrase = 'correct horse battery staple'
const hasSshKeygen = spawnSync('ssh-keygen', ['-Y', 'help']).error === undefined
if (!hasSshKeygen) console.warn('ssh-keygen is missing: its judgement of signatures is skipped')

let workspace: EvidenceWorkspace
let out: string
let secrets: ReturnType<typeof memorySecrets>
beforeEach(() => {
  secrets = memorySecrets()
  workspace = openEvidenceWorkspace({ secrets })
  out = mkdtempSync(join(tmpdir(), 'refrain-sign-'))
})
afterEach(async () => {
  await workspace.dispose()
  rmSync(out, { recursive: true, force: true })
})

const call = {
  get: () => Promise.resolve(workspace.evidence['signing.get']({}, never)),
  create: (by: 'system' | 'passphrase', replace = false) =>
    Promise.resolve(
      workspace.evidence['signing.create'](
        { keeping: by === 'system' ? { by } : { by, passphrase }, replace },
        never,
      ),
    ),
  open: (text: string) => Promise.resolve(workspace.evidence['signing.open']({ passphrase: text }, never)),
  close: () => Promise.resolve(workspace.evidence['signing.close']({}, never)),
}

async function exported(unsigned?: boolean): Promise<ExportResult> {
  const caseId = Number(workspace.context.db.prepare('SELECT id FROM enforcement_case').pluck().get())
  const { jobId } = await workspace.evidence['bundle.export'](
    { caseId, folder: out, ...(unsigned === undefined ? {} : { unsigned }) },
    never,
  )
  const job = await workspace.finished(jobId)
  expect(job.error).toBeNull()
  return exportResult.parse(job.result)
}

/** Every byte the workspace keeps on disk. */
function stored(): Buffer {
  workspace.context.db.pragma('wal_checkpoint(TRUNCATE)')
  return readFileSync(workspace.context.paths.database)
}

function sshKeygen(folder: string, keys: string) {
  return spawnSync(
    'ssh-keygen',
    [
      '-Y',
      'verify',
      '-f',
      keys,
      '-I',
      'signer',
      '-n',
      'evidence-bundle',
      '-s',
      'signatures/tagmanifest-sha256.txt.sig',
    ],
    { cwd: folder, input: readFileSync(join(folder, 'tagmanifest-sha256.txt')), encoding: 'utf8' },
  )
}

describe('the key', () => {
  test('is made by nobody but the artist', async () => {
    await completeCase(workspace, [{ title: 'A' }])
    expect(await call.get()).toMatchObject({ key: null, ready: false, retired: [] })
    expect((await exported()).signedBy).toBeNull()
  })

  test('is kept by the system where it can', async () => {
    const made = await call.create('system')
    expect(made).toMatchObject({ ready: true, key: { locks: ['system'], open: false } })
    expect(secrets.closed).toHaveLength(1)
    const seed = await secrets.open(secrets.closed[0]!)
    for (const form of ['base64', 'hex', 'latin1'] as const) {
      expect(stored().toString('latin1')).not.toContain(Buffer.from(seed).toString(form))
    }
    secrets.available = false
    expect(await call.get()).toMatchObject({ ready: false })
  })

  test('is kept under a passphrase, never in the clear, and never without one silently', async () => {
    secrets.available = false
    await expect(call.create('system')).rejects.toThrow(/no secret store .* passphrase instead/)
    expect(await call.get()).toMatchObject({ key: null })
    await expect(
      workspace.evidence['signing.create'](
        { keeping: { by: 'passphrase', passphrase: 'short' }, replace: false },
        never,
      ),
    ).rejects.toThrow(/at least 12 characters/)
    expect(await call.create('passphrase')).toMatchObject({
      ready: true,
      key: { locks: ['passphrase'], open: true },
    })
    expect(stored().toString('latin1')).not.toContain(passphrase)
    expect(await call.close()).toMatchObject({ ready: false, key: { open: false } })
    await expect(call.open('not the passphrase at all')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await call.open(passphrase)).toMatchObject({ ready: true })
  })

  test('can be opened both ways, and a box of another key does not open', async () => {
    await call.create('system')
    const keep = { keeping: { by: 'passphrase', passphrase } } as const
    expect(await workspace.evidence['signing.keep'](keep, never)).toMatchObject({
      key: { locks: ['system', 'passphrase'] },
    })
    secrets.available = false
    expect(await call.open(passphrase)).toMatchObject({ ready: true })
    const closed = workspace.context.db
      .prepare("SELECT closed FROM signing_key_lock WHERE kind = 'passphrase'")
      .pluck()
      .get()
    await call.create('passphrase', true)
    workspace.context.db
      .prepare("UPDATE signing_key_lock SET closed = ? WHERE kind = 'passphrase'")
      .run(closed)
    await call.close()
    await expect(call.open(passphrase)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('is replaced on purpose only; its public half stays, its secret half goes', async () => {
    const first = await call.create('system')
    await expect(call.create('system')).rejects.toThrow(/has a signing key already/)
    const second = await call.create('system', true)
    expect(second.retired).toMatchObject([{ fingerprint: first.key!.fingerprint }])
    expect(second.key!.fingerprint).not.toBe(first.key!.fingerprint)
    const db = workspace.context.db
    expect(db.prepare('SELECT count(*) FROM signing_key_lock').pluck().get()).toBe(1)
    expect(db.prepare('SELECT action FROM custody_event ORDER BY seq').pluck().all()).toEqual([
      'signing.keyMade',
      'signing.keyRetired',
      'signing.keyMade',
    ])
    const path = join(out, 'keys')
    expect(workspace.evidence['signing.export']({ path }, never)).toEqual({ path, keys: 2 })
    expect(
      readFileSync(path, 'utf8').match(/^signer namespaces="evidence-bundle" ssh-ed25519 /gm),
    ).toHaveLength(2)
  })
})

describe('a signed bundle', () => {
  test('fits the key of the workspace, for us and for ssh-keygen', async () => {
    await completeCase(workspace, [{ title: 'A' }])
    const { key } = await call.create('system')
    const { folder, zip, signedBy } = await exported()
    expect(signedBy).toBe(key!.fingerprint)
    for (const path of [folder, zip]) {
      expect(await verifyBundle(path)).toMatchObject({
        integrity: 'intact',
        signature: 'unknown',
        signer: { fingerprint: key!.fingerprint, standing: 'unknown' },
      })
    }
    const { jobId } = await workspace.evidence['bundle.verify']({ path: zip }, never)
    expect((await workspace.finished(jobId)).result).toMatchObject({
      integrity: 'intact',
      signature: 'valid',
      signer: { standing: 'own' },
    })
    const keys = join(out, 'keys')
    await workspace.evidence['signing.export']({ path: keys }, never)
    if (!hasSshKeygen) return
    expect(sshKeygen(folder, keys)).toMatchObject({ status: 0 })
    expect(sshKeygen(folder, keys).stdout).toContain(key!.fingerprint)
    writeFileSync(join(folder, 'tagmanifest-sha256.txt'), 'x')
    expect(sshKeygen(folder, keys).status).not.toBe(0)
  })

  test('by a retired key is still known', async () => {
    await completeCase(workspace, [{ title: 'A' }])
    await call.create('system')
    const { zip } = await exported()
    await call.create('system', true)
    const { jobId } = await workspace.evidence['bundle.verify']({ path: zip }, never)
    expect((await workspace.finished(jobId)).result).toMatchObject({ signature: 'valid' })
  })

  test('is refused while the key is locked, and unsigned only on purpose', async () => {
    await completeCase(workspace, [{ title: 'A' }])
    await call.create('passphrase')
    await call.close()
    const caseId = 1
    await expect(workspace.evidence['bundle.export']({ caseId, folder: out }, never)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'key-locked' },
    })
    expect((await exported(true)).signedBy).toBeNull()
    await call.open(passphrase)
    expect((await exported()).signedBy).not.toBeNull()
  })

  test('of a friend is known once the artist says whose key it is', async () => {
    await completeCase(workspace, [{ title: 'A' }])
    const { key } = await call.create('system')
    const { zip } = await exported()
    const friend = openEvidenceWorkspace()
    try {
      const verify = async () => {
        const { jobId } = await friend.evidence['bundle.verify']({ path: zip }, never)
        return (await friend.finished(jobId)).result
      }
      expect(await verify()).toMatchObject({ signature: 'unknown' })
      await friend.evidence['signers.add'](
        { name: 'Mara', publicKey: `${key!.publicKey} mara@laptop` },
        never,
      )
      expect(await verify()).toMatchObject({
        signature: 'valid',
        signer: { standing: 'known', name: 'Mara' },
      })
      await friend.evidence['signers.remove']({ publicKey: key!.publicKey }, never)
      expect(await verify()).toMatchObject({ signature: 'unknown' })
      await expect(
        Promise.resolve().then(() =>
          friend.evidence['signers.add']({ name: 'X', publicKey: 'ssh-rsa AAAA' }, never),
        ),
      ).rejects.toMatchObject({ code: 'VALIDATION' })
    } finally {
      await friend.dispose()
    }
  })
})

describe('the form of a signature', () => {
  const seed = Buffer.alloc(32, 7)
  const message = Buffer.from('message')

  test('is the same each time', () => {
    const signature = signBytes(seed, message)
    expect(signBytes(seed, message)).toBe(signature)
    expect(checkSignature(signature, message)).toEqual({ state: 'fits', publicKey: publicKeyOf(seed) })
  })

  test.skipIf(!hasSshKeygen)('is the one ssh-keygen makes', () => {
    const key = join(out, 'key')
    const file = join(out, 'message')
    writeFileSync(file, message)
    spawnSync('ssh-keygen', ['-t', 'ed25519', '-N', '', '-q', '-f', key])
    expect(spawnSync('ssh-keygen', ['-Y', 'sign', '-f', key, '-n', 'evidence-bundle', file]).status).toBe(0)
    const publicKey = readSshKey(readFileSync(`${key}.pub`, 'utf8'))
    expect(checkSignature(readFileSync(`${file}.sig`, 'utf8'), message)).toEqual({ state: 'fits', publicKey })
  })

  test('every flipped bit is refused, and nothing throws', () => {
    const signature = signBytes(seed, message)
    const bytes = Buffer.from(signature)
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes)
      flipped[at] = flipped[at]! ^ 1
      const check = checkSignature(flipped.toString('latin1'), message)
      expect(check.state === 'fits' && check.publicKey === publicKeyOf(seed), String(at)).toBe(false)
    }
    expect(checkSignature(signature, Buffer.from('other'))).toMatchObject({ state: 'broken' })
    expect(checkSignature('', message)).toMatchObject({ state: 'broken' })
    expect(checkSignature('x'.repeat(1_000_000), message)).toMatchObject({ state: 'broken' })
  })
})
