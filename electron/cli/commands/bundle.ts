import type { Command } from 'commander'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { VerifyReport } from '../../../shared/contract/evidence.ts'
import { verifyBundle } from '../../core/evidence/index.ts'
import { idArgument } from '../arguments.ts'
import { exit, type ExitCode } from '../exit.ts'
import type { Session } from '../session.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

/** bundle export, bundle verify, custody verify */
export function addBundleCommands(program: Command, run: Run): void {
  const bundle = program.command('bundle').description('evidence that others can check without this program')
  bundle
    .command('export')
    .description('write the evidence of a case as a folder and a zip')
    .requiredOption('--case <id>', 'the case', idArgument)
    .requiredOption('--out <folder>', 'where to write')
    .action((options: { case: number; out: string }) =>
      run(async (session) => {
        const folder = resolve(options.out)
        mkdirSync(folder, { recursive: true })
        const job = await session.withCore(async ({ call, finish }) =>
          finish((await call('bundle.export', { caseId: options.case, folder })).jobId),
        )
        session.output.result(job.result, [JSON.stringify(job.result)])
        return exit.done
      }),
    )
  bundle
    .command('verify')
    .description('check a bundle (folder or zip); needs no workspace')
    .argument('<path>')
    .action((path: string) => run((session) => verify(session, path)))
  program
    .command('custody')
    .description('the custody log')
    .command('verify')
    .description('check the chain of the workspace log')
    .action(() =>
      run(async (session) => {
        const report = await session.withCore(({ call }) => call('custody.verify', {}))
        session.output.result(report, [
          `${String(report.events)} events, ${report.problems.length === 0 ? 'unbroken' : 'BROKEN'}`,
          ...report.problems.map((problem) => `  event ${String(problem.seq)}: ${problem.message}`),
        ])
        return report.problems.length === 0 ? exit.done : exit.reported
      }),
    )
}

async function verify(session: Session, path: string): Promise<ExitCode> {
  const report = await verifyBundle(resolve(path), {
    signal: session.signal,
    onProgress: ({ done, total }) => {
      session.output.progress(
        total === null ? 'Checking' : `Checking · ${Math.floor((done / Math.max(1, total)) * 100)} %`,
      )
    },
  })
  session.output.result(report, describe(report))
  return report.integrity === 'intact' && report.findings.every((finding) => finding.severity !== 'error')
    ? exit.done
    : exit.reported
}

function describe(report: VerifyReport): string[] {
  return [
    `Integrity   ${report.integrity} (${String(report.files)} files, ${String(report.bytes)} bytes)`,
    `Signature   ${report.signature}`,
    `Timestamp   ${report.timestamp}`,
    ...report.findings.map(
      (finding) => `  ${finding.severity.padEnd(7)} ${finding.code} ${finding.path}: ${finding.message}`,
    ),
  ]
}
