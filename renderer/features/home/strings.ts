import type { AttentionItem } from '../../../shared/contract/workspace.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

interface AttentionText {
  readonly sentence: (count: number) => string
  readonly why: string
  readonly action: string
}

const recordings = (n: number) => plural(n, { one: 'recording', other: 'recordings' })
const findings = (n: number) => plural(n, { one: 'finding', other: 'findings' })
const notices = (n: number) => plural(n, { one: 'notice', other: 'notices' })

const attention: Readonly<Record<AttentionItem['code'], AttentionText>> = {
  'profile-missing': {
    sentence: () => 'Say who you are',
    why: 'A notice needs your legal name, a way to reach you and the role in which you act.',
    action: 'Fill in profile',
  },
  'isrc-block-missing': {
    sentence: () => 'Enter your ISRC allocation',
    why: 'With your prefix and range, Refrain hands out the next free code and never the same one twice.',
    action: 'Add allocation',
  },
  'isrc-block-nearly-used': {
    sentence: (n) =>
      `Nine tenths of ${n === 1 ? 'an ISRC allocation' : `${String(n)} ISRC allocations`} are used this year`,
    why: 'When the last code is gone, no recording gets one before the new year. Agencies take days to answer.',
    action: 'Show allocations',
  },
  'catalogue-empty': {
    sentence: () => 'Your catalogue is empty',
    why: 'Import what your distributor gives you, as CSV. You see every row before anything is kept.',
    action: 'Import a file…',
  },
  'never-swept': {
    sentence: () => 'Your catalogue was never searched for',
    why: 'Sweep a listing file of any size for your recordings. It stays on this machine.',
    action: 'Sweep a file…',
  },
  'findings-new': {
    sentence: (n) => `${findings(n)} to decide`,
    why: 'Mine, authorized, not mine, or only to watch: nothing happens before you decide.',
    action: 'Review findings',
  },
  'findings-confirmed-without-case': {
    sentence: (n) => `${findings(n)} confirmed, in no case yet`,
    why: 'Grouped by service provider they become cases, one notice each.',
    action: 'Open cases',
  },
  'recordings-without-isrc': {
    sentence: (n) => `${recordings(n)} without an ISRC`,
    why: 'A code is the surest way to find a recording.',
    action: 'Show them',
  },
  'notice-incomplete': {
    sentence: (n) => `${notices(n)} not complete yet`,
    why: 'What is missing is listed in each case; an incomplete notice would bounce.',
    action: 'Complete',
  },
  'notice-ready': {
    sentence: (n) => `${notices(n)} ready to send`,
    why: 'Export it, send it yourself, and record when you did.',
    action: 'Open cases',
  },
  'job-interrupted': {
    sentence: (n) => `${plural(n, { one: 'job was', other: 'jobs were' })} interrupted`,
    why: 'It stopped with the program. What can go on goes on where it stopped; the rest has to be started again.',
    action: 'Resume',
  },
  'custody-broken': {
    sentence: () => 'The custody log does not add up',
    why: 'A line was changed or removed after it was written. See which one before you rely on the evidence.',
    action: 'Check the log',
  },
}

/** Texts of the home screen. */
export const strings = {
  deadlines: 'Deadlines',
  showDeadlines: 'Details',
  allDeadlines: (n: number) => `Show all ${formatNumber(n)}`,
  title: 'Home',
  attention,
  attentionTitle: 'Needs you now',
  clear: {
    title: 'Nothing needs you right now',
    description: 'New findings, incomplete notices and interrupted jobs will show here.',
  },
  figures: 'At a glance',
  recordings: 'Recordings',
  releases: (n: number) => `on ${plural(n, { one: 'release', other: 'releases' })}`,
  swept: 'Listings searched',
  sweeps: (n: number) => `in ${plural(n, { one: 'sweep', other: 'sweeps' })}`,
  toDecide: 'Findings to decide',
  confirmed: (n: number) => `${formatNumber(n)} confirmed`,
  openCases: 'Open cases',
  sent: (n: number) => `${plural(n, { one: 'notice', other: 'notices' })} sent`,
  events: 'Recent custody events',
  eventsHint: 'Every step that may matter as evidence is logged; each line seals the one before.',
  noEvents: 'Nothing is logged yet.',
  showAll: 'Show log',
  checklist: {
    title: 'From your catalogue to a verified evidence bundle',
    progress: (done: number, all: number) => `${done} of ${all} done`,
    hide: 'Hide',
    hint: 'Seven steps, in your own time. Nothing is sent for you: you send every notice yourself.',
    done: 'Done',
    steps: {
      profile: {
        title: 'Say who you are',
        why: 'Name, address and role: a notice is void without them.',
        action: 'Fill in profile',
      },
      catalogue: {
        title: 'Import your catalogue',
        why: 'The CSV your distributor gives you. You see every row before anything is kept.',
        action: 'Import a file…',
      },
      official: {
        title: 'Say what is yours',
        why: 'Your own pages, channels, distributor and labels: what lies there is never reported.',
        action: 'Paste links…',
      },
      sweep: {
        title: 'Sweep listings for it',
        why: 'A dump of any size, searched on this machine for your codes, artists and titles.',
        action: 'Sweep a file…',
      },
      decide: {
        title: 'Decide what is yours',
        why: 'Each finding says why it was found. Confirm, authorize, dismiss, or only watch it.',
        action: 'Review findings',
      },
      notice: {
        title: 'Complete a notice',
        why: 'One for each service provider. What would bounce or backfire is refused, and said.',
        action: 'Open cases',
      },
      bundle: {
        title: 'Export the evidence',
        why: 'A sealed bundle that anybody can verify with everyday tools.',
        action: 'Open cases',
      },
    },
  },
}
