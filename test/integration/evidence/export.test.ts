import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeObject, verifyBundle } from '../../../electron/core/evidence/index.ts'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import { type ExportResult, exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { isSafeBundlePath } from '../../../shared/domain/evidence/safe-name.ts'
import {
  completeCase,
  type EvidenceWorkspace,
  openEvidenceWorkspace,
  seedCase,
} from './evidence-workspace.ts'

let workspace: EvidenceWorkspace
let out: string

beforeEach(() => {
  workspace = openEvidenceWorkspace()
  out = mkdtempSync(join(tmpdir(), 'refrain-out-'))
})
afterEach(async () => {
  await workspace.dispose()
  rmSync(out, { recursive: true, force: true })
})

const never = { signal: new AbortController().signal }

async function exportJob(caseId: number, folder = out): Promise<Job> {
  const { jobId } = await workspace.evidence['bundle.export']({ caseId, folder }, never)
  return workspace.finished(jobId)
}

async function exported(caseId: number, folder = out): Promise<ExportResult> {
  const job = await exportJob(caseId, folder)
  expect(job.error).toBeNull()
  return exportResult.parse(job.result)
}

function attachmentFile(name: string, content: string | Uint8Array): string {
  const path = join(workspace.folder, name)
  writeFileSync(path, content)
  return path
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

const twoListings = [{ title: 'Harbour Lights' }, { title: 'Low Tide', url: 'https://leak.example/2' }]

describe('a bundle', () => {
  test('holds everything the case has, in the documented places', async () => {
    const { caseId } = await completeCase(workspace, twoListings, [attachmentFile('shot.png', 'picture')])
    const { folder, zip, name, files } = await exported(caseId)
    expect(name).toMatch(/^evidence-1-[0-9a-f]{12}$/)
    expect(filesIn(folder)).toEqual([
      'README.txt',
      'bag-info.txt',
      'bagit.txt',
      'data/case.json',
      'data/custody-log.jsonl',
      'data/declaration-draft.pdf',
      'data/findings/001-finding-1/attachment-01.png',
      'data/findings/001-finding-1/attachment-01.record.json',
      'data/findings/001-finding-1/record.json',
      'data/findings/001-finding-1/row.bin',
      'data/findings/001-finding-1/sha256sums.txt',
      'data/findings/002-finding-2/record.json',
      'data/findings/002-finding-2/row.bin',
      'data/findings/002-finding-2/sha256sums.txt',
      'data/notices/1/notice.pdf',
      'data/notices/1/notice.txt',
      'data/report.pdf',
      'data/seals/2.txt',
      'data/seals/4.txt',
      'data/works/1/work.json',
      'data/works/2/work.json',
      'index.html',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'verify.ps1',
      'verify.sh',
    ])
    expect(files).toBe(26)
    expect(readdirSync(out).sort()).toEqual([name, `${name}.zip`])
    expect(execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).trim().split('\n')).toEqual(
      filesIn(folder).map((path) => `${name}/${path}`),
    )
  })

  test('keeps the raw bytes of a row and the bytes of notices and attachments as they were', async () => {
    const raw = Buffer.from([0xff, 0xfe, 0x00, 0x22, 0x0d, 0x0a])
    const { caseId } = await completeCase(workspace, [{ title: 'A', raw }], [attachmentFile('a.bin', raw)])
    const { folder } = await exported(caseId)
    const read = (path: string) => readFileSync(join(folder, path))
    expect(read('data/findings/001-finding-1/row.bin').equals(raw)).toBe(true)
    expect(read('data/findings/001-finding-1/attachment-01.bin').equals(raw)).toBe(true)
    expect(read('data/notices/1/notice.txt').toString()).toBe('Dear agent, take this down.\n')
    const stored = workspace.context.db
      .prepare('SELECT record FROM evidence_record WHERE id = 1')
      .pluck()
      .get()
    expect(read('data/findings/001-finding-1/record.json').toString()).toBe(stored)
  })

  test('tells what is needed and keeps private what is not', async () => {
    const { caseId } = await completeCase(workspace, twoListings)
    const { folder } = await exported(caseId)
    const state = JSON.parse(readFileSync(join(folder, 'data/case.json'), 'utf8')) as Record<string, unknown>
    expect(state).toMatchObject({
      format: 'refrain-case/1',
      case: 1,
      claimant: { legalName: 'Mara Lindqvist', artistName: 'Harbour Lights', role: 'owner' },
      findings: 2,
      unsealedFindings: 0,
      items: [
        { number: '001', folder: 'data/findings/001-finding-1' },
        { number: '002', fairUse: { conclusion: 'not-fair-use' } },
      ],
    })
    const everything = filesIn(folder)
      .map((path) => readFileSync(join(folder, path), 'latin1'))
      .join('\n')
    for (const secret of ['Secret Street', 'mara@example.org', 'private note', 'private reasoning']) {
      expect(everything).not.toContain(secret)
    }
  })

  test('says on its first page which findings have no sealed evidence', async () => {
    const { caseId } = seedCase(workspace, twoListings)
    const { folder } = await exported(caseId)
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).toContain('2 findings of 2 without sealed evidence')
    expect(page.indexOf('What this bundle does not show')).toBeLessThan(page.indexOf('<h2>Findings</h2>'))
    expect(await verifyBundle(folder)).toMatchObject({ integrity: 'intact' })
  })

  test('of a case without findings or events is whole too', async () => {
    workspace.context.db.exec(
      `INSERT INTO provider (id, name, domains, source, checked_on, confidence) VALUES (1, 'P', '[]', 't', '2026-01-01', 'low');
       INSERT INTO enforcement_case (id, provider_id, title, state, opened_at) VALUES (1, 1, 'Empty', 'draft', '2026-01-02T00:00:00.000Z')`,
    )
    const { folder, zip } = await exported(1)
    expect(readFileSync(join(folder, 'bag-info.txt'), 'utf8')).toContain('Bagging-Date: 2026-01-02')
    expect(JSON.parse(readFileSync(join(folder, 'data/case.json'), 'utf8'))).toMatchObject({
      items: [],
      claimant: null,
    })
    expect(await verifyBundle(folder)).toMatchObject({ integrity: 'intact' })
    expect(await verifyBundle(zip)).toMatchObject({ integrity: 'intact' })
    expect(spawnSync('sh', ['verify.sh'], { cwd: folder }).status).toBe(0)
  })

  test('holds each version of a notice that was exported, the last under the plain name', async () => {
    const { caseId } = await completeCase(workspace, [{ title: 'A' }])
    const { db, mutations } = workspace.context
    mutations.once([], () => {
      const second = storeObject(workspace.context, Buffer.from('second'), 'notice.txt')
      db.prepare(
        'INSERT INTO notice_export (notice_id, format, sha256, bytes, at) VALUES (1, ?, ?, ?, ?)',
      ).run('txt', second.sha256, second.bytes, workspace.context.now())
    })
    const { folder } = await exported(caseId)
    expect(readFileSync(join(folder, 'data/notices/1/notice.txt'), 'utf8')).toBe('second')
    expect(readFileSync(join(folder, 'data/notices/1/notice-earlier-1.txt'), 'utf8')).toMatch(/^Dear agent/)
  })
})

