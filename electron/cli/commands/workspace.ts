import type { Command } from 'commander'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { custodyChainText, custodyDefects } from './custody-lines.ts'

/** init, backup, restore, doctor. */
export function addWorkspaceCommands(program: Command, run: Run): void {
  define(program, 'init', {
    description: 'make a new workspace in the folder given by --workspace',
    examples: ['init', 'init --sample --workspace trial'],
  })
    .option('--sample', "fill it with a fictional artist's catalogue and listings")
    .action((options: { sample?: boolean }) =>
      run(async (session) => {
        const info = await session.withCore(({ call }) => call('workspace.info', {}), {
          create: true,
          sample: options.sample === true,
        })
        session.output.result(info, [`Workspace ready in ${info.path}`])
        return exit.done
      }),
    )

  define(program, 'backup', {
    description: 'write a checked copy of the store into backups/',
    examples: ['backup', 'backup --list'],
  })
    .option('--list', 'only list the backups there are, newest first')
    .action((options: { list?: boolean }) => run((session) => backup(session, options.list === true)))

  define(program, 'restore', {
    description: 'put the newest sound backup in the place of the store; the file it replaces is kept',
    examples: ['restore'],
  })
    .option('--even-if-sound', 'go back although the store is sound; what was done since is lost')
    .action((options: { evenIfSound?: boolean }) =>
      run(async (session) => {
        const { restoreBackup } = await import('../../core/index.ts')
        const restored = restoreBackup({
          evenIfSound: options.evenIfSound === true,
          workspace: session.workspace,
          clock: () => Date.now(),
          sqliteBinding: session.resources.sqliteBinding,
        })
        session.output.result(restored, [
          `Restored the backup of ${restored.at}.`,
          ...(restored.damagedKeptAs === null
            ? []
            : [`The file it replaced is kept as ${restored.damagedKeptAs}`]),
        ])
        return exit.done
      }),
    )

  define(program, 'doctor', {
    description: 'check the store, the custody log and what the catalogue still lacks',
    examples: ['doctor'],
    reports: 'the custody log is broken',
  }).action(() => run(examine))
}

async function backup(session: Session, listOnly: boolean): Promise<ExitCode> {
  await session.withCore(async ({ call }) => {
    if (listOnly) {
      const { backups } = await call('workspace.backups', {})
      const rows = backups.map((item) => [item.at, String(item.bytes), item.reason, item.file])
      session.output.result(backups, table(['AT', 'BYTES', 'REASON', 'FILE'], rows))
      return
    }
    const written = await call('workspace.backup', {})
    session.output.result(written, [`Backup written: ${written.file} (${String(written.bytes)} bytes)`])
  })
  return exit.done
}

async function examine(session: Session): Promise<ExitCode> {
  return session.withCore(async ({ call }) => {
    const info = await call('workspace.info', {})
    const custody = await call('custody.verify', {})
    const home = await call('home.summary', {})
    const backups = await call('workspace.backups', {})
    session.output.result({ info, custody, attention: home.attention, backups: backups.backups.length }, [
      `Workspace      ${info.path}`,
      `Format         ${String(info.schemaVersion)}`,
      `Backups        ${String(backups.backups.length)}${info.lastBackupAt === null ? '' : `, the last of ${info.lastBackupAt}`}`,
      `Recordings     ${String(home.recordings)}`,
      `Custody log    ${String(custody.events)} events, ${custodyChainText(custody)}`,
      ...custody.problems.map((problem) => `  event ${String(problem.seq)}: ${problem.message}`),
      ...home.attention.map((item) => `Attention      ${item.code} (${String(item.count)})`),
    ])
    return custodyDefects(custody) === 0 ? exit.done : exit.reported
  })
}
