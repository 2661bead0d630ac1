import type { Command } from 'commander'
import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { VerifyReport } from '../../../shared/contract/evidence.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { systemCode } from '../../core/platform/failures.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { passphraseVariable, readPassphrase } from '../passphrase.ts'
import type { OpenCore, Session } from '../session.ts'

const exportResult = z.looseObject({
  folder: z.string(),
  zip: z.string(),
  signedBy: z.string().nullable(),
  timestamps: z.int(),
  timestampsAwaited: z.int(),
})

/** bundle export, bundle verify */
export function addBundleCommands(program: Command, run: Run): void {
  const bundle = define(program, 'bundle', {
    description: 'evidence that others can check without this program',
    examples: ['bundle verify evidence-2.zip'],
  })
  define(bundle, 'export', {
    description: 'write the evidence of a case as a folder and a zip',
    examples: ['bundle export --case 2 --out evidence'],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .requiredOption('--out <folder>', 'where to write; made when it is not there')
    .option('--unsigned', 'leave the signature out on purpose')
    .option(
      '--passphrase-file <file>',
      `file whose first line opens the signing key; otherwise ${passphraseVariable}, or it is asked for`,
    )
    .action((options: ExportOptions) => run((session) => exportBundle(session, options)))
  define(bundle, 'verify', {
    description: 'check a bundle (folder or zip); needs no workspace',
    examples: ['bundle verify evidence-2.zip', 'bundle verify evidence-2 --json'],
    reports: 'the bundle is not as it was made, or cannot be read as one',
  })
    .argument('<path>', 'the folder or zip')
    .option('--signers <file>', 'only these keys may have signed it: an allowed_signers file you trust')
    .option('--root <file...>', 'root certificates of authorities you trust (PEM or DER)')
    .action((path: string, options: VerifyTrustOptions) => run((session) => verify(session, path, options)))
}

interface ExportOptions {
  readonly case: number
  readonly out: string
  readonly unsigned?: boolean
  readonly passphraseFile?: string
}

async function exportBundle(session: Session, options: ExportOptions): Promise<ExitCode> {
  const folder = resolve(options.out)
  const unsigned = options.unsigned === true
  const made = makeFolder(folder)
  try {
    const job = await session.withCore(async (core) => {
      if (!unsigned) await openKey(core, options.passphraseFile)
      return core.finish((await core.call('bundle.export', { caseId: options.case, folder, unsigned })).jobId)
    })
    const { folder: bundle, zip, signedBy, timestamps, timestampsAwaited } = exportResult.parse(job.result)
    session.output.result(job.result, [
      `Folder  ${bundle}`,
      `Zip     ${zip}`,
      `Signed  ${signedBy === null ? 'no' : `with ${signedBy}`}`,
      `Stamped ${String(timestamps)} times${timestampsAwaited === 0 ? '' : `; ${String(timestampsAwaited)} not yet: export again when they are there`}`,
    ])
    return exit.done
  } finally {
    if (made && existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
  }
}

/** Opens the signing key where its passphrase is at hand; the export itself refuses when it stays locked. */
async function openKey({ call }: OpenCore, file: string | undefined): Promise<void> {
  const { key, ready } = await call('signing.get', {})
  if (key === null || ready || !key.locks.includes('passphrase')) return
  const passphrase = await readPassphrase({ file, question: 'Passphrase of the signing key' })
  if (passphrase !== null) await call('signing.open', { passphrase })
}

/** True when the folder was not there before. */
function makeFolder(folder: string): boolean {
  try {
    return mkdirSync(folder, { recursive: true }) !== undefined
  } catch (cause) {
    const code = systemCode(cause)
    if (code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'ENAMETOOLONG') throw cause
    throw new RefrainError(
      'FILE_UNREADABLE',
      `--out names “${folder}”, where no folder can be: a part of the path is a file. Nothing was exported. Choose a folder.`,
      undefined,
      { cause },
    )
  }
}

interface VerifyTrustOptions {
  readonly signers?: string
  readonly root?: readonly string[]
}

async function verify(session: Session, path: string, options: VerifyTrustOptions): Promise<ExitCode> {
  const { readTrust, verifyBundle } = await import('../../core/evidence/index.ts')
  const report = await verifyBundle(resolve(path), {
    trust: readTrust({ signers: options.signers ?? null, roots: options.root ?? [] }),
    signal: session.signal,
    onProgress: ({ done, total }) => {
      session.output.progress(
        total === null ? 'Checking' : `Checking · ${String(Math.floor((done / Math.max(1, total)) * 100))} %`,
      )
    },
  })
  const sound = isAsMade(report)
  session.output.result(report, describe(report, sound))
  return sound ? exit.done : exit.reported
}

type Verdict = Pick<VerifyReport, 'integrity' | 'signature' | 'timestamp'> & {
  readonly findings: readonly Pick<VerifyReport['findings'][number], 'severity'>[]
}

/**
 * Whether nothing speaks against the bundle. A warning does: a folder that is named otherwise than its content
 * says is what a forger leaves who changed a file and made all lists anew.
 */
export function isAsMade(report: Verdict): boolean {
  return (
    report.integrity === 'intact' &&
    report.signature !== 'invalid' &&
    report.timestamp !== 'invalid' &&
    report.findings.every(({ severity }) => severity === 'info')
  )
}

function describe(report: VerifyReport, sound: boolean): string[] {
  return [
    sound ? 'Nothing speaks against this bundle.' : 'NOT AS IT WAS MADE. What speaks against this bundle:',
    ...report.findings.filter(({ severity }) => severity !== 'info').map(line),
    '',
    `Integrity   ${report.integrity} (${String(report.files)} files, ${String(report.bytes)} bytes)`,
    `Signature   ${report.signature}${signerText(report)}`,
    `Timestamp   ${report.timestamp}`,
    ...report.tokens.filter(({ covers }) => covers === 'bundle').map(tokenText),
    ...report.findings.filter(({ severity }) => severity === 'info').map(line),
  ]
}

function signerText({ signer }: VerifyReport): string {
  if (signer === null) return ''
  return ` (${signer.fingerprint}${signer.name === null ? '' : `, ${signer.name}`})`
}

function tokenText({ time, authority, root, problem }: VerifyReport['tokens'][number]): string {
  if (problem !== null) return `            proves nothing: it ${problem}`
  const by = { named: 'a root you named', public: 'a public root', stated: 'its own word only' }[
    root ?? 'stated'
  ]
  return `            existed at ${time ?? ''}, per ${authority}, by ${by}`
}

function line(finding: VerifyReport['findings'][number]): string {
  const path = finding.path === '' ? '' : ` ${finding.path}`
  return `  ${finding.severity.padEnd(7)} ${finding.code}${path}: ${finding.message}`
}
