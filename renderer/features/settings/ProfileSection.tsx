import { emptyProfile, roles, type Profile } from '../../../shared/contract/profile.ts'
import { call } from '../../rpc/client.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { CommitField, CommitSelect } from '../../ui/fields/CommitField.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { checkAddress, checkEmail, checkPhone, checkWebsite, missingForNotice } from './profile-validation.ts'
import classes from './settings.module.css'
import { strings } from './strings.ts'

const text = strings.profile

type TextField = Exclude<keyof Profile, 'role'>

const checks: Partial<Record<TextField, (value: string) => FieldMessage | null>> = {
  email: checkEmail,
  phone: checkPhone,
  address: checkAddress,
  website: checkWebsite,
}

interface ProfileFieldProps {
  readonly profile: Profile
  readonly field: TextField
  readonly required?: boolean
  readonly multiline?: boolean
}

function ProfileField({ profile, field, required, multiline }: ProfileFieldProps) {
  const validate = checks[field]
  return (
    <CommitField
      {...text[field]}
      value={profile[field]}
      required={required ?? false}
      multiline={multiline ?? false}
      onCommit={(value) => call('profile.save', { [field]: value })}
      {...(validate ? { validate } : {})}
    />
  )
}

function ProfileForm({ profile }: { readonly profile: Profile }) {
  const missing = missingForNotice(profile)
  return (
    <div className={classes.form}>
      <div className={classes.status}>
        {missing.length === 0 ? (
          <StatusBadge tone="success" label={text.complete} />
        ) : (
          <StatusBadge tone="warning" label={text.missing(missing)} />
        )}
      </div>
      <ProfileField profile={profile} field="legalName" required />
      <ProfileField profile={profile} field="artistName" />
      <CommitSelect
        {...text.role}
        value={profile.role}
        options={roles.map((role) => ({ value: role, label: text.roles[role] }))}
        onCommit={(role) => call('profile.save', { role })}
      />
      <ProfileField profile={profile} field="company" />
      <ProfileField profile={profile} field="email" required />
      <ProfileField profile={profile} field="phone" required />
      <ProfileField profile={profile} field="address" required multiline />
      <ProfileField profile={profile} field="country" />
      <ProfileField profile={profile} field="website" />
    </div>
  )
}

/** Who claims. Every field is saved when it is left. */
export function ProfileSection() {
  const query = useQuery('profile.get', {})
  return (
    <QueryView query={query}>{({ profile }) => <ProfileForm profile={profile ?? emptyProfile} />}</QueryView>
  )
}
