/** What a credit can be for. */
export type CreditedSubject = 'recording' | 'work' | 'release'

export type RoleGroup = 'artist' | 'writer' | 'publisher' | 'performer' | 'production' | 'design' | 'business'

export interface ContributionRole {
  readonly code: string
  readonly label: string
  readonly group: RoleGroup
  readonly subjects: readonly CreditedSubject[]
}

function role(
  code: string,
  label: string,
  group: RoleGroup,
  ...subjects: readonly CreditedSubject[]
): ContributionRole {
  return { code, label, group, subjects: subjects.length === 0 ? ['recording', 'release'] : subjects }
}

/**
 * The roles a contribution can have, in the order in which lists show them. Modelled on the ArtistRole,
 * ContributorRole and ResourceContributorRole lists of the DDEX allowed values (kb.ddex.net), without those that
 * concern film and stage.
 */
export const contributionRoles: readonly ContributionRole[] = [
  role('main-artist', 'Main artist', 'artist'),
  role('featured-artist', 'Featured artist', 'artist'),
  role('remixer', 'Remixer', 'artist'),
  role('dj', 'DJ', 'artist'),
  role('composer-lyricist', 'Songwriter (music and words)', 'writer', 'work'),
  role('composer', 'Composer (music)', 'writer', 'work'),
  role('lyricist', 'Lyricist (words)', 'writer', 'work'),
  role('arranger', 'Arranger', 'writer', 'work', 'recording'),
  role('adapter', 'Adapter', 'writer', 'work'),
  role('translator', 'Translator', 'writer', 'work'),
  role('original-publisher', 'Publisher', 'publisher', 'work'),
  role('sub-publisher', 'Sub-publisher', 'publisher', 'work'),
  role('administrator', 'Publishing administrator', 'publisher', 'work'),
  role('lead-vocals', 'Lead vocals', 'performer'),
  role('background-vocals', 'Background vocals', 'performer'),
  role('instrument', 'Instrument', 'performer'),
  role('soloist', 'Soloist', 'performer'),
  role('conductor', 'Conductor', 'performer'),
  role('orchestra', 'Orchestra', 'performer'),
  role('choir', 'Choir', 'performer'),
  role('spoken-word', 'Spoken word', 'performer'),
  role('producer', 'Producer', 'production'),
  role('co-producer', 'Co-producer', 'production'),
  role('executive-producer', 'Executive producer', 'production'),
  role('vocal-producer', 'Vocal producer', 'production'),
  role('programmer', 'Programming', 'production'),
  role('recording-engineer', 'Recording engineer', 'production'),
  role('mixing-engineer', 'Mixing engineer', 'production'),
  role('mastering-engineer', 'Mastering engineer', 'production'),
  role('editor', 'Editor', 'production'),
  role('artwork', 'Artwork', 'design', 'release'),
  role('photographer', 'Photography', 'design', 'release'),
  role('liner-notes', 'Liner notes', 'design', 'release'),
  role('label', 'Label', 'business', 'release', 'recording'),
  role('a-and-r', 'A&R', 'business'),
  role('manager', 'Manager', 'business'),
  role('other', 'Other', 'business', 'recording', 'work', 'release'),
]

const byCode = new Map(contributionRoles.map((one) => [one.code, one]))

/** True for a role of the list. */
export function isRole(code: string): boolean {
  return byCode.has(code)
}

/** The plain name of a role; a code that is not in the list is shown as it is. */
export function roleLabel(code: string): string {
  return byCode.get(code)?.label ?? code
}

/** The roles that a credit of this subject can have. */
export function rolesFor(subject: CreditedSubject): readonly ContributionRole[] {
  return contributionRoles.filter(({ subjects }) => subjects.includes(subject))
}

/** The roles of those who wrote a work: who must be named when it is registered. */
export const writerRoles: readonly string[] = contributionRoles
  .filter(({ group }) => group === 'writer')
  .map(({ code }) => code)

/** The roles whose names make up the artist line of a recording or a release. */
export const artistRoles = ['main-artist', 'featured-artist'] as const
