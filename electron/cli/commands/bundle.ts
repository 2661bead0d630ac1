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
import type { Session } from '../session.ts'

const exportResult = z.looseObject({ folder: z.string(), zip: z.string() })

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
    .action((options: { case: number; out: string }) =>
      run((session) => exportBundle(session, options.case, resolve(options.out))),
    )
  define(bundle, 'verify', {
    description: 'check a bundle (folder or zip); needs no workspace',
    examples: ['bundle verify evidence-2.zip', 'bundle verify evidence-2 --json'],
    reports: 'the bundle is not as it was made, or cannot be read as one',
  })
    .argument('<path>', 'the folder or zip')
    .action((path: string) => run((session) => verify(session, path)))
}

async function exportBundle(session: Session, caseId: number, folder: string): Promise<ExitCode> {
  const made = makeFolder(folder)
  try {
    const job = await session.withCore(async ({ call, finish }) =>
      finish((await call('bundle.export', { caseId, folder })).jobId),
    )
    const { folder: bundle, zip } = exportResult.parse(job.result)
    session.output.result(job.result, [`Folder  ${bundle}`, `Zip     ${zip}`])
    return exit.done
  } finally {
    if (made && existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
  }
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

async function verify(session: Session, path: string): Promise<ExitCode> {
  const { verifyBundle } = await import('../../core/evidence/index.ts')
  const report = await verifyBundle(resolve(path), {
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
    `Signature   ${report.signature}`,
    `Timestamp   ${report.timestamp}`,
    ...report.findings.filter(({ severity }) => severity === 'info').map(line),
  ]
}

function line(finding: VerifyReport['findings'][number]): string {
  const path = finding.path === '' ? '' : ` ${finding.path}`
  return `  ${finding.severity.padEnd(7)} ${finding.code}${path}: ${finding.message}`
}
