import BetterSqlite from 'better-sqlite3'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../../scripts/refrain.mjs', import.meta.url))

let folder: string
let environment: NodeJS.ProcessEnv

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-process-'))
  environment = { ...process.env, XDG_CONFIG_HOME: folder, HOME: folder, APPDATA: folder }
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const workspace = () => join(folder, 'workspace')

function refrain(args: readonly string[], input = '') {
  return spawnSync(process.execPath, [script, '--workspace', workspace(), ...args], {
    env: environment,
    input,
    encoding: 'utf8',
  })
}

async function writeRows(
  name: string,
  header: string,
  count: number,
  row: (n: number) => string,
): Promise<string> {
  const path = join(folder, name)
  const file = createWriteStream(path)
  file.write(header)
  for (let n = 0; n < count; n += 10_000) {
    const some = Array.from({ length: Math.min(10_000, count - n) }, (_, index) => row(n + index)).join('')
    if (!file.write(some)) await once(file, 'drain')
  }
  file.end()
  await finished(file)
  return path
}

/** Sends a signal as soon as `ready` holds, and gives what the process left. */
async function interrupted(args: readonly string[], ready: () => boolean, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, [script, '--workspace', workspace(), ...args], { env: environment })
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  child.stdout.resume()
  while (!ready() && child.exitCode === null) await wait(2)
  child.kill(signal)
  return { code: await exitOf(child), err }
}

/** Jobs in the store, read beside the process that writes it. */
function countJobs(): number {
  const db = new BetterSqlite(join(workspace(), 'refrain.sqlite3'), { readonly: true })
  try {
    return db.prepare<[], number>('SELECT count(*) FROM job').pluck().get() ?? 0
  } finally {
    db.close()
  }
}

/** Starts a sweep and kills the process once its job is stored. */
async function crashDuring(listing: string): Promise<void> {
  const before = countJobs()
  const child = spawn(process.execPath, [script, '--workspace', workspace(), 'sweep', listing], {
    env: environment,
    stdio: 'ignore',
  })
  const ended = exitOf(child)
  while (countJobs() === before && child.exitCode === null) await wait(5)
  child.kill('SIGKILL')
  await ended
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) =>
    child.once('close', (code) => {
      resolve(code)
    }),
  )
}

describe('a pipe that is closed early', () => {
  it('ends the command quietly', async () => {
    refrain(['init'])
    const table = await writeRows('t.csv', 'title,artist\n', 20_000, (n) => `Song ${String(n)},Nova Tern\n`)
    expect(refrain(['catalog', 'import', table]).status).toBe(0)
    const child = spawn(process.execPath, [script, '--workspace', workspace(), 'catalog', 'list', '--json'], {
      env: environment,
    })
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.stdout.once('data', () => child.stdout.destroy())
    expect(await exitOf(child)).toBe(0)
    expect(err).toBe('')
    expect(refrain(['doctor']).status).toBe(0)
  })
})

describe('Ctrl-C', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('(%s) ends a sweep with %i and leaves no half of a file', async (signal, code) => {
    const listing = await writeRows(
      'l.csv',
      'id,title,artist\n',
      3_000_000,
      (n) => `${String(n)},Ropewalk,Someone\n`,
    )
    const catalogue = join(folder, 'c.csv')
    writeFileSync(catalogue, 'title,artist\nRopewalk,Nova Tern\n')
    const out = join(folder, 'rows.csv')
    const args = ['sweep', listing, '--catalog', catalogue, '--out', out]
    const ended = await interrupted(args, () => existsSync(`${out}.part`), signal)
    expect(ended.code).toBe(code)
    expect(ended.err).toContain('refrain: Cancelled.')
    expect(readdirSync(folder).filter((name) => name.startsWith('rows'))).toEqual([])
  })

  it('ends an import with 130 and leaves the catalogue as it was', async () => {
    refrain(['init'])
    const table = await writeRows('t.csv', 'title,artist\n', 200_000, (n) => `Song ${String(n)},Nova Tern\n`)
    const temporary = join(workspace(), 'temporary')
    const begun = () => existsSync(temporary) && readdirSync(temporary).length > 0
    const ended = await interrupted(['catalog', 'import', table], begun, 'SIGINT')
    expect(ended.code).toBe(130)
    expect(ended.err).toContain('Next: Run the command again')
    expect(refrain(['catalog', 'list']).stdout).toBe('')
    const jobs = JSON.parse(refrain(['job', 'list', '--json']).stdout) as { state: string }[]
    expect(jobs.map(({ state }) => state)).toEqual(['cancelled'])
  })
})

describe('a job that a crash left', () => {
  it('is listed as interrupted, goes on, and can be given up', async () => {
    refrain(['init'])
    const table = join(folder, 'c.csv')
    writeFileSync(table, 'title,artist\nRopewalk,Nova Tern\n')
    refrain(['catalog', 'import', table])
    const listing = await writeRows('l.csv', 'id,title,artist,url\n', 2_000_000, (n) =>
      n % 500_000 === 7
        ? `${String(n)},Ropewalk,Nova Tern,https://f.example/${String(n)}\n`
        : `${String(n)},A,B,\n`,
    )
    await crashDuring(listing)
    const listed = JSON.parse(refrain(['job', 'list', '--json']).stdout) as {
      id: number
      state: string
      kind: string
    }[]
    expect(listed[0]).toMatchObject({ kind: 'sweep', state: 'interrupted' })
    const resumed = refrain(['job', 'resume', String(listed[0]?.id), '--json'])
    expect(resumed.status).toBe(0)
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      state: 'done',
      result: { rows: 2_000_000, findings: 4 },
    })
    expect(refrain(['job', 'resume', String(listed[0]?.id)]).status).toBe(3)

    await crashDuring(listing)
    const left = (JSON.parse(refrain(['job', 'list', '--json']).stdout) as { id: number; state: string }[])[0]
    expect(left?.state).toBe('interrupted')
    expect(refrain(['job', 'cancel', String(left?.id)]).status).toBe(0)
    const after = (JSON.parse(refrain(['job', 'list', '--json']).stdout) as { state: string }[])[0]
    expect(after?.state).toBe('cancelled')
    const again = refrain(['job', 'cancel', String(left?.id)])
    expect(again.status).toBe(3)
    expect(again.stderr).toContain('is cancelled already')
  })
})

describe('standard input', () => {
  it.each([[['-']], [['--file', '-']]])('gives values for %j', (args) => {
    const ran = refrain(['id', 'check', ...args, '--json'], 'QZ9ZZ2100001\n\nQZ9ZZ2100002\n')
    expect(ran.status).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject([{ value: 'QZ9ZZ2100001' }, { value: 'QZ9ZZ2100002' }])
  })
})
