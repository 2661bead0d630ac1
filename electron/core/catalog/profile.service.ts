import { z } from 'zod'
import type { Handlers } from '../../../shared/contract/index.ts'
import { emptyProfile, type Profile, roles } from '../../../shared/contract/profile.ts'
import { parseEmail, parsePhone, parseWebsite } from '../../../shared/domain/identifiers/contact.ts'
import type { IdentifierReading } from '../../../shared/domain/identifiers/reading.ts'
import type { CoreContext } from '../context.ts'
import { fieldError, oneLine } from './recording-fields.ts'

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

/**
 * Who claims. What is missing is a matter of the notice that needs it; what is given must be what its field says,
 * and the name that signs, once given, cannot be emptied.
 */
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
        refuseUnsound(values, toRow(before ?? emptyProfile))
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

const contactReaders = {
  email: { name: 'e-mail address', read: parseEmail },
  phone: { name: 'phone number', read: parsePhone },
  website: { name: 'website', read: parseWebsite },
} as const satisfies Partial<
  Record<keyof Profile, { readonly name: string; readonly read: (raw: string) => IdentifierReading }>
>

/** Looks only at what changes, so that a value of long ago does not keep the other fields from being saved. */
function refuseUnsound(after: ProfileRow, before: ProfileRow): void {
  if (after.legal_name === '' && before.legal_name !== '') {
    throw fieldError('legalName', {
      code: 'missing',
      message:
        'Legal name: it signs the notices and cannot be emptied. Enter the name as in your passport or register.',
    })
  }
  for (const field of ['email', 'phone', 'website'] as const) {
    if (after[field] === before[field]) continue
    const { name, read } = contactReaders[field]
    const reading = read(after[field])
    if (reading.status !== 'invalid') continue
    const message = `The ${name} “${after[field]}” cannot be used. ${reading.problem.message}`
    throw fieldError(field, { code: reading.problem.code, message }, reading.suggestion)
  }
}

function toProfile(row: ProfileRow): Profile {
  const { legal_name: legalName, artist_name: artistName, ...same } = row
  return { legalName, artistName, ...same }
}

function toRow(profile: Profile): ProfileRow {
  const { legalName, artistName, ...same } = profile
  return {
    legal_name: oneLine(legalName),
    artist_name: oneLine(artistName),
    ...same,
    company: oneLine(same.company),
    country: oneLine(same.country),
    email: same.email.trim(),
    phone: same.phone.trim(),
    website: same.website.trim(),
  }
}
