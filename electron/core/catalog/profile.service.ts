import { z } from 'zod'
import type { Handlers } from '../../../shared/contract/index.ts'
import { emptyProfile, type Profile, roles } from '../../../shared/contract/profile.ts'
import type { CoreContext } from '../context.ts'

const profileRow = z.object({
  legal_name: z.string(),
  artist_name: z.string(),
  company: z.string(),
  address: z.string(),
  country: z.string(),
  email: z.string(),
  phone: z.string(),
  role: z.enum(roles),
  website: z.string(),
})
type ProfileRow = z.infer<typeof profileRow>

/** The one row of the profile table. */
const profileId = 1

export interface ProfileService {
  readonly handlers: Pick<Handlers, 'profile.get' | 'profile.save'>
  /** The name the artist's recordings carry, or null while it is not entered. */
  readonly artistName: () => string | null
}

/** Who claims: kept as typed, because what is missing is a matter of the notice that needs it. */
export function createProfileService(context: CoreContext): ProfileService {
  const read = context.db.prepare('SELECT * FROM profile WHERE id = ?')
  const stored = (): Profile | null => {
    const row = read.get(profileId)
    return row === undefined ? null : toProfile(profileRow.parse(row))
  }
  return {
    artistName: () => {
      const name = stored()?.artistName ?? ''
      return name === '' ? null : name
    },
    handlers: {
      'profile.get': () => ({ profile: stored() }),
      'profile.save': (patch) => {
        const before = stored()
        const known = before !== null
        const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
        const values = toRow({ ...(before ?? emptyProfile), ...given })
        context.mutations.undoable(known ? 'Edit profile' : 'Add profile', ['profile'], (change) => {
          if (!known) change.insert('profile', { id: profileId, ...values, updated_at: context.now() })
          else if (change.update('profile', profileId, values)) {
            change.update('profile', profileId, { updated_at: context.now() })
          }
        })
        return {}
      },
    },
  }
}

function toProfile(row: ProfileRow): Profile {
  const { legal_name: legalName, artist_name: artistName, ...same } = row
  return { legalName, artistName, ...same }
}

function toRow(profile: Profile): ProfileRow {
  const { legalName, artistName, ...same } = profile
  return {
    legal_name: legalName.trim(),
    artist_name: artistName.trim(),
    ...same,
    email: same.email.trim(),
    phone: same.phone.trim(),
    website: same.website.trim(),
  }
}
