import type { Contact } from '../../../../shared/domain/evidence/provider/rdap.ts'
import { plural } from '../../../ui/plural.ts'

/** A contact in one line; what is not told is left out. */
export function contactText({ name, email, phone }: Contact): string {
  return [name, email, phone].filter((part) => part !== '').join(' · ')
}

/** Texts of the provider behind an address. */
export const providerText = {
  title: 'Provider behind the address',
  none: 'Not looked up. Name servers and registries tell who registered the domain, who hosts it, and where abuse is reported.',
  lookUp: 'Look up the provider',
  again: 'Look up again',
  running: 'Asking name servers and registries',
  cancel: 'Cancel',
  allowTitle: 'Ask name servers and registries?',
  allowBody: [
    'Your name server will be asked for the host of this page, IANA for the registry in charge, and that registry (RDAP) for its domain and for the network of its address. They learn that somebody at your Internet address asks about it.',
    'Every question and every answer is kept with the capture and named in the custody log. Nothing is asked unless you press this button.',
  ],
  allow: 'Allow and look up',
  allowed: 'Asking is allowed in this workspace.',
  switchOff: 'Switch off',
  nobody: 'The address is not one of the public Internet, so there was nobody to ask.',
  host: 'Host',
  addresses: 'Addresses',
  alias: 'Alias of',
  nameServers: 'Name servers',
  domain: 'Domain',
  registrar: 'Registrar',
  registered: 'Registered',
  expires: 'Runs until',
  domainAbuse: 'Abuse, registrar',
  network: 'Network',
  holder: 'Hosted by',
  networkAbuse: 'Abuse, host',
  notTold: 'not told',
  at: 'Looked up',
  record: 'Record',
  asked: (n: number) => `What was asked: ${plural(n, { one: 'question', other: 'questions' })}`,
  noAnswer: (error: string) => `no answer (${error})`,
  answered: (status: number | null) => (status === null ? 'answered' : `HTTP ${String(status)}`),
  copy: 'Copy all answers (JSON)',
  copied: 'Answers copied',
} as const
