import type {
  CaseProposal,
  ItemStanding,
  StandingCounts,
  StateCheck,
} from '../../../../shared/contract/status.ts'
import { formatDate } from '../../../ui/format.ts'
import { plural } from '../../../ui/plural.ts'

const addresses = (n: number) => plural(n, { one: 'address', other: 'addresses' })

/** Texts of whether items are still at their addresses. */
export const standingText = {
  column: 'Is it still up?',
  title: 'Is it still up?',
  items: 'Addresses',
  region: 'What the addresses show',
  checkNow: 'Check now',
  checking: 'Checking…',
  check: (n: number) => (n === 1 ? 'Look whether it is still up' : 'Look whether they are still up'),
  never: 'Not checked yet',
  lastChecked: 'Last checked',
  nextCheck: 'Due again',
  atOnce: 'Now',
  history: 'All checks',
  noHistory: 'Nobody looked at this address yet.',
  showCapture: 'Capture',
  capturing: 'Being captured',
  captureFailed: 'Not captured: it failed',
  captureOff: 'Not captured: switched off',
  noProgram: 'Not captured: no browser at hand',
  elsewhere: 'Also found since',
  by: { file: 'the same file', uploader: 'the same uploader', host: 'the same host' },
  captures: 'Keep a capture when an address changes',
  automatic: 'Check by itself when due',
  automaticHint:
    'After the notice, then less and less often; what is gone is looked for again after 1, 3, 7, 14, 30 days, then monthly.',
  notNow: 'Nothing was recorded for you: you decide.',
  done: (there: number, down: number, unknown: number) =>
    `${addresses(there + down + unknown)} checked: ${String(there)} still up, ${String(down)} not there, ${String(unknown)} cannot be told`,
  doneSeen: (n: number) => `Checked just now: ${addresses(n)} still up`,
} as const

/** The state of an item in a few words; the day tells since when. */
export function lifeLabel({
  life,
  last,
  downSince,
  backSince,
}: Pick<ItemStanding, 'life' | 'last' | 'downSince' | 'backSince'>): string {
  if (life === 'gone') return `Down since ${formatDate(downSince ?? '')}`
  if (life === 'relisted') return `Back since ${formatDate(backSince ?? '')}`
  if (life === 'suspected') return 'Not there, once'
  if (life === 'live') return 'Still up'
  return last === null ? standingText.never : 'Cannot be told'
}

export const lifeTones = {
  unchecked: 'muted',
  live: 'warning',
  suspected: 'accent',
  gone: 'success',
  relisted: 'danger',
} as const

export const checkLabels: Readonly<Record<StateCheck['state'], string>> = {
  there: 'There',
  gone: 'Gone',
  'removed-legally': 'Withheld for legal reasons',
  'soft-gone': 'Gone',
  unknown: 'Cannot be told',
}

export const checkTones = {
  there: 'warning',
  gone: 'success',
  'removed-legally': 'success',
  'soft-gone': 'success',
  unknown: 'muted',
} as const

/** How many items stand where, without those that are none. */
export function countsText({ unchecked, live, suspected, gone, relisted }: StandingCounts): string {
  const parts = [
    [gone, 'down'],
    [relisted, 'back'],
    [suspected, 'not there, once'],
    [live, 'still up'],
    [unchecked, 'not told yet'],
  ] as const
  return parts
    .filter(([n]) => n > 0)
    .map(([n, words]) => `${String(n)} ${words}`)
    .join(' · ')
}

/** What the looks speak for, and the words of its button. */
export function proposalText({ state, findingIds, happenedOn, earlier }: CaseProposal): {
  readonly title: string
  readonly body: string
  readonly act: string
  readonly done: string
} {
  const n = findingIds.length
  const sent = `The notice went out on ${formatDate(earlier.sentAt)} by ${earlier.channel}${earlier.reference === '' ? '' : `, reference ${earlier.reference}`}.`
  if (state === 'reopened') {
    return {
      title: n === 1 ? 'One address is back' : `${addresses(n)} are back`,
      body: `${sent} Take the case up again, and the earlier notice stands in its history.`,
      act: 'Take up again',
      done: 'The case is taken up again',
    }
  }
  return {
    title: n === 1 ? 'The address is down' : `All ${addresses(n)} are down`,
    body: `Since ${formatDate(happenedOn)}. ${sent} It stays under watch.`,
    act: 'Record as removed',
    done: 'Recorded as removed',
  }
}
