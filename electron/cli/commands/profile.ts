import { type Command, Option } from 'commander'
import { type Profile, roles } from '../../../shared/contract/profile.ts'
import { parseEmail, parsePhone, parseWebsite } from '../../../shared/domain/identifiers/contact.ts'
import { optionalWords, readAs, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { UsageError } from '../usage-error.ts'

/** profile show, profile set */
export function addProfileCommands(program: Command, run: Run): void {
  const profile = define(program, 'profile', { description: 'who claims', examples: ['profile show'] })
  define(profile, 'show', {
    description: 'the rights-holder as notices will name them',
    examples: ['profile show'],
  }).action(() =>
    run(async (session) => {
      const { profile: current } = await session.withCore(({ call }) => call('profile.get', {}))
      session.output.result(
        current,
        current === null
          ? ['No profile yet. “refrain profile set --legal-name …” begins it.']
          : Object.entries(current).map(
              ([field, value]) => `${field.padEnd(12)} ${value.replaceAll('\n', ', ')}`,
            ),
      )
      return exit.done
    }),
  )
  define(profile, 'set', {
    description: 'change the fields given; the others stay',
    examples: [
      'profile set --legal-name "Mira Halvorsen" --artist-name "Nova Tern" --email mira@novatern.example',
      'profile set --phone ""',
    ],
  })
    .option('--legal-name <name>', 'the name that signs notices', words('a name', 200))
    .option('--artist-name <name>', 'the name on the recordings', words('a name', 200))
    .option('--company <name>', 'the company that holds the rights, if one does', optionalWords(200))
    .option('--address <text>', 'postal address', optionalWords(1000))
    .option('--country <name>', 'country of the address', optionalWords(100))
    .option('--email <address>', 'where the provider reaches you', readAs(parseEmail))
    .option('--phone <number>', 'with + and the country code', readAs(parsePhone))
    .option('--website <url>', 'where people can see who you are', readAs(parseWebsite))
    .addOption(new Option('--role <role>', 'you act as').choices([...roles]))
    .action((options: Partial<Profile>) =>
      run(async (session) => {
        if (Object.keys(options).length === 0)
          throw new UsageError('Say what to change, e.g. --email mira@novatern.example.')
        const saved = await session.withCore(async ({ call }) => {
          await call('profile.save', pickProfile(options))
          return call('profile.get', {})
        })
        session.output.result(saved.profile, ['Profile saved.'])
        return exit.done
      }),
    )
}

/** The options without the global ones. */
function pickProfile(options: Partial<Profile>): Partial<Profile> {
  const { legalName, artistName, company, address, country, email, phone, role, website } = options
  const all = { legalName, artistName, company, address, country, email, phone, role, website }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
