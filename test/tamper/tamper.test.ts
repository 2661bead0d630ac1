import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../electron/core/evidence/index.ts'
import { exportResult } from '../../electron/core/evidence/worker-protocol.ts'
import type { VerifyReport } from '../../shared/contract/evidence.ts'
import { completeCase, openEvidenceWorkspace } from '../integration/evidence/evidence-workspace.ts'
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

const row = 'data/findings/001-finding-1/row.bin'
const record = 'data/findings/001-finding-1/record.json'
const picture = 'data/findings/001-finding-1/attachment-01.png'
const log = 'data/custody-log.jsonl'

let work: string
let top: string
let zip: string
let original: readonly CraftedEntry[]

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'refrain-tamper-'))
  const shot = join(work, 'shot.png')
  writeFileSync(shot, Buffer.alloc(5_000, 'picture'))
  const workspace = openEvidenceWorkspace()
  const { caseId } = await completeCase(workspace, [{ title: 'A' }, { title: 'B' }, { title: 'C' }], [shot])
  const never = { signal: new AbortController().signal }
  const { jobId } = await workspace.evidence['bundle.export']({ caseId, folder: work }, never)
  const result = exportResult.parse((await workspace.finished(jobId)).result)
  await workspace.dispose()
  top = result.name
  zip = result.zip
  original = entriesOf(result.folder, top)
})
afterAll(() => {
  rmSync(work, { recursive: true, force: true })
})

const filesOf = (): BundleFiles =>
  new Map(original.map(({ name, content }) => [name.slice(top.length + 1), Buffer.from(content)]))

/** Codes and paths of everything a report says beyond "not signed, not time-stamped". */
function found(report: VerifyReport): string[] {
  return report.findings
    .filter(({ code }) => code !== 'signature-missing' && code !== 'timestamp-missing')
    .map(({ code, path }) => (path === '' ? code : `${code} ${path}`))
}

async function verifyZip(bytes: Uint8Array): Promise<VerifyReport> {
  const path = join(mkdtempSync(join(work, 'zip-')), 'bundle.zip')
  writeFileSync(path, bytes)
  return verifyBundle(path)
}

async function verifyFolder(
  files: BundleFiles,
  name = top,
  also?: (root: string) => void,
): Promise<VerifyReport> {
  const root = join(mkdtempSync(join(work, 'folder-')), name)
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  also?.(root)
  return verifyBundle(root)
}

describe('an untouched bundle', () => {
  test('is intact as a folder and as a zip, and says what it cannot prove', async () => {
    for (const report of [await verifyBundle(zip), await verifyFolder(filesOf())]) {
      expect(report).toMatchObject({
        integrity: 'intact',
        signature: 'missing',
        timestamp: 'missing',
        files: original.length,
      })
      expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([
        ['signature-missing', 'info'],
        ['timestamp-missing', 'info'],
      ])
    }
  })
})

/** A change of files, and everything a check must say about it. The same for a folder and a zip. */
interface FileCase {
  readonly name: string
  readonly tamper: (files: BundleFiles) => void
  readonly expected: readonly string[]
  readonly integrity?: VerifyReport['integrity']
}

