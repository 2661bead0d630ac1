import type { ExactMatch } from './exact.ts'
import { fullTitle, shown } from './exact.ts'
import { artistKey, titleKey } from '../text/fold.ts'

// What the barcode of a release says of the recordings on it. A GTIN names a release, not a recording: the title of a
// row tells which track it is about, or that it is about the release as a whole.

/** A recording that is on the release, as far as it is compared. */
export interface ReleasedRecording {
  readonly title: string
  readonly version: string
  /** Title of the release with this code. */
  readonly releaseTitle: string
}

/** Which recordings of a release a row with its GTIN is about: positions in the list, with the judgement. */
export function judgeReleaseCode(
  gtin: string,
  listed: { readonly title: string },
  recordings: readonly ReleasedRecording[],
): readonly { readonly position: number; readonly match: ExactMatch }[] {
  const [first] = recordings
  if (first === undefined) return []
  const same = `Same GTIN ${gtin} as your release “${shown(first.releaseTitle)}”`
  const title = titleKey(listed.title)
  const named = recordings.flatMap((recording, position) =>
    title !== '' && isNamed(title, recording) ? [position] : [],
  )
  if (named.length > 0) {
    const match = judged(0.95, 'match', [same, 'Same title'])
    return named.map((position) => ({ position, match }))
  }
  const isWhole = title === '' || title === titleKey(first.releaseTitle)
  const match = isWhole
    ? judged(0.9, 'match', [same, 'The row is about the release; it is listed with its first track'])
    : judged(0.5, 'possible', [
        same,
        `The title “${shown(listed.title)}” is that of none of its tracks in your catalogue; it is listed with the first`,
      ])
  return [{ position: 0, match }]
}

function isNamed(title: string, recording: ReleasedRecording): boolean {
  return (
    title === titleKey(fullTitle(recording.title, recording.version)) || title === titleKey(recording.title)
  )
}

function judged(score: number, verdict: ExactMatch['verdict'], reasons: readonly string[]): ExactMatch {
  return { score, verdict, reasons }
}

/** Says that who offers a listing carries the name of the recording's artist; null when it does not. */
export function accountReason(account: string, artist: string): string | null {
  const key = artistKey(account)
  if (key === '' || artistKey(artist) === '') return null
  const own = artistKey(artist)
  // “Luna Vale - Topic” and “LunaVaLeVEVO” are how channels of artists are called.
  return key === own || key === `${own}topic` || key === `${own}vevo` || key === `${own}official`
    ? `Offered by an account with the artist’s name, “${shown(account)}”`
    : null
}
