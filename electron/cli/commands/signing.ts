import type { Command } from 'commander'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SigningState } from '../../../shared/contract/signing.ts'
import { words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { mustReadPassphrase, passphraseVariable } from '../passphrase.ts'
import type { Session } from '../session.ts'

const fileOption = [
  '--passphrase-file <file>',
  `file whose first line is the passphrase; otherwise ${passphraseVariable}, or it is asked for`,
] as const

interface PassphraseOptions {
  readonly passphraseFile?: string
}

/** signing show, new, passphrase, check, export, know, forget */
export function addSigningCommands(program: Command, run: Run): void {
  const signing = define(program, 'signing', {
    description: 'the key that signs your bundles, and whose keys you know',
    examples: ['signing new', 'signing export keys.txt'],
  })
  define(signing, 'show', {
    description: 'the key in use, earlier ones, known ones',
    examples: ['signing show'],
  }).action(() => run((session) => stateOf(session, ({ call }) => call('signing.get', {}))))
  define(signing, 'new', {
    description: 'make the key that signs from now on, kept under a passphrase',
    examples: ['signing new', 'signing new --replace --passphrase-file secret.txt'],
  })
    .option('--replace', 'retire the key in use; its public half stays')
    .option(...fileOption)
    .action((options: PassphraseOptions & { replace?: boolean }) =>
      run(async (session) => {
        const passphrase = await ask(options, 'Passphrase for the new key')
        return stateOf(session, ({ call }) =>
          call('signing.create', {
            keeping: { by: 'passphrase', passphrase },
            replace: options.replace === true,
          }),
        )
      }),
    )
  define(signing, 'passphrase', {
    description: 'give the key another passphrase',
    examples: ['signing passphrase --new-file new.txt --passphrase-file old.txt'],
  })
    .requiredOption('--new-file <file>', 'file whose first line is the new passphrase')
    .option(...fileOption)
    .action((options: PassphraseOptions & { newFile: string }) =>
      run(async (session) => {
        const before = await ask(options, 'Passphrase of the signing key')
        const after = await mustReadPassphrase({ file: options.newFile, question: '' })
        return stateOf(session, async ({ call }) => {
          await call('signing.open', { passphrase: before })
          await call('signing.keep', { keeping: { by: 'passphrase', passphrase: after } })
          return call('signing.close', {})
        })
      }),
    )
  define(signing, 'export', {
    description: 'write your public keys as an allowed_signers file, for those who check your bundles',
    examples: ['signing export allowed_signers'],
  })
    .argument('<file>', 'where to write')
    .action((file: string) =>
      run(async (session) => {
        const written = await session.withCore(({ call }) => call('signing.export', { path: resolve(file) }))
        session.output.result(written, [
          `${String(written.keys)} public ${written.keys === 1 ? 'key' : 'keys'} written to ${written.path}`,
        ])
        return exit.done
      }),
    )
  define(signing, 'know', {
    description: 'remember whose key this is',
    examples: ['signing know "Mara Lindqvist" mara.pub'],
  })
    .argument('<name>', 'who', words('a name', 200))
    .argument('<key>', 'the line “ssh-ed25519 …”, or a file with it')
    .action((name: string, key: string) =>
      run((session) =>
        stateOf(session, ({ call }) => call('signers.add', { name, publicKey: keyText(key) })),
      ),
    )
  define(signing, 'forget', {
    description: 'forget a key of someone else',
    examples: ['signing forget mara.pub'],
  })
    .argument('<key>', 'the line “ssh-ed25519 …”, or a file with it')
    .action((key: string) =>
      run((session) => stateOf(session, ({ call }) => call('signers.remove', { publicKey: keyText(key) }))),
    )
}

type CallCore = Parameters<Session['withCore']>[0]

async function stateOf(
  session: Session,
  work: (core: Parameters<CallCore>[0]) => Promise<SigningState>,
): Promise<ExitCode> {
  const state = await session.withCore(work)
  session.output.result(state, describe(state))
  return exit.done
}

function ask({ passphraseFile }: PassphraseOptions, question: string): Promise<string> {
  return mustReadPassphrase({ file: passphraseFile, question })
}

function keyText(given: string): string {
  return existsSync(given) ? readFileSync(given, 'utf8').slice(0, 4000) : given
}

function describe({ key, retired, known, secretStore }: SigningState): string[] {
  const store = secretStore.available ? secretStore.name : `none (${secretStore.reason ?? ''})`
  return [
    ...(key === null
      ? ['There is no signing key: bundles are not signed. Make one with “refrain signing new”.']
      : [
          `Key       ${key.fingerprint}`,
          `          ${key.publicKey}`,
          `Made      ${key.createdAt}`,
          `Kept by   ${key.locks.join(' and ')}`,
        ]),
    `Secrets   ${store}`,
    ...retired.map((one) => `Retired   ${one.fingerprint}, made ${one.createdAt}, retired ${one.retiredAt}`),
    ...known.map((one) => `Known     ${one.fingerprint} ${one.name}`),
  ]
}
