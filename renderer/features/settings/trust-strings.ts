import { plural } from '../../ui/plural.ts'

/** Texts of the signing key. */
export const signingText = {
  none: 'No signing key yet',
  noneText:
    'Bundles are exported unsigned: nothing in them shows that they are yours. A signature is checked with ssh-keygen, which every system has.',
  make: 'Make a key…',
  state: 'State',
  fingerprint: 'Fingerprint',
  publicKey: 'Public key',
  made: 'Made',
  keptBy: 'Secret kept by',
  both: (store: string) => `${store}, and a passphrase`,
  passphraseOnly: 'a passphrase',
  publish:
    'Publish the fingerprint where people know it is you, such as your website: it tells them whose bundles to believe.',
  locked: 'Locked until its passphrase is given',
  ready: 'Ready to sign',
  open: 'Open…',
  close: 'Lock',
  openQuestion: { title: 'Open the signing key', label: 'Passphrase', confirmLabel: 'Open' },
  opened: 'The signing key is open until Refrain closes',
  exportKeys: 'Export public keys…',
  exportTitle: 'Save the public keys as an allowed_signers file',
  exported: (keys: number) => `${plural(keys, { one: 'public key', other: 'public keys' })} written`,
  replace: 'Replace the key…',
  addPassphrase: 'Set a passphrase…',
  changePassphrase: 'Change the passphrase…',
  addPassphraseHint: 'For the command line, and for this workspace on another computer.',
  kept: 'The passphrase is set',
  retired: 'Earlier keys',
  retiredNote: 'Their secret halves are deleted. What they signed can still be checked.',
  retiredLine: (made: string, retired: string) => `${made} to ${retired}`,
  known: 'Keys of others',
  knownNote: 'Bundles signed with these are shown as signed by someone you know.',
  know: 'Add a key…',
  forget: 'Forget',
  knowQuestion: {
    title: 'Whose key do you know?',
    name: 'Name',
    key: 'Public key',
    keyHint: 'One line that begins with “ssh-ed25519”. Take it from the person, not from the bundle.',
    add: 'Add',
  },
  dialog: {
    make: 'Make a signing key',
    replace: 'Replace the signing key',
    replaceNote:
      'New bundles are signed with a new key. The public half of the one in use stays here, so what it signed can still be checked; its secret half is deleted.',
    how: 'How is its secret kept?',
    system: (name: string) => `By ${name}`,
    systemHint: 'Opens with your account on this computer; nothing to type.',
    passphrase: 'Under a passphrase',
    passphraseHint: 'Asked for whenever Refrain signs. It cannot be recovered.',
    noStore: (reason: string) =>
      `This system offers no secret store that deserves the name (${reason}), so the key needs a passphrase.`,
    first: 'Passphrase',
    firstHint: 'At least 12 characters. Several words are easier to remember than signs.',
    second: 'The same again',
    differ: 'The two are not the same.',
    short: 'At least 12 characters are needed.',
    cancel: 'Cancel',
    set: 'Set the passphrase',
    setTitle: 'Passphrase of the signing key',
  },
  done: 'The key is made',
} as const

/** Texts of the timestamping authorities. */
export const timestampText = {
  none: 'Nobody is asked for time stamps',
  noneText:
    'An authority confirms that something existed at a moment; your own clock proves nothing. Refrain asks only those you name here, and sends them a hash, never your files.',
  add: 'Add an authority…',
  run: 'Ask again now',
  ran: (stamped: number, waiting: number) =>
    waiting === 0
      ? `${plural(stamped, { one: 'time stamp', other: 'time stamps' })} received`
      : `${plural(stamped, { one: 'time stamp', other: 'time stamps' })} received, ${String(waiting)} still awaited`,
  columns: { name: 'Authority', root: 'Root', stamped: 'Stamps', waiting: 'Awaited', actions: 'Actions' },
  noRoot: 'Its own word',
  answering: 'Answering',
  silent: 'No answer',
  next: 'Asked again',
  remove: 'Remove',
  removeQuestion: (name: string) => ({
    title: `Ask ${name} no more?`,
    body: 'The time stamps it gave stay and can still be checked. What still waits for it is dropped.',
    confirmLabel: 'Remove',
  }),
  what: 'Every captured page and every bundle is stamped, and once a week the end of the custody log.',
  dialog: {
    title: 'Add a timestamping authority',
    url: 'Address',
    urlHint:
      'As the authority gives it for RFC 3161, e.g. https://freetsa.org/tsr. In the EU, a qualified one is presumed right.',
    name: 'Name',
    nameHint: 'What you call it. Left out, the host is shown.',
    root: 'Root certificate',
    rootHint: 'From the authority’s website. Without it, its time stamps hold by its own word only.',
    choose: 'Choose a file…',
    chooseTitle: 'Choose the authority’s root certificate',
    clear: 'Leave out',
    noFile: 'None chosen',
    privacy:
      'It is asked right away, for a stamp of the custody log. It learns your address on the network and a hash.',
    cancel: 'Cancel',
    add: 'Add and ask it',
  },
  added: 'The authority answers',
  addedSilent: 'Added, but it gave no time stamp yet',
} as const
