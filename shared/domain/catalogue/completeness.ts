/** What is known about a recording that matters when its owner acts against a copy. */
export type EnforcementFacts = {
  readonly title: string
  readonly artist: string
  /** Stored form, or null. */
  readonly isrc: string | null
  readonly durationMs: number | null
  readonly year: number | null
  /** Title of a release that holds it, or null. */
  readonly releaseTitle: string | null
  readonly gtin: string | null
  /** The right in it that the user holds; `unknown` until the question is answered. */
  readonly rightHeld: 'unknown' | 'sound-recording' | 'composition' | 'both' | 'none'
  readonly registrationNumber: string | null
}

export type GapCode =
  'title' | 'artist' | 'right' | 'isrc' | 'duration' | 'year' | 'release' | 'gtin' | 'registration'

/** `needed`: no notice can be drafted without it. `advised`: it makes finding, proving or suing easier. */
export type EnforcementGap = {
  readonly code: GapCode
  readonly message: string
  readonly severity: 'needed' | 'advised'
}

/** What the gaps that keep a notice from being drafted depend on: nothing else about a recording can make one. */
export type NoticeFacts = Pick<EnforcementFacts, 'title' | 'artist' | 'rightHeld'>

/**
 * What a recording still lacks before it could be enforced, needed things first. A notice must identify the
 * work and be sent with authority over the right it names (17 U.S.C. 512(c)(3)(A)(ii) and (vi)); identifiers
 * are what the law leaves open but searches and service providers go by. A registration is needed in the U.S.
 * only for a lawsuit (17 U.S.C. 411, U.S. works) and for statutory damages (412).
 */
export function enforcementGaps(facts: EnforcementFacts): readonly EnforcementGap[] {
  return [...noticeGaps(facts), ...advisedGaps(facts)]
}

/** Those of `enforcementGaps` without which no notice can be drafted. */
export function noticeGaps(facts: NoticeFacts): readonly EnforcementGap[] {
  const gaps: EnforcementGap[] = []
  const needed = (code: GapCode, message: string) => gaps.push({ code, message, severity: 'needed' })
  if (facts.title.trim() === '') needed('title', 'The title is missing: a notice must identify the work.')
  if (facts.artist.trim() === '')
    needed('artist', 'The artist is missing: without it titles match the songs of others.')
  if (facts.rightHeld === 'unknown') {
    needed('right', 'Say which right you hold: sound recording, composition or both. A notice must name it.')
  }
  if (facts.rightHeld === 'none') {
    needed(
      'right',
      'You hold no right in this recording, so a notice about it must come from someone who does.',
    )
  }
  return gaps
}

function advisedGaps(facts: EnforcementFacts): readonly EnforcementGap[] {
  const gaps: EnforcementGap[] = []
  const advised = (code: GapCode, message: string) => gaps.push({ code, message, severity: 'advised' })
  if (facts.isrc === null) advised('isrc', 'No ISRC: copies can be found by title and artist only.')
  if (facts.durationMs === null)
    advised('duration', 'No duration: it tells this recording from other versions.')
  if (facts.year === null) advised('year', 'No year of first publication: it helps to show who was first.')
  if (facts.releaseTitle === null) {
    advised('release', 'On no release: a release shows where the authorised copy is.')
  } else if (facts.gtin === null) {
    advised('gtin', 'The release has no barcode (GTIN), by which your own listings are told from others.')
  }
  if (facts.registrationNumber === null) {
    advised('registration', 'No U.S. registration: a notice needs none, but a lawsuit in the U.S. may.')
  }
  return gaps
}