const fileCases: readonly FileCase[] = [
  {
    name: 'a flipped bit in a sealed row',
    tamper: (files) => flip(files, row),
    expected: [`changed ${row}`],
  },
  {
    name: 'a flipped bit in a sealed record',
    tamper: (files) => flip(files, record),
    expected: [`changed ${record}`],
  },
  {
    name: 'a flipped bit in an attachment',
    tamper: (files) => flip(files, picture),
    expected: [`changed ${picture}`],
  },
  { name: 'a changed page', tamper: (files) => flip(files, 'index.html'), expected: ['changed index.html'] },
  {
    name: 'a byte order mark in bagit.txt',
    tamper: (files) => setText(files, 'bagit.txt', `\ufeff${text(files, 'bagit.txt')}`),
    expected: ['changed bagit.txt'],
  },
  { name: 'a removed file', tamper: (files) => void files.delete(picture), expected: [`missing ${picture}`] },
  {
    name: 'a renamed file',
    tamper: (files) => {
      files.set('data/findings/001-finding-1/attachment-9.png', files.get(picture)!)
      files.delete(picture)
    },
    expected: ['added data/findings/001-finding-1/attachment-9.png', `missing ${picture}`],
  },
  {
    name: 'an added payload file',
    tamper: (files) => setText(files, 'data/findings/001-finding-1/planted.png', 'x'),
    expected: ['added data/findings/001-finding-1/planted.png'],
  },
  {
    name: 'an added tag file',
    tamper: (files) => setText(files, 'README-2.html', 'x'),
    expected: ['added README-2.html'],
  },
  {
    name: 'a fetch.txt',
    tamper: (files) => setText(files, 'fetch.txt', 'https://evil.example/x 10 data/x\n'),
    expected: ['added fetch.txt', 'fetch-txt fetch.txt'],
  },
  {
    name: 'log lines in another order',
    tamper: (files) => editLog(files, ([a, b, c, ...rest]) => [a!, c!, b!, ...rest]),
    expected: [
      `changed ${log}`,
      `log-broken ${log}:2`,
      `log-broken ${log}:3`,
      `log-broken ${log}:4`,
      `log-clock-backwards ${log}:3`,
    ],
  },
  {
    name: 'a repeated log line',
    tamper: (files) => editLog(files, (lines) => [...lines, lines.at(-1)!]),
    expected: [`changed ${log}`, `log-broken ${log}:5`],
  },
  {
    name: 'an edited log line',
    tamper: (files) => editLog(files, (lines) => lines.with(0, lines[0]!.replace('"items":3', '"items":4'))),
    expected: [`changed ${log}`, `log-broken ${log}:2`],
  },
  {
    name: 'a removed log line, all lists made anew',
    tamper: (files) => {
      editLog(files, (lines) => lines.toSpliced(2, 1))
      remakeLists(files)
    },
    expected: [`log-broken ${log}:3`, `container-renamed %TOP%`],
  },
  {
    name: 'the end of the log cut off',
    tamper: (files) => editLog(files, (lines) => lines.slice(0, -1)),
    expected: [`changed ${log}`, `log-head-mismatch ${log}`, 'seal-mismatch data/seals/4.txt'],
  },
  {
    name: 'the end of the log cut off, all lists made anew',
    tamper: (files) => {
      editLog(files, (lines) => lines.slice(0, -1))
      remakeLists(files)
    },
    expected: ['seal-mismatch data/seals/4.txt', `container-renamed %TOP%`],
  },
  {
    name: 'a log cut off within its last line',
    tamper: (files) => setText(files, log, text(files, log).slice(0, -20)),
    expected: [
      `changed ${log}`,
      `log-broken ${log}:4`,
      `log-head-mismatch ${log}`,
      'seal-mismatch data/seals/4.txt',
    ],
  },
  {
    name: 'a changed row, all lists made anew',
    tamper: (files) => {
      flip(files, row)
      remakeLists(files)
    },
    expected: [`finding-file-changed ${row}`, `container-renamed %TOP%`],
  },
  {
    name: 'a changed row, its sums and all lists made anew',
    tamper: (files) => {
      const before = sha256(files.get(row)!)
      flip(files, row)
      const sums = 'data/findings/001-finding-1/sha256sums.txt'
      setText(files, sums, text(files, sums).replace(before, sha256(files.get(row)!)))
      remakeLists(files)
    },
    expected: [`record-mismatch ${row}`, 'container-renamed %TOP%'],
  },
  {
    name: 'an attachment removed, all lists made anew',
    tamper: (files) => {
      files.delete(picture)
      remakeLists(files)
    },
    expected: [`finding-file-missing ${picture}`, 'container-renamed %TOP%'],
  },
  {
    name: 'a changed row with its record, its sums and all lists made anew',
    tamper: (files) => {
      const before = sha256(files.get(row)!)
      const recordBefore = sha256(files.get(record)!)
      flip(files, row)
      setText(files, record, text(files, record).replace(before, sha256(files.get(row)!)))
      const sums = 'data/findings/001-finding-1/sha256sums.txt'
      const made = text(files, sums)
        .replace(before, sha256(files.get(row)!))
        .replace(recordBefore, sha256(files.get(record)!))
      setText(files, sums, made)
      remakeLists(files)
    },
    expected: [`record-unsealed ${record}`, `container-renamed %TOP%`],
  },
  {
    name: 'the same, with the list of sealed records forged too',
    tamper: (files) => {
      const before = sha256(files.get(record)!)
      setText(files, record, text(files, record).replace('"row": 1', '"row": 2'))
      const sums = 'data/findings/001-finding-1/sha256sums.txt'
      for (const path of [sums, 'data/seals/2.txt']) {
        setText(files, path, text(files, path).replace(before, sha256(files.get(record)!)))
      }
      remakeLists(files)
    },
    expected: ['seal-mismatch data/seals/2.txt', `container-renamed %TOP%`],
  },
  {
    name: 'everything forged, the log included: only the name tells',
    tamper: (files) => {
      const before = sha256(files.get(record)!)
      const digest = sha256(files.get('data/seals/2.txt')!)
      setText(files, record, text(files, record).replace('"row": 1', '"row": 2'))
      const sums = 'data/findings/001-finding-1/sha256sums.txt'
      for (const path of [sums, 'data/seals/2.txt']) {
        setText(files, path, text(files, path).replace(before, sha256(files.get(record)!)))
      }
      editLog(files, (lines) =>
        rechain(lines.map((line) => line.replace(digest, sha256(files.get('data/seals/2.txt')!)))),
      )
      remakeLists(files)
    },
    expected: [`container-renamed %TOP%`],
    integrity: 'intact',
  },
  {
    name: 'a line dropped from the manifest',
    tamper: (files) =>
      setText(files, 'manifest-sha256.txt', text(files, 'manifest-sha256.txt').replace(/^.*row\.bin\n/m, '')),
    expected: [`added ${row}`, 'changed manifest-sha256.txt'],
  },
  {
    name: 'a line repeated in the manifest',
    tamper: (files) => {
      const lines = text(files, 'manifest-sha256.txt')
      setText(files, 'manifest-sha256.txt', lines + lines.split('\n')[0]! + '\n')
    },
    expected: ['changed manifest-sha256.txt', `duplicate-line data/case.json`],
  },
  {
    name: 'a manifest line that is none',
    tamper: (files) =>
      setText(files, 'manifest-sha256.txt', `# comment\n${text(files, 'manifest-sha256.txt')}`),
    expected: ['changed manifest-sha256.txt', 'manifest-malformed manifest-sha256.txt:1'],
  },
  {
    name: 'a manifest that reaches outside',
    tamper: (files) =>
      setText(
        files,
        'manifest-sha256.txt',
        `${text(files, 'manifest-sha256.txt')}${sha256('root')}  ../outside.txt\n`,
      ),
    expected: ['manifest-scope ../outside.txt', 'changed manifest-sha256.txt'],
  },
  {
    name: 'the list of lists removed',
    tamper: (files) => void files.delete('tagmanifest-sha256.txt'),
    expected: ['missing tagmanifest-sha256.txt'],
  },
  {
    name: 'the custody log removed',
    tamper: (files) => void files.delete(log),
    expected: [`missing ${log}`],
  },
  {
    name: 'another number of files in bag-info.txt, lists made anew',
    tamper: (files) => {
      setText(
        files,
        'bag-info.txt',
        text(files, 'bag-info.txt').replace(/^Payload-Oxum: .*$/m, 'Payload-Oxum: 1.1'),
      )
      const tags = text(files, 'tagmanifest-sha256.txt').replace(
        /^[0-9a-f]{64}( {2}bag-info\.txt)$/m,
        `${sha256(files.get('bag-info.txt')!)}$1`,
      )
      setText(files, 'tagmanifest-sha256.txt', tags)
    },
    expected: ['bag-info-differs bag-info.txt', `container-renamed %TOP%`],
  },
  {
    name: 'a device name of Windows',
    tamper: (files) => setText(files, 'data/aux.txt', 'x'),
    expected: ['added data/aux.txt', 'unsafe-name data/aux.txt'],
  },
  {
    name: 'a name that reads backwards',
    tamper: (files) => setText(files, 'data/exe\u202egnp', 'x'),
    expected: ['added data/exe⟨U+202E⟩gnp', 'unsafe-name data/exe⟨U+202E⟩gnp'],
  },
  {
    name: 'a name that differs in case only',
    tamper: (files) => setText(files, 'Index.html', 'evil'),
    expected: ['added Index.html', 'case-collision index.html'],
  },
  {
    name: 'a signature and a time stamp that are none',
    tamper: (files) => {
      setText(files, 'signatures/tagmanifest-sha256.txt.sig', 'x')
      setText(files, 'timestamps/tagmanifest-sha256.txt.tsr', 'x')
    },
    expected: [
      'signature-invalid signatures/tagmanifest-sha256.txt.sig',
      'timestamp-invalid timestamps/tagmanifest-sha256.txt.tsr',
    ],
    integrity: 'intact',
  },
]

