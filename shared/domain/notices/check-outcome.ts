/** Where, or by which act, a gap is mended. */
export const fixes = [
  'profile',
  'items',
  'fair-use',
  'right',
  'statements',
  'signature',
  /** Take the items named out of the case. */
  'remove',
  /** Look at the addresses again. */
  'recheck',
  /** Divide the case into letters the recipient takes. */
  'split',
  /** Change one's own words. */
  'words',
  /** Fill in what the letter is about: site, earlier letters. */
  'details',
  /** Write in English. */
  'english',
  /** Copy the parts of the letter into the recipient's form. */
  'form',
  /** Say whether a license that a label line names was granted. */
  'licenses',
  /** Enter where the recipient takes notices. */
  'provider',
  /** Write under Art. 16 DSA. */
  'european',
] as const
export type Fix = (typeof fixes)[number]

/** One thing a notice needs, whether it is there, and in words what is missing. */
export interface NoticeCheck {
  readonly code: string
  readonly title: string
  readonly status: 'present' | 'partial' | 'missing'
  readonly message: string
  readonly source: string
  readonly fix: Fix
  /** The items it is about, by their findings; empty when it is about the letter. */
  readonly findingIds: readonly number[]
}

/** The outcome of a check without its name. */
export type Finding = Pick<NoticeCheck, 'status' | 'message' | 'fix' | 'findingIds'>

/** It is there. */
export function present(message: string, fix: Fix): Finding {
  return { status: 'present', message, fix, findingIds: [] }
}

/** Something is there, but not what is needed. */
export function partial(message: string, fix: Fix, findingIds: readonly number[] = []): Finding {
  return { status: 'partial', message, fix, findingIds }
}

/** It is not there. */
export function missing(message: string, fix: Fix, findingIds: readonly number[] = []): Finding {
  return { status: 'missing', message, fix, findingIds }
}

/** Names everything still missing, for a refused step; `verb` says which, e.g. “exported”. */
export function incompleteSentence(
  checks: readonly Pick<NoticeCheck, 'status' | 'title' | 'message'>[],
  verb: string,
): string {
  const open = checks.filter(({ status }) => status !== 'present')
  const things = open.map(({ title, message }) => `${title}: ${message}`).join(' ')
  const count = open.length === 1 ? '1 thing is' : `${open.length} things are`
  return `The notice was not ${verb}, because ${count} still open. ${things}`
}
