const actions: Readonly<Record<string, string>> = {
  'workspace.created': 'Workspace created',
  'isrc.reserved': 'ISRC reserved',
  'isrc.assigned': 'ISRC assigned',
  'isrc.voided': 'ISRC voided',
  'evidence.sealed': 'Evidence sealed',
  'evidence.attached': 'File attached as evidence',
  'signing.keyMade': 'Signing key made',
  'signing.keyRetired': 'Signing key retired',
  'timestamp.received': 'Time stamp received',
  'timestamp.authorityAdded': 'Timestamping authority named',
  'timestamp.authorityRemoved': 'Timestamping authority removed',
  'capture.sealed': 'Web page captured',
  'capture.fileDownloaded': 'Whole file downloaded',
  'capture.providerLookedUp': 'Provider looked up',
  'findings.decided': 'Findings decided',
  'rules.created': 'Authorization rule made',
  'rules.removed': 'Authorization rule removed',
  'rules.applied': 'Authorization rules applied',
  'case.grouped': 'Findings put into the case',
  'case.itemsChanged': 'Items answered',
  'findings.fileNamed': 'Address of the file set',
  'case.itemsSeen': 'Items found still there',
  'listing.stateChanged': 'Address changed its state',
  'case.split': 'Case divided',
  'case.itemsRemoved': 'Items removed from the case',
  'case.stateChanged': 'State of the case changed',
  'case.stateCorrected': 'State of the case corrected',
  'case.circumstancesChanged': 'Circumstances of the case changed',
  'case.openedFrom': 'Case opened for the next provider',
  'notice.withdrawalWritten': 'Withdrawal written',
  'notice.drafted': 'Notice drafted',
  'notice.declared': 'Statements changed',
  'notice.signed': 'Notice signed',
  'notice.exported': 'Notice exported',
  'notice.sent': 'Notice recorded as sent',
  'bundle.exported': 'Evidence bundle exported',
}

const kinds: Readonly<Record<string, string>> = {
  isrc: 'ISRC',
  sweepFile: 'Swept file',
  signingKey: 'Signing key',
  authority: 'Timestamping authority',
  custody: 'Custody log, line',
}

const actors: Readonly<Record<string, string>> = { artist: 'You', app: 'Refrain' }

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What a custody event records, in words. An action unknown here is spelled out: “catalogue.merged” → “Catalogue merged”. */
export function custodyActionText(action: string): string {
  return actions[action] ?? sentenceCase(action.replaceAll(/[._-]/g, ' '))
}

/** What a custody event is about: “finding:3” → “Finding 3”; a subject without a number stays a word. */
export function custodySubjectText(subject: string): string {
  const [kind = '', id] = subject.split(':')
  const words = kinds[kind] ?? sentenceCase(kind)
  return id === undefined ? words : `${words} ${id}`
}

/** Who did it. */
export function custodyActorText(actor: string): string {
  return actors[actor] ?? actor
}
