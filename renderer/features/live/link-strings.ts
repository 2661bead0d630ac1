import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

const findings = (n: number) => plural(n, { one: 'finding', other: 'findings' })

/** Texts of the assistant for what is officially the artist's. */
export const linkText = {
  title: 'What is officially yours',
  back: 'Live watch',
  steps: ['Paste', 'Check', 'Done'] as const,
  step: (at: number) => `Step ${String(at)} of 3`,
  lead: 'Whatever lies on your own pages and channels, or was delivered for you, is there with your permission. Said once, it is never reported as a finding, however often a source shows it.',
  pages: 'Your pages and channels',
  pagesHint:
    'One address a line: artist pages at Spotify, Apple Music, Deezer; channels at YouTube and SoundCloud; your Bandcamp, your website, your shop.',
  pagesExample:
    'https://open.spotify.com/artist/…\nhttps://www.youtube.com/@yourname\nhttps://yourname.bandcamp.com',
  labels: 'Your labels and your distributor',
  labelsHint:
    'One a line, as they stand in the ℗ and © lines of your releases. Every listing whose line names one of them is yours.',
  labelsExample: 'Slow Ferry Records\nDistributor Ltd.',
  read: 'Go on',
  tooMany: 'At most 200 lines at once. The rest can follow.',
  nothing: 'Paste at least one address or name.',
  understood: 'What Refrain understood',
  understoodText: 'Nothing is made yet. Take away what is not yours; the narrowest rule is chosen for you.',
  never: 'Never a finding:',
  exists: 'Known already',
  settles: (n: number) => (n === 0 ? 'Settles nothing that is open now' : `Settles ${findings(n)} at once`),
  refused: 'Nothing can be made of it',
  choice: (words: string) => `Authorize ${words}`,
  change: 'Back to the list',
  save: (n: number) => (n === 0 ? 'Nothing chosen' : `Make ${plural(n, { one: 'rule', other: 'rules' })}`),
  note: 'Official link',
  doneTitle: (n: number) => `${plural(n, { one: 'rule', other: 'rules' })} made`,
  doneText: (known: number, settled: number) =>
    [
      settled === 0 ? 'No open finding was settled by them.' : `${findings(settled)} settled.`,
      ...(known > 0 ? [`${formatNumber(known)} ${known === 1 ? 'was' : 'were'} there already.`] : []),
      'From now on what lies there is passed over, by live sources and by sweeps.',
    ].join(' '),
  toSources: 'Go on to the sources',
  toRules: 'Show the rules',
  more: 'Add more',
  saved: (n: number) => `${plural(n, { one: 'authorization rule', other: 'authorization rules' })} made`,
} as const