describe('other judges', () => {
  test('sha256sum, comm, unzip and the commands of README.txt agree', async () => {
    const { caseId } = await completeCase(workspace, twoListings, [attachmentFile('shot.png', 'picture')])
    const { folder, zip, name } = await exported(caseId)
    const bash = (script: string, cwd = folder) =>
      spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' })
    for (const list of ['tagmanifest-sha256.txt', 'manifest-sha256.txt']) {
      expect(bash(`sha256sum -c --strict --quiet ${list}`)).toMatchObject({
        status: 0,
        stdout: '',
        stderr: '',
      })
    }
    for (const finding of readdirSync(join(folder, 'data/findings'))) {
      const run = bash('sha256sum -c --strict --quiet sha256sums.txt', join(folder, 'data/findings', finding))
      expect(run).toMatchObject({ status: 0, stdout: '', stderr: '' })
    }
    expect(
      bash(
        "export LC_ALL=C; comm -13 <(cut -c67- manifest-sha256.txt tagmanifest-sha256.txt | sort) <(find . ! -type d | sed 's#^./##' | sort)",
      ).stdout,
    ).toBe('tagmanifest-sha256.txt\n')
    expect(spawnSync('unzip', ['-tq', zip]).status).toBe(0)
    const unpacked = mkdtempSync(join(out, 'unpacked-'))
    expect(spawnSync('unzip', ['-q', zip, '-d', unpacked]).status).toBe(0)
    expect(spawnSync('diff', ['-r', folder, join(unpacked, name)]).status).toBe(0)
    expect(spawnSync('sh', ['verify.sh'], { cwd: folder, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    })
  })

  test('the shell lines of README.txt that follow the custody log find its end and a broken line', async () => {
    const { caseId } = await completeCase(workspace, twoListings)
    const { folder } = await exported(caseId)
    const readme = readFileSync(join(folder, 'README.txt'), 'utf8')
    const script = readme.slice(readme.indexOf('prev=$('), readme.indexOf('\n\n5. '))
    const run = () => spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' }).stdout
    expect(run()).toMatch(/^Custody-Log-Head: [0-9a-f]{64}\n$/)
    const log = join(folder, 'data/custody-log.jsonl')
    writeFileSync(log, readFileSync(log, 'utf8').replace('"items":2', '"items":3'))
    expect(run()).toMatch(/^broken: {"seq":2,/)
  })
})

describe('the same state', () => {
  test('gives the same bytes in every time zone, locale and place', async () => {
    const listings = [...twoListings, { title: 'Ängstlich „ö“' }]
    const { caseId } = await completeCase(workspace, listings, [attachmentFile('shot.png', 'picture')])
    await workspace.close()
    const child = fileURLToPath(new URL('./child.ts', import.meta.url))
    const environments = [
      { TZ: 'UTC', LANG: 'C' },
      { TZ: 'Pacific/Kiritimati', LANG: 'sv_SE.UTF-8' },
      { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' },
    ]
    const zips = environments.map((environment, index) => {
      const folder = join(out, String(index))
      mkdirSync(folder)
      const run = spawnSync(process.execPath, [child, workspace.folder, 'export', String(caseId), folder], {
        encoding: 'utf8',
        env: { ...process.env, ...environment },
      })
      expect(run.stderr).not.toMatch(/Error/)
      return exportResult.parse(JSON.parse(run.stdout.trim().split('\n').at(-1)!))
    })
    expect(new Set(zips.map((result) => result.zipSha256)).size).toBe(1)
    for (const { zip, folder } of zips.slice(1)) {
      expect(readFileSync(zip).equals(readFileSync(zips[0]!.zip))).toBe(true)
      expect(spawnSync('diff', ['-r', folder, zips[0]!.folder]).status).toBe(0)
    }
  })

  test('is not changed by exporting it, nor by what happens elsewhere', async () => {
    const { caseId } = await completeCase(workspace, twoListings)
    const first = await exported(caseId)
    await completeCase(workspace, [{ title: 'Another case' }])
    const second = await exported(caseId)
    expect(second).toEqual(first)
    const events = workspace.context.db.prepare(
      "SELECT count(*) FROM custody_event WHERE action = 'bundle.exported'",
    )
    expect(events.pluck().get()).toBe(2)
    expect(readdirSync(out)).toHaveLength(2)
  })

  test('a change of the case gives another bundle beside the first', async () => {
    const { caseId, findingIds } = await completeCase(workspace, twoListings)
    const first = await exported(caseId)
    const path = attachmentFile('later.png', 'x')
    await workspace.evidence['evidence.attach']({ findingId: findingIds[1]!, path }, never)
    const second = await exported(caseId)
    expect(second.name).not.toBe(first.name)
    expect(await verifyBundle(first.folder)).toMatchObject({ integrity: 'intact' })
    expect(await verifyBundle(second.zip)).toMatchObject({ integrity: 'intact' })
  })

  test('an altered bundle of the same name is moved aside, never overwritten', async () => {
    const { caseId } = await completeCase(workspace, twoListings)
    const first = await exported(caseId)
    writeFileSync(join(first.folder, 'my notes.txt'), 'mine')
    writeFileSync(first.zip, 'not the zip any more')
    const second = await exported(caseId)
    expect(second.aside).toEqual([`${first.name}-altered-1`, `${first.name}-altered-1.zip`])
    expect(readFileSync(join(out, `${first.name}-altered-1`, 'my notes.txt'), 'utf8')).toBe('mine')
    expect(await verifyBundle(second.folder)).toMatchObject({ integrity: 'intact' })
    expect(await verifyBundle(second.zip)).toMatchObject({ integrity: 'intact' })
  })
})

describe('hostile text', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '--><!--',
    '</style><script>x</script>',
    'line\nbreak\r\nand\u0000nul',
    'exe\u202egnp.moc',
    '../../../../etc/passwd',
    '..\\..\\windows\\system32',
    'CON',
    '=HYPERLINK("http://evil.example")',
    'x'.repeat(300),
    '\ud800 lone surrogate',
    "'; DROP TABLE finding; --",
  ]

  test('never becomes markup, a link or a name', async () => {
    const listings = hostile.map((title) => ({ title, artist: title, url: `javascript:${title}` }))
    const attachments = hostile
      .map((title) => title.replace(/[/\0]/g, '_').slice(0, 100))
      .map((name) => attachmentFile(`${name}.html`, '<script>alert(1)</script>'))
    const { caseId } = await completeCase(workspace, listings, attachments)
    const { db } = workspace.context
    db.prepare('UPDATE enforcement_case SET title = ?').run(hostile.join(' '))
    db.prepare('UPDATE provider SET name = ? WHERE id = 1').run(hostile[1])
    db.prepare('UPDATE profile SET legal_name = ?').run('Mara\r\nPayload-Oxum: 0.0')
    const { folder, zip } = await exported(caseId)

    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    const tags = new Set(
      [...page.matchAll(/<(\/?[a-zA-Z!][a-zA-Z0-9-]*)/g)].map(([, tag]) => tag!.toLowerCase()),
    )
    const known =
      '!doctype html /html head /head meta title /title style /style body /body h1 /h1 h2 /h2 h3 /h3 p /p section /section ul /ul li /li strong /strong em /em pre /pre a /a dl /dl dt /dt dd /dd bdi /bdi code /code table /table tr /tr th /th td /td article /article'
    expect([...tags].filter((tag) => !known.split(' ').includes(tag))).toEqual([])
    for (const [, target] of page.matchAll(/href="([^"]*)"/g)) {
      expect(existsSync(join(folder, target!)), target).toBe(true)
    }
    expect(page).not.toMatch(/[\u0000\u202e\ud800]/)
    const allowed = ['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'href']
    for (const [tag] of page.matchAll(/<[a-z][^>]*>/gi)) {
      expect(tag).toMatch(/^<[a-z0-9]+(?: [a-z-]+="[^"]*")*>$/)
      const attributes = [...tag.matchAll(/ ([a-z-]+)="[^"]*"/g)].map(([, name]) => name!)
      expect(attributes.filter((name) => !allowed.includes(name))).toEqual([])
    }
    expect(page).toContain("default-src 'none'")

    for (const path of filesIn(folder)) {
      expect(isSafeBundlePath(path), path).toBe(true)
      expect(path).toMatch(/^[A-Za-z0-9._/-]+$/)
      expect(path).not.toMatch(/\.html$(?<!^index\.html)/)
    }
    expect(readFileSync(join(folder, 'bag-info.txt'), 'utf8').match(/^Payload-Oxum/gm)).toHaveLength(1)
    expect(await verifyBundle(folder)).toMatchObject({ integrity: 'intact' })
    expect(await verifyBundle(zip)).toMatchObject({ integrity: 'intact' })
  })
})

describe('what goes wrong', () => {
  test('a case that is not there, a folder that is not there, is a file, or cannot be written', async () => {
    const { caseId } = seedCase(workspace, [{ title: 'A' }])
    const refused = (id: number, folder: string) =>
      expect(Promise.resolve(workspace.evidence['bundle.export']({ caseId: id, folder }, never))).rejects
    await refused(99, out).toThrow(/no such case/)
    await refused(caseId, join(out, 'nothing')).toThrow(/“nothing” is not there/)
    writeFileSync(join(out, 'file'), '')
    await refused(caseId, join(out, 'file')).toThrow(/“file” is not a folder/)
    mkdirSync(join(out, 'locked'))
    chmodSync(join(out, 'locked'), 0o500)
    if (process.getuid?.() !== 0) await refused(caseId, join(out, 'locked')).toThrow(/cannot be written/)
    expect(workspace.context.db.prepare('SELECT count(*) FROM job').pluck().get()).toBe(0)
  })

  const damages: readonly (readonly [name: string, damage: () => void, message: RegExp])[] = [
    [
      'a changed row',
      () => workspace.context.db.exec("UPDATE listing SET raw = CAST('other' AS BLOB)"),
      /sealed evidence of finding 1 was changed/,
    ],
    [
      'a changed record',
      () => {
        const sql =
          "DROP TRIGGER evidence_record_no_update; UPDATE evidence_record SET record = record || ' '"
        workspace.context.db.exec(sql)
      },
      /sealed evidence of finding 1 was changed/,
    ],
    [
      'a broken custody log',
      () => {
        const sql = 'DROP TRIGGER custody_event_no_delete; DELETE FROM custody_event WHERE seq = 2'
        workspace.context.db.exec(sql)
      },
      /custody log of this workspace is broken.*Event 2 is missing/,
    ],
    [
      'a changed blob',
      () => {
        const row = workspace.context.db
          .prepare('SELECT content_sha256 FROM evidence_record WHERE id = 2')
          .pluck()
          .get()
        writeFileSync(objectPath(workspace.context.paths.objects, String(row)), 'y')
      },
      /stored file was changed after it was taken in/,
    ],
    [
      'a lost blob',
      () => {
        rmSync(workspace.context.paths.objects, { recursive: true })
      },
      /stored file is missing from the workspace/,
    ],
  ]

  test.each(damages)(
    '%s in the workspace stops the export in words and leaves nothing',
    async (_, damage, message) => {
      const { caseId } = await completeCase(workspace, [{ title: 'A' }], [attachmentFile('a.png', 'x')])
      damage()
      const job = await exportJob(caseId)
      expect(job.state).toBe('failed')
      expect(job.error).toMatchObject({ code: 'CUSTODY_BROKEN' })
      expect(job.error?.message).toMatch(message)
      expect(readdirSync(out)).toEqual([])
    },
  )

  test('a cancelled export leaves nothing', async () => {
    const big = attachmentFile('big.wav', Buffer.alloc(200_000_000, 'x'))
    const { caseId } = await completeCase(workspace, [{ title: 'A' }], [big])
    const { jobId } = await workspace.evidence['bundle.export']({ caseId, folder: out }, never)
    while (readdirSync(out).length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    workspace.cancel(jobId)
    expect(await workspace.finished(jobId)).toMatchObject({ state: 'cancelled' })
    expect(readdirSync(out)).toEqual([])
  })

  test('a full disk is said so, and leaves nothing', async ({ skip }) => {
    const small = join(out, 'small')
    mkdirSync(small)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status === 0
    if (!mounted) skip('needs the right to mount a small file system')
    try {
      const big = attachmentFile('big.wav', Buffer.alloc(3_000_000, 'x'))
      const { caseId } = await completeCase(workspace, [{ title: 'A' }], [big])
      const job = await exportJob(caseId, small)
      expect(job).toMatchObject({ state: 'failed', error: { code: 'DISK_FULL' } })
      expect(readdirSync(small)).toEqual([])
    } finally {
      spawnSync('umount', [small])
    }
  })
})

describe('verifying as a job', () => {
  test('reports the same for folder and zip, with progress to the end', async () => {
    const { caseId } = await completeCase(workspace, twoListings)
    const { folder, zip } = await exported(caseId)
    const copy = join(out, 'copy')
    cpSync(folder, copy, { recursive: true })
    for (const [path, expected] of [
      [folder, 'intact'],
      [zip, 'intact'],
      [copy, 'intact'],
      [out, 'unreadable'],
    ] as const) {
      const { jobId } = await workspace.evidence['bundle.verify']({ path }, never)
      const job = await workspace.finished(jobId)
      expect(job).toMatchObject({ state: 'done', result: { integrity: expected } })
      if (expected === 'intact') expect(job.progress.done).toBe(job.progress.total)
    }
  })

  test('of nothing fails in words', async () => {
    const { jobId } = await workspace.evidence['bundle.verify']({ path: join(out, 'gone.zip') }, never)
    expect(await workspace.finished(jobId)).toMatchObject({
      state: 'failed',
      error: { code: 'FILE_UNREADABLE' },
    })
  })
})
