import type { SettingsSection } from '../../app/routes.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

const sections: Readonly<
  Record<SettingsSection, { readonly title: string; readonly description: string; readonly words: string }>
> = {
  profile: {
    title: 'Profile',
    description:
      'Who claims. It goes into every notice; each field says who gets to see it. Saved as you leave a field.',
    words: 'name artist company address country e-mail phone role website owner licensee agent',
  },
  isrc: {
    title: 'ISRC allocation',
    description:
      'The prefix and range an ISRC agency or manager gave you. Refrain hands out codes in sequence, each one once.',
    words: 'prefix range designation block code agency',
  },
  ledger: {
    title: 'ISRC ledger',
    description: 'Every code ever handed out here. Lines are only added: a voided code never comes back.',
    words: 'assigned voided reserved codes history',
  },
  live: {
    title: 'Live watch',
    description:
      'How the sources that keep looking for your recordings behave. Which of them are asked is chosen on their page.',
    words: 'offline tray notification battery metered contact user agent sources requests network log',
  },
  signing: {
    title: 'Signing',
    description:
      'The key that shows that a bundle is yours. Its secret half never leaves this computer and is never kept in the clear.',
    words: 'signature key fingerprint ssh ed25519 passphrase secret public evidence bundle',
  },
  timestamps: {
    title: 'Time stamps',
    description:
      'Independent authorities (RFC 3161) that confirm when evidence existed. Nothing is sent before you name one.',
    words: 'rfc 3161 tsa timestamp authority trusted time proof evidence network requests',
  },
  appearance: {
    title: 'Appearance',
    description: 'How Refrain looks, in all its windows.',
    words: 'theme dark light system colour',
  },
  deadlines: {
    title: 'Deadlines',
    description: 'Whether you are told of what is close, by a notification of your system.',
    words: 'notification notify remind reminder due',
  },
  data: {
    title: 'Data',
    description:
      'Everything Refrain knows lies in one folder on this machine. Copy it and you have everything.',
    words: 'workspace folder backup restore database location',
  },
  about: {
    title: 'About',
    description: 'What is running here.',
    words: 'version licence electron chromium logs law lawyer',
  },
}

/** Why a backup was made, in words; the reason is part of its file's name. */
function backupReasonText(reason: string): string {
  if (reason === 'asked') return 'You asked for it'
  if (reason === 'on-close') return 'On closing'
  return reason.startsWith('before-') ? 'Before an update' : reason
}

