import type { AudioComparison, AudioComparisonMatch } from '../../../shared/contract/audio.ts'
import { formatDuration, formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

/** The outcome of a comparison in one line. */
export function headline({ verdict, matches }: AudioComparison): string {
  const [first] = matches
  if (verdict === 'none' || first === undefined)
    return 'This is none of your recordings, as far as can be heard'
  const name = `“${first.title === '' ? first.fileName : first.title}”`
  return verdict === 'match' ? `This is ${name}` : `This may be ${name}: listen to both`
}

/** What was compared, and what could not be. */
export function scope({ compared, withoutFingerprint, speedsSearched }: AudioComparison): string {
  const speeds = speedsSearched ? ', at its own speed and from 6 % slower to 6 % faster' : ''
  const left =
    withoutFingerprint === 0
      ? ''
      : ` ${plural(withoutFingerprint, { one: 'file has', other: 'files have' })} no fingerprint and could not be compared.`
  return `Compared with ${plural(compared, { one: 'file', other: 'files' })} of your catalogue${speeds}.${left}`
}

/** Which stretch is which, how alike and how fast, in words. */
export function explain(match: AudioComparisonMatch): readonly string[] {
  const { compared, catalogue, bitErrorRate, faster } = match
  const stretch = (part: { fromMs: number; toMs: number }) =>
    `${formatDuration(part.fromMs)} to ${formatDuration(part.toMs)}`
  const alike = formatNumber(Math.round((1 - bitErrorRate) * 1000) / 10)
  return [
    `From ${stretch(compared)} it plays what your file plays from ${stretch(catalogue)}.`,
    `${alike} % of the fingerprint agree${match.verdict === 'match' ? '' : ', which is too little to be sure'}.`,
    ...(Math.abs(faster) < 0.0005
      ? []
      : [
          `It runs ${formatNumber(Math.round(Math.abs(faster) * 1000) / 10)} % ${faster > 0 ? 'faster' : 'slower'} than yours, pitch included.`,
        ]),
  ]
}
