import { formatDate, formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

const findings = (n: number) => plural(n, { one: 'finding', other: 'findings' })

/** Texts of the overview. */
export const overviewText = {
  weeks: 'New findings per week',
  weeksText: 'By the week in which they were found (Monday, UTC). What your rules authorize is set apart.',
  chart: 'Chart',
  table: 'Table',
  showAs: 'Show as',
  open: 'To decide or decided by you',
  authorized: 'Authorized by your rules',
  week: 'Week from',
  bar: (from: string, all: number, authorized: number) =>
    `Week from ${formatDate(from)}: ${findings(all)}${authorized > 0 ? `, ${formatNumber(authorized)} authorized` : ''}`,
  chartName: (weeks: number, all: number, last: number) =>
    `${findings(all)} in ${String(weeks)} weeks, ${formatNumber(last)} in the present one`,
  noWeeks: 'Nothing was found in these weeks.',
  removal: 'Time to removal',
  removalText:
    'From the day a notice was sent to the first look that saw the item gone; two looks a day apart have to agree.',
  removalColumns: {
    provider: 'Provider',
    sent: 'Sent',
    down: 'Down',
    median: 'Half within',
    range: 'Fastest to slowest',
  },
  noRemoval: 'No notice with an address was sent yet.',
  stillThere: 'None down yet',
  hours: (hours: number) => {
    if (hours < 1) return 'under an hour'
    if (hours < 48) return plural(Math.round(hours), { one: 'hour', other: 'hours' })
    return plural(Math.round(hours / 24), { one: 'day', other: 'days' })
  },
  health: 'Sources',
  healthText: 'How each source answered last.',
  noSources: 'No source is on.',
  places: 'Where each recording appears',
  placesText: 'Listings that are not known to be gone. Enter shows the findings of a recording.',
  by: 'By',
  byProvider: 'Provider',
  bySource: 'Source',
  openOnly: 'Without what is authorized or dismissed',
  recording: 'Recording',
  artist: 'Artist',
  total: 'All',
  cell: (listings: number, fresh: number) =>
    fresh > 0 ? `${formatNumber(listings)} (${formatNumber(fresh)} new)` : formatNumber(listings),
  noPlaces: 'No listing of your recordings is known yet',
  noPlacesText: 'Turn on sources, or add addresses. What they show of your recordings stands here.',
  page: (from: number, to: number, all: number) =>
    `Recordings ${formatNumber(from)} to ${formatNumber(to)} of ${formatNumber(all)}`,
  before: 'Earlier',
  after: 'Next',
} as const

export const requestText = {
  label: 'Outgoing requests',
  intro:
    'Everything Refrain asked of servers, newest first; secrets stand as “…”. What captured pages asked for stands in their captures.',
  columns: {
    at: 'When',
    purpose: 'What for',
    address: 'Address',
    answer: 'Answer',
    sent: 'Sent',
    received: 'Received',
  },
  purposes: {
    timestamp: 'Time stamp',
    download: 'Whole file',
    provider: 'Provider',
    recheck: 'Is it down?',
  } as Readonly<Record<string, string>>,
  anyPurpose: 'Everything',
  host: 'Host',
  anyHost: 'All hosts',
  withCount: (name: string, count: number) => `${name} (${formatNumber(count)})`,
  total: (n: number) => plural(n, { one: 'request', other: 'requests' }),
  newer: 'Newest',
  older: 'Earlier',
  emptyTitle: 'Nothing was asked of any server yet',
  emptyText:
    'Every request stands here from the moment it goes out: when, what for, the address, what was sent, the answer.',
  nothing: 'No request passes this filter.',
  detail: 'Request',
  fields: {
    at: 'When',
    purpose: 'What for',
    source: 'Source',
    method: 'Method',
    address: 'Address',
    sent: 'Sent',
    answer: 'Answer',
    received: 'Received',
    failure: 'What went wrong',
  },
  headers: 'What was sent',
  onlyAddress: 'Nothing but the address.',
  answered: (status: number) =>
    `${String(status)}${statusWords[status] === undefined ? '' : ` ${statusWords[status]}`}`,
  answeredDns: 'Answered',
  noAnswer: 'No answer',
  waiting: 'Under way',
} as const

const statusWords: Readonly<Record<number, string>> = {
  200: 'OK',
  204: 'No content',
  301: 'Moved',
  302: 'Found elsewhere',
  304: 'Not modified',
  400: 'Bad request',
  401: 'Key refused',
  403: 'Forbidden',
  404: 'Not found',
  410: 'Gone',
  429: 'Too many requests',
  451: 'Legal reasons',
  500: 'Server error',
  502: 'Bad gateway',
  503: 'Unavailable',
}