/** Texts of the settings. */
export const strings = {
  title: 'Settings',
  search: 'Search settings',
  nothing: (query: string) => `No setting matches “${query}”.`,
  sections,
  contents: 'Sections',
  profile: {
    legalName: {
      label: 'Legal name',
      hint: 'Signs the notice. The provider sees it and may pass it on to whoever posted the material.',
    },
    artistName: {
      label: 'Artist name',
      hint: 'Shown beside your recordings, so that the provider can find the work. Also names this workspace.',
    },
    role: {
      label: 'You act as',
      hint: 'A notice states, under penalty of perjury, that you may act for the owner. Choose what is true.',
    },
    company: {
      label: 'Company or label',
      hint: 'Only if the rights are held by it. It then stands beside your name in the notice.',
    },
    email: {
      label: 'E-mail',
      hint: 'Where the provider and a counter-notice reach you. An address kept for notices spares your private one.',
    },
    phone: {
      label: 'Phone',
      hint: 'A notice gives one (17 U.S.C. 512(c)(3)(A)(iv)). A number kept for notices spares your private one.',
    },
    address: {
      label: 'Postal address',
      hint: 'Some providers refuse P.O. boxes. The uploader may get to see it: a business address is safer than a home.',
    },
    country: { label: 'Country', hint: 'Where that address is.' },
    website: { label: 'Website', hint: 'Optional. Helps a provider to see that you are who you say.' },
    roles: {
      owner: 'Owner of the rights',
      'exclusive-licensee': 'Exclusive licensee',
      agent: 'Agent, authorized by the owner',
    },
    po_box: 'This looks like a P.O. box. Several providers refuse notices with one.',
    complete: 'Complete for a notice',
    missing: (labels: readonly string[]) =>
      `Still needed for a notice: ${new Intl.ListFormat('en').format(labels)}`,
  },
  isrc: {
    prefix: 'Prefix code',
    prefixHint: 'Five characters: two letters, then three letters or digits, such as QZ-S1Z.',
    from: 'First designation',
    to: 'Last designation',
    yearFrom: 'From year',
    yearTo: 'To year',
    anyYear: 'any',
    years: (from: number | null, to: number | null) => `${String(from ?? '…')} to ${String(to ?? '…')}`,
    year: 'A year has four digits. Leave it empty if the allocation has no limit.',
    nearlyUsed: 'Nine tenths used: ask for more',
    note: 'Note',
    notePlaceholder: 'Who allocated it, when',
    add: 'Add allocation',
    none: 'No allocation yet. Without one, Refrain keeps the codes you have but cannot hand out new ones.',
    range: (from: string, to: string) => `${from} to ${to}`,
    used: (used: number, all: number) => `${formatNumber(used)} of ${formatNumber(all)} used this year`,
    next: 'Next',
    exhausted: 'No code left this year',
    otherYears: 'Not for this year',
    remove: 'Remove allocation',
    removeQuestion: {
      title: (prefix: string) => `Remove the allocation ${prefix}?`,
      body: 'Codes already assigned stay as they are, in the catalogue and in the ledger. No new ones come from this allocation.',
      confirmLabel: 'Remove allocation',
    },
    designation: 'A whole number from 0 to 99999.',
    reversed: 'The last designation lies before the first.',
    added: (prefix: string) => `Allocation ${prefix} added`,
  },
  ledger: {
    columns: {
      isrc: 'ISRC',
      state: 'State',
      recording: 'Recording',
      at: 'When',
      reason: 'Reason',
      actions: 'Actions',
    },
    states: { reserved: 'Reserved', assigned: 'Assigned', voided: 'Voided' },
    empty: 'No code was handed out yet. Allocate one to a recording in the catalogue.',
    total: (n: number) => plural(n, { one: 'entry', other: 'entries' }),
    more: 'Show earlier entries',
    newest: 'Back to the latest',
    void: 'Void…',
    voidQuestion: {
      title: (isrc: string) => `Void ${isrc}?`,
      label: 'Why',
      confirmLabel: 'Void code',
      hint: 'Kept in the ledger and in the custody log. The code is never handed out again.',
    },
    voided: (isrc: string) => `${isrc} is voided`,
    noRecording: 'No recording',
    reserve: 'Reserve a code…',
    reserveQuestion: {
      title: 'Reserve the next free code',
      label: 'What it is for',
      confirmLabel: 'Reserve',
      hint: 'For a recording that is not in the catalogue yet. Kept in the ledger.',
    },
    reserved: (isrc: string) => `${isrc} is reserved. Enter it as the ISRC of its recording to assign it.`,
    enterUsed: 'Enter codes used elsewhere…',
    used: {
      title: 'Codes used elsewhere',
      list: 'Codes',
      hint: 'One a line, a title behind it if you like. They are never handed out here.',
      choose: 'Choose a file…',
      paste: 'Paste instead',
      source: 'Where they are used',
      cancel: 'Cancel',
      enter: (count: number) => `Enter ${plural(count, { one: 'code', other: 'codes' })}`,
      counts: ({
        new: fresh,
        known,
        bad,
      }: {
        readonly new: number
        readonly known: number
        readonly bad: number
      }) =>
        `${formatNumber(fresh)} new, ${formatNumber(known)} known already, ${formatNumber(bad)} not readable`,
      bad: (line: number, raw: string, why: string) => `Line ${String(line)}, “${raw}”: ${why}`,
      done: (entered: number, known: number) =>
        `${plural(entered, { one: 'code', other: 'codes' })} entered, ${formatNumber(known)} known already`,
    },
  },
  appearance: { label: 'Theme', themes: { system: 'System', light: 'Light', dark: 'Dark' } },
  data: {
    workspace: 'Workspace folder',
    workspaceHint: 'Database, evidence files, backups and exports.',
    backups: 'Backups',
    lastBackup: (when: string) => `Last backup ${when}.`,
    neverBackedUp: 'No backup was made yet.',
    backupNow: 'Back up now',
    backedUp: (size: string) => `Backup made, ${size}`,
    noBackups: 'Refrain also makes one by itself before it changes the form of the database.',
    columns: { at: 'When', reason: 'Why', size: 'Size', file: 'File' },
    reasonText: backupReasonText,
    reveal: 'Show in the file manager',
  },
  about: {
    version: 'Refrain',
    schema: 'Database form',
    electron: 'Electron',
    chromium: 'Chromium',
    platform: 'System',
    workspaceId: 'Workspace',
    logs: 'Logs',
    development: 'Development runtime',
    developmentText:
      'This copy runs on a substitute Electron meant for development and tests. Use a released build for real notices.',
    lawyerTitle: 'Refrain is not a lawyer',
    lawyer:
      'It knows what a notice must contain and keeps your evidence in order. Whether you are right is your judgement, and a false notice can cost you. When in doubt, ask a lawyer.',
  },
}
