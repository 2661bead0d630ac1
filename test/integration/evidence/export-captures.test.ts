import { createHash } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyBundle } from '../../../electron/core/evidence/index.ts'
import { exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import { completeCase, type EvidenceWorkspace, openEvidenceWorkspace } from './evidence-workspace.ts'
import { sealCapture } from './sealed-capture.ts'

// What the papers of a bundle show and say of captures.

const never = { signal: new AbortController().signal }
const pdftotext = spawnSync('pdftotext', ['-v']).status === 0

let workspace: EvidenceWorkspace
let out: string
let findingId: number
beforeEach(async () => {
  workspace = openEvidenceWorkspace()
  out = mkdtempSync(join(tmpdir(), 'refrain-out-'))
  findingId = (await completeCase(workspace, [{ title: 'A' }])).findingIds[0]!
})
afterEach(async () => {
  await workspace.dispose()
  rmSync(out, { recursive: true, force: true })
})

async function exported(folder = out): Promise<string> {
  const { jobId } = await workspace.evidence['bundle.export']({ caseId: 1, folder }, never)
  const job = await workspace.finished(jobId)
  expect(job.error).toBeNull()
  return exportResult.parse(job.result).folder
}

/** A picture of a browser's window: the left half red, the right half blue, in the middle of it noise or not. */
function windowPicture(noise: boolean, width = 1366, height = 900): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  let state = 1
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
      const isNoise = noise && y > height / 20
      const colour = isNoise
        ? [state >>> 24, (state >>> 16) & 255, 0]
        : x < width / 2
          ? [255, 0, 0]
          : [0, 0, 255]
      rows.set(colour, y * (width * 3 + 1) + 1 + x * 3)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The pictures a PDF holds, as rows of PNG without filters. */
function picturesIn(pdf: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = pdf.indexOf('/Subtype /Image'); at >= 0; at = pdf.indexOf('/Subtype /Image', at + 1)) {
    const from = pdf.indexOf('stream\n', at) + 'stream\n'.length
    found.push(inflateSync(pdf.subarray(from, pdf.indexOf('endstream', from))))
  }
  return found
}

test('the report shows each page as a visitor saw it, smaller, and is the same when it is made again', async () => {
  const plain = windowPicture(false)
  await sealCapture(workspace, findingId, { picture: plain })
  await sealCapture(workspace, findingId, { picture: windowPicture(true), url: 'https://leak.example/2' })
  const path = join(await exported(), 'data', 'report.pdf')
  const report = readFileSync(path)
  const [first, second, ...rest] = picturesIn(report)
  expect(rest).toEqual([])
  const row = 640 * 3 + 1
  expect([first?.length, second?.length]).toEqual([row * 422, row * 422])
  const pixel = (x: number, y: number) => [...first!.subarray(y * row + 1 + x * 3, y * row + 4 + x * 3)]
  expect([pixel(10, 10), pixel(630, 400)]).toEqual([
    [255, 0, 0],
    [0, 0, 255],
  ])
  const again = mkdtempSync(join(tmpdir(), 'refrain-again-'))
  try {
    expect(readFileSync(join(await exported(again), 'data', 'report.pdf')).equals(report)).toBe(true)
  } finally {
    rmSync(again, { recursive: true })
  }
  if (!pdftotext) return
  const words = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, '')
  expect(words).toContain(createHash('sha256').update(plain).digest('hex'))
})

test('pages full of noise do not fill the report beyond the room it has', { timeout: 180_000 }, async () => {
  const picture = windowPicture(true, 640, 4_000)
  for (let page = 0; page < 6; page += 1) {
    await sealCapture(workspace, findingId, { picture, url: `https://leak.example/${String(page)}` })
  }
  const report = readFileSync(join(await exported(), 'data', 'report.pdf'))
  const pictures = picturesIn(report).length
  expect(pictures).toBeGreaterThan(2)
  expect(pictures).toBeLessThan(6)
  expect(report.byteLength).toBeLessThan(36 * 1024 * 1024)
})

test('a page a person led to is said to be one, wherever the bundle speaks of it', async () => {
  const at = '2026-11-22T10:00:00.000Z'
  const actions = [
    JSON.stringify({ at, kind: 'opened', url: 'https://leak.example/' }),
    JSON.stringify({ at, kind: 'keys', count: 4 }),
    JSON.stringify({ at, kind: 'taken' }),
  ]
  await sealCapture(workspace, findingId, { actions })
  await sealCapture(workspace, findingId, { url: 'https://leak.example/2' })
  const folder = await exported()
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  const index = read('index.html')
  expect(index).toContain('1 of 2 captured pages reached by a person')
  expect(index.match(/a person at a visible window, in 3 actions told in actions.jsonl/g)).toHaveLength(1)
  expect(read('README.txt')).toContain('actions.jsonl')
  const { captures } = JSON.parse(read('data/case.json')) as {
    captures: { folder: string; assisted: boolean }[]
  }
  expect(captures.map(({ assisted }) => assisted)).toEqual([true, false])
  expect(read(`${captures[0]!.folder}/actions.jsonl`).trim().split('\n')).toEqual(actions)
  expect(read('data/custody-log.jsonl')).toContain('"assisted":true,"actions":3')
  const { integrity, findings } = await verifyBundle(folder)
  expect(integrity).toBe('intact')
  expect(findings.filter(({ code }) => code === 'capture-assisted')).toMatchObject([
    { path: `${captures[0]!.folder}/capture.json`, severity: 'info' },
  ])
})