describe.each(fileCases)('$name', ({ tamper, expected, integrity }) => {
  const wanted = () => expected.map((line) => line.replace('%TOP%', top)).sort()

  test('in a folder', async () => {
    const files = filesOf()
    tamper(files)
    const report = await verifyFolder(files)
    expect(found(report).sort()).toEqual(wanted())
    expect(report.integrity).toBe(integrity ?? 'changed')
  })

  test('in a zip', async () => {
    const files = filesOf()
    tamper(files)
    const entries = toEntries(files, top).map((entry) => ({
      ...entry,
      flags: /[^ -~]/.test(entry.name) ? 0x800 : 0,
    }))
    const report = await verifyZip(craftZip(entries))
    expect(
      found(report)
        .filter((line) => line !== 'container-differs')
        .sort(),
    ).toEqual(wanted())
    expect(report.integrity).toBe(integrity ?? 'changed')
  })
})

describe('every single file', () => {
  test('is named when one bit of it flips', async () => {
    for (const path of filesOf().keys()) {
      const files = filesOf()
      flip(files, path)
      const report = await verifyFolder(files)
      const where = report.findings
        .filter(({ severity }) => severity !== 'info')
        .map((finding) => finding.path)
      // The list of lists is listed nowhere: what it names no longer fits, and neither does the bundle's name.
      const expected = path === 'tagmanifest-sha256.txt' ? top : path
      expect(where, path).toContain(expected)
      expect(report.integrity, path).toBe('changed')
    }
  })
})

