import type { AudioComparisonMatch } from '../../../../shared/contract/audio.ts'
import type { CaptureAudioOffer, CaptureDownload } from '../../../../shared/contract/captures.ts'
import { formatBytes, formatDuration, formatNumber } from '../../../ui/format.ts'
import { plural } from '../../../ui/plural.ts'

const seen: Readonly<Record<CaptureAudioOffer['from'], string>> = {
  loaded: 'The page loaded it',
  player: 'A player of the page plays it',
  link: 'The page links to it',
}

const files = (n: number) => plural(n, { one: 'file', other: 'files' })

/** How an offered file is known and how much of it the capture holds. */
export function offerText({ from, recorded, whole }: CaptureAudioOffer): string {
  if (recorded === null) return `${seen[from]}; the capture holds nothing of it.`
  return whole
    ? `${seen[from]}; the capture holds all ${formatBytes(recorded)} of it.`
    : `${seen[from]}; the capture holds ${formatBytes(recorded)} of it, as the browser asked for it.`
}

/** What the comparison of a downloaded file came to, in one sentence. */
export function verdictText({ comparison, notCompared }: CaptureDownload): string {
  if (comparison === null) return notCompared
  const [best] = comparison.matches
  const scope = `compared with ${files(comparison.compared)} of your catalogue`
  if (comparison.verdict === 'none' || best === undefined) return `It sounds like none of yours: ${scope}.`
  const title = best.title === '' ? best.fileName : best.title
  const name = best.artist === '' ? `“${title}”` : `“${title}” by ${best.artist}`
  return comparison.verdict === 'match' ? `This is ${name}: ${scope}.` : `This may be ${name}: ${scope}.`
}

/** Why a match is one. */
export function matchReasons({
  compared,
  catalogue,
  bitErrorRate,
  faster,
}: AudioComparisonMatch): readonly string[] {
  const span = ({ fromMs, toMs }: AudioComparisonMatch['compared']) =>
    `${formatDuration(fromMs)} to ${formatDuration(toMs)}`
  const speed = Math.abs(faster) * 100
  return [
    `From ${span(compared)} it runs parallel to ${span(catalogue)} of your file`,
    `${(bitErrorRate * 100).toFixed(1)}% of the fingerprint differs there`,
    ...(speed === 0 ? [] : [`It runs ${speed.toFixed(1)}% ${faster > 0 ? 'faster' : 'slower'} than yours`]),
  ]
}

/** Texts of the files with sound. */
export const audioText = {
  offers: 'Files with sound the page offers',
  none: 'The page offers no file with sound that can be seen in what was captured.',
  download: 'Download the whole file…',
  title: 'Download the whole file?',
  body: (url: string) => [
    `Refrain will ask ${new URL(url).host} once for the whole file, without cookies or an account, as anybody could.`,
    'The file is kept in this workspace under its SHA-256, the download is written into the custody log, and its fingerprint is compared with your catalogue, so that you can show whose recording is offered.',
    'Do this for a file you believe to be yours, and only where you may. At most 512 MB are taken.',
  ],
  confirm: 'Download and seal',
  downloads: 'Downloaded',
  state: { match: 'Match', possible: 'Possible', none: 'No match', unknown: 'Not compared' },
  size: 'Size',
  hash: 'SHA-256',
  record: 'Record of the download',
  at: 'Downloaded',
  from: 'Address',
  line: 'Custody line',
  save: 'Save a copy…',
  saved: (name: string) => `${name} saved`,
  recording: 'Show the recording',
  running: 'Downloading and comparing',
  cancel: 'Cancel',
  without: (n: number) => `${formatNumber(n)} of your files have no fingerprint yet and were not compared.`,
} as const
