import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readWarc } from '../support/warc.ts'
import type { BundleFiles } from './bundle-files.ts'

/** Programs that know nothing of this one and judge a bundle by themselves. */
export type Judge = 'sums' | 'complete' | 'ssh' | 'ts' | 'pdf' | 'gzip' | 'warc'

/** What a judge says: that it sees nothing wrong, or that it does. */
export type Verdicts = Readonly<Record<Judge, 'ok' | 'BAD'>>

const tools = {
  sums: 'sha256sum',
  complete: 'bash',
  ssh: 'ssh-keygen',
  ts: 'openssl',
  pdf: 'qpdf',
  gzip: 'gzip',
} as const

/** Judges that this machine lacks; the tests say so and go on without them. */
export const missingJudges = Object.entries(tools)
  .filter(([, tool]) => spawnSync(tool, ['--version']).error !== undefined)
  .map(([judge]) => judge)

const completeness =
  "export LC_ALL=C; comm -13 <(cut -c67- manifest-sha256.txt tagmanifest-sha256.txt | sort) <(find . ! -type d | sed 's#^./##' | sort) | grep -vxE 'tagmanifest-sha256.txt|signatures/tagmanifest-sha256.txt.sig|timestamps/tagmanifest-sha256.txt([.][2-9])?[.]tsr'"

/**
 * Asks every judge about a bundle's folder. `keys` and `root` come from outside the bundle, as a careful recipient has
 * them. A judge that is missing says `ok`: see `missingJudges`.
 */
export async function judge(folder: string, outside: { keys: string; root: string }): Promise<Verdicts> {
  const run = (command: string, args: readonly string[], input?: Buffer) =>
    spawnSync(command, args, { cwd: folder, input, stdio: ['pipe', 'pipe', 'pipe'] })
  const skipped = (name: Judge) => missingJudges.includes(name)
  const says = (name: Judge, ok: () => boolean) => (skipped(name) || ok() ? 'ok' : 'BAD')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const every = (ending: string, command: string, args: readonly string[]) =>
    files.filter((path) => path.endsWith(ending)).every((path) => run(command, [...args, path]).status === 0)
  return {
    sums: says('sums', () =>
      ['tagmanifest-sha256.txt', 'manifest-sha256.txt'].every(
        (list) => run('sha256sum', ['-c', '--strict', '--quiet', list]).status === 0,
      ),
    ),
    complete: says('complete', () => run('bash', ['-c', completeness]).stdout.length === 0),
    ssh: says('ssh', () => {
      const sig = 'signatures/tagmanifest-sha256.txt.sig'
      const args = ['-Y', 'verify', '-f', outside.keys, '-I', 'signer', '-n', 'evidence-bundle', '-s', sig]
      const list = readIfThere(join(folder, 'tagmanifest-sha256.txt'))
      return list !== null && run('ssh-keygen', args, list).status === 0
    }),
    ts: says('ts', () => stamps(files).every(([token, data]) => isStamp(folder, token, data, outside.root))),
    pdf: says('pdf', () =>
      ['data/report.pdf', 'data/declaration-draft.pdf'].every(
        (path) => run('qpdf', ['--check', path]).status === 0,
      ),
    ),
    gzip: says('gzip', () => every('.gz', 'gzip', ['-t'])),
    warc: (await warcsAreSound(folder, files)) ? 'ok' : 'BAD',
  }
}

/** The tokens that have to be there, and what each is of. */
function stamps(files: readonly string[]): readonly (readonly [token: string, data: string])[] {
  const captures = files.filter((path) => /^data\/captures\/[^/]+\/sha256sums\.txt$/.test(path))
  return [
    ['timestamps/tagmanifest-sha256.txt.tsr', 'tagmanifest-sha256.txt'],
    ...captures.map((path) => [`${path}.tsr`, path] as const),
  ]
}

function isStamp(folder: string, token: string, data: string, root: string): boolean {
  try {
    const options = { cwd: folder, encoding: 'utf8', stdio: 'pipe' } as const
    const text = execFileSync('openssl', ['ts', '-reply', '-in', token, '-text'], options)
    const at = Date.parse(/^Time stamp: (.*)$/m.exec(text)?.[1] ?? '') / 1000
    const args = ['ts', '-verify', '-in', token, '-data', data, '-CAfile', root, '-attime', String(at)]
    execFileSync('openssl', args, options)
    return true
  } catch {
    return false
  }
}

async function warcsAreSound(folder: string, files: readonly string[]): Promise<boolean> {
  try {
    for (const path of files.filter((one) => one.endsWith('.warc.gz'))) await readWarc(join(folder, path))
    return true
  } catch {
    return false
  }
}

/** Lays a bundle in memory out as a folder. */
export function layOut(files: BundleFiles, root: string): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}