describe('in a folder', () => {
  test('a renamed folder is a warning, not a change', async () => {
    const report = await verifyFolder(filesOf(), 'evidence-other')
    expect(found(report)).toEqual(['container-renamed evidence-other'])
    expect(report.integrity).toBe('intact')
  })

  test('a link in place of a file is named and not followed', async () => {
    const files = filesOf()
    files.delete(picture)
    const report = await verifyFolder(files, top, (root) => symlinkSync('/etc/passwd', join(root, picture)))
    expect(found(report)).toEqual([`symlink ${picture}`])
  })

  test('a link to a folder is named and not walked', async () => {
    const report = await verifyFolder(filesOf(), top, (root) => symlinkSync('/etc', join(root, 'data/link')))
    expect(found(report)).toEqual(['added data/link', 'symlink data/link'])
  })

  test('a folder that is no bundle is unreadable; nothing at all is an error', async () => {
    const empty = mkdtempSync(join(work, 'empty-'))
    expect(await verifyBundle(empty)).toMatchObject({
      integrity: 'unreadable',
      findings: [{ code: 'not-a-bundle' }],
    })
    await expect(verifyBundle(join(work, 'nothing'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  })
})

/** A change of the container alone, and what must be said about it. */
interface ZipCase {
  readonly name: string
  readonly make: () => Buffer
  readonly expected: readonly string[]
  readonly integrity?: VerifyReport['integrity']
}

const unchanged = () => [...original]
const changeEntry = (path: string, change: Partial<CraftedEntry>) =>
  unchanged().map((entry) => (entry.name === `${top}/${path}` ? { ...entry, ...change } : entry))

const zipCases: readonly ZipCase[] = [
  {
    name: 'packed again in another order',
    make: () => craftZip(unchanged().reverse()),
    expected: ['container-differs'],
    integrity: 'intact',
  },
  {
    name: 'packed again with compression, dates, folders and a comment',
    make: () => {
      const folders = [{ name: `${top}/`, content: Buffer.alloc(0), mode: 0o40755 }]
      return craftZip(
        [...folders, ...unchanged().map((entry) => ({ ...entry, deflate: true, date: 0x5a00 }))],
        'hello',
      )
    },
    expected: ['container-differs'],
    integrity: 'intact',
  },
  {
    name: 'another name of the top folder',
    make: () =>
      craftZip(unchanged().map((entry) => ({ ...entry, name: entry.name.replace(top, 'evidence-other') }))),
    expected: ['container-renamed evidence-other'],
    integrity: 'intact',
  },
  {
    name: 'a path that climbs out',
    make: () =>
      craftZip([...unchanged(), { name: `${top}/../../../tmp/pwn.txt`, content: Buffer.from('x') }]),
    expected: ['added ../../../tmp/pwn.txt', 'unsafe-name ../../../tmp/pwn.txt', 'container-differs'],
  },
  {
    name: 'an absolute path',
    make: () => craftZip([{ name: '/tmp/pwn.txt', content: Buffer.from('x') }, ...unchanged()]),
    expected: ['outside-bundle /tmp/pwn.txt', 'unsafe-name /tmp/pwn.txt'],
  },
  {
    name: 'a path with backslashes',
    make: () => craftZip([...unchanged(), { name: `${top}\\..\\pwn.txt`, content: Buffer.from('x') }]),
    expected: ['outside-bundle %TOP%\\..\\pwn.txt', 'unsafe-name %TOP%\\..\\pwn.txt'],
  },
  {
    name: 'a file beside the top folder',
    make: () => craftZip([...unchanged(), { name: 'zzz/read-me-first.html', content: Buffer.from('x') }]),
    expected: ['outside-bundle zzz/read-me-first.html'],
  },
  {
    name: 'the same name twice',
    make: () =>
      craftZip([...unchanged(), { name: `${top}/${picture}`, content: Buffer.from('other content') }]),
    expected: [`duplicate-entry ${picture}`, 'container-differs'],
  },
  {
    name: 'a link in place of a file',
    make: () => craftZip(changeEntry(picture, { content: Buffer.from('/etc/passwd'), mode: 0o120777 })),
    expected: [`symlink ${picture}`],
  },
  {
    name: 'a linked folder and a file in it',
    make: () =>
      craftZip([
        ...unchanged(),
        { name: `${top}/zlink`, content: Buffer.from('/etc'), mode: 0o120777 },
        { name: `${top}/zlink/x`, content: Buffer.from('x') },
      ]),
    expected: ['added zlink', 'added zlink/x', 'symlink zlink'],
  },
  {
    name: 'a device',
    make: () => craftZip(changeEntry(picture, { mode: 0o20666 })),
    expected: [`special-file ${picture}`],
  },
  {
    name: 'a bomb',
    make: () =>
      craftZip([...unchanged(), { name: `${top}/zbomb`, content: Buffer.alloc(50_000_000), deflate: true }]),
    expected: ['added zbomb', 'too-large zbomb', 'container-differs'],
  },
  {
    name: 'an encrypted entry',
    make: () =>
      craftZip([
        ...unchanged(),
        { name: `${top}/zsecret`, content: Buffer.alloc(20), deflate: true, flags: 1 },
      ]),
    expected: ['added zsecret', 'encrypted zsecret', 'container-differs'],
  },
  {
    name: 'a name in an undeclared encoding',
    make: () => craftZip([...unchanged(), { name: `${top}/zü`, content: Buffer.from('x') }]),
    expected: ['added zü', 'unsafe-name zü'],
  },
  {
    name: 'another name before the data than in the directory',
    make: () => craftZip(changeEntry('bagit.txt', { localName: `${top}/bagit.tx_` })),
    expected: ['local-header-mismatch bagit.txt'],
  },
  {
    name: 'a wrong sum of the container',
    make: () => craftZip(changeEntry('bagit.txt', { crc: 1 })),
    expected: ['crc-mismatch bagit.txt'],
  },
  {
    name: 'bytes hidden between two files',
    make: () => craftZip(changeEntry('bagit.txt', { after: Buffer.from('hidden') })),
    expected: ['hidden-data bagit.txt'],
  },
  {
    name: 'bytes hidden behind the directory',
    make: () => {
      const bytes = craftZip(unchanged())
      return Buffer.concat([bytes.subarray(0, -22), Buffer.from('hidden'), bytes.subarray(-22)])
    },
    expected: ['hidden-data'],
  },
  {
    name: 'a truncated zip',
    make: () => craftZip(unchanged()).subarray(0, -2_000),
    expected: ['zip-unreadable'],
    integrity: 'unreadable',
  },
  {
    name: 'a program put in front',
    make: () => Buffer.concat([Buffer.from('#!/bin/sh\necho pwn\n'), craftZip(unchanged())]),
    expected: ['zip-unreadable'],
    integrity: 'unreadable',
  },
  {
    name: 'bytes appended',
    make: () => Buffer.concat([craftZip(unchanged()), Buffer.from('extra')]),
    expected: ['zip-unreadable'],
    integrity: 'unreadable',
  },
  {
    name: 'folders that lead out, or lie beside the bundle',
    make: () =>
      craftZip([
        ...unchanged(),
        { name: `${top}/data/../../out/`, content: Buffer.alloc(0) },
        { name: 'beside/', content: Buffer.alloc(0) },
      ]),
    expected: ['container-differs', 'outside-bundle beside/', 'unsafe-name data/../../out/'],
  },
  {
    name: 'many names for the data of one file',
    make: () => {
      const large = { name: `${top}/data/large.bin`, content: Buffer.alloc(500_000, 'x') }
      const ghosts = Array.from({ length: 20 }, (_, index) => ({
        ...large,
        name: `${top}/data/large-${String(index).padStart(2, '0')}.bin`,
        ghost: true,
      }))
      return craftZip([...unchanged(), large, ...ghosts])
    },
    expected: ['zip-unreadable'],
    integrity: 'unreadable',
  },
  {
    name: 'not a zip at all',
    make: () => Buffer.from('hello'),
    expected: ['zip-unreadable'],
    integrity: 'unreadable',
  },
  {
    name: 'an empty zip',
    make: () => craftZip([]),
    expected: ['not-a-bundle'],
    integrity: 'unreadable',
  },
]

test('time stamps without number do not push out the one over the bundle, and those not checked are named', async () => {
  const files = filesOf()
  setText(files, 'timestamps/tagmanifest-sha256.txt.tsr', 'no token')
  for (let line = 1; line <= 5_001; line += 1) setText(files, `data/custody-stamps/${String(line)}.tsr`, 'x')
  remakeLists(files)
  const named = found(await verifyZip(craftZip(toEntries(files, top))))
  expect(named).toContain('timestamp-invalid timestamps/tagmanifest-sha256.txt.tsr')
  expect(named.filter((line) => line.startsWith('too-large'))).toEqual([
    'too-large data/custody-stamps/999.tsr',
  ])
})

describe('the container', () => {
  test.each(zipCases)('$name', async ({ make, expected, integrity }) => {
    const report = await verifyZip(make())
    expect(found(report).sort()).toEqual(expected.map((line) => line.replace('%TOP%', top)).sort())
    expect(report.integrity).toBe(integrity ?? 'changed')
  })
})

describe('other judges', () => {
  test('the shell script in the bundle sees what was changed, removed or added', async () => {
    const tampers = [
      (files: BundleFiles) => flip(files, picture),
      (files: BundleFiles) => void files.delete(picture),
      (files: BundleFiles) => setText(files, 'data/planted', 'x'),
      (files: BundleFiles) => setText(files, 'planted', 'x'),
      (files: BundleFiles) => {
        editLog(files, (lines) => lines.toSpliced(1, 1))
        remakeLists(files)
      },
      (files: BundleFiles) => {
        setText(files, record, text(files, record).replace('"row": 1', '"row": 2'))
        remakeLists(files)
      },
      (files: BundleFiles) => {
        flip(files, 'data/seals/2.txt')
        remakeLists(files)
      },
    ]
    for (const [index, tamper] of [() => undefined, ...tampers].entries()) {
      const files = filesOf()
      tamper(files)
      let run = { status: -1 as number | null, stdout: '' }
      await verifyFolder(files, top, (root) => {
        run = spawnSync('sh', ['verify.sh'], { cwd: root, encoding: 'utf8' })
      })
      expect(run.status, `${String(index)}: ${run.stdout}`).toBe(index === 0 ? 0 : 1)
      const renamed = index > 4 ? 'NOTE the name of this folder' : ''
      expect(run.stdout).toContain(renamed)
      if (index === 0) expect(run.stdout).not.toContain('NOTE')
    }
  })
})

test('the script looks at its own folder, and lets no name speak to the terminal', async () => {
  const files = filesOf()
  setText(files, 'data/\u001b[2K\u001b[1Aplanted', 'x')
  await verifyFolder(files, top, (root) => {
    const elsewhere = mkdtempSync(join(work, 'elsewhere-'))
    mkdirSync(join(elsewhere, top))
    const run = spawnSync('sh', [`${top}/verify.sh`], {
      cwd: dirname(root),
      encoding: 'utf8',
      env: { ...process.env, CDPATH: elsewhere },
    })
    expect(run.stdout).toContain('PROBLEM in no list: data/?[2K?[1Aplanted')
    expect(run.status).toBe(1)
  })
})

describe('damage at random', () => {
  test('is always answered with a report, whatever bytes of the zip it hits', async () => {
    const bytes = craftZip(unchanged())
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
      maxLength: 8,
    })
    const path = join(work, 'damaged.zip')
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(bytes.length), async (hits, cut) => {
        const damaged = Buffer.from(bytes.subarray(0, hits.length === 0 ? cut : bytes.length))
        for (const [at, value] of hits) damaged[at] = value
        writeFileSync(path, damaged)
        const report = await verifyBundle(path)
        const errors = report.findings.filter(({ severity }) => severity === 'error')
        expect(report.integrity === 'intact').toBe(errors.length === 0)
      }),
      { numRuns: 200 },
    )
  })
})
