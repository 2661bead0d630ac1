import type { Notice } from '../../../shared/contract/cases.ts'
import { isAboutASite } from '../../../shared/domain/notices/checks/letter-domains.ts'
import type { DraftDetails } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { call } from '../../rpc/client.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { CommitField } from '../../ui/fields/CommitField.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { CheckboxField, SelectField } from '../../ui/fields/SelectField.tsx'
import classes from './notice.module.css'
import { partId } from './notice-part.ts'
import { noticeText } from './notice-strings.ts'

interface NoticeFormProps {
  readonly notice: Notice
}

const roles = ['owner', 'exclusive-licensee', 'agent'] as const

/** Who signs, in which capacity: the profile says it, and one letter can say otherwise. */
export function Signer({ notice }: NoticeFormProps) {
  const update = useCommand('notices.update')
  const { capacity } = notice
  if (capacity === null) {
    return (
      <DetailSection title={noticeText.signer}>
        <p className={classes.secondary}>{noticeText.signerNoProfile}</p>
      </DetailSection>
    )
  }
  const value = capacity.fromProfile ? 'profile' : capacity.role
  return (
    <DetailSection title={noticeText.signer}>
      <div className={classes.form}>
        <SelectField
          label={noticeText.capacity}
          value={value}
          options={[
            {
              value: 'profile' as const,
              label: capacity.fromProfile
                ? noticeText.asProfile(noticeText.roles[capacity.role])
                : noticeText.asProfile('…'),
            },
            ...roles.map((role) => ({ value: role, label: capitalized(noticeText.roles[role]) })),
          ]}
          onChange={(chosen) =>
            void update.run({
              noticeId: notice.id,
              patch: { role: chosen === 'profile' ? null : chosen },
            })
          }
        />
        {value === 'agent' && (
          <CommitField
            label={noticeText.owner}
            hint={noticeText.ownerHint}
            value={capacity.owner}
            onCommit={(owner) => call('notices.update', { noticeId: notice.id, patch: { owner } })}
          />
        )}
      </div>
    </DetailSection>
  )
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Whether the licenses that label lines name were granted: what was not is denied in the letter. */
export function LabelLicenses({ notice }: NoticeFormProps) {
  const update = useCommand('notices.update')
  const { labelLicenses, details } = notice
  const denied = details.deniedLicenses ?? []
  if (labelLicenses.length === 0) return null
  return (
    <DetailSection title={noticeText.licenses}>
      <div id={partId('licenses')} className={classes.form}>
        <p className={classes.secondary}>{noticeText.licensesHint}</p>
        {labelLicenses.map((name) => (
          <CheckboxField
            key={name}
            label={noticeText.noLicense(name)}
            checked={denied.includes(name)}
            onChange={(checked) =>
              void update.run({
                noticeId: notice.id,
                patch: {
                  details: {
                    deniedLicenses: [...denied.filter((each) => each !== name), ...(checked ? [name] : [])],
                  },
                },
              })
            }
          />
        ))}
      </div>
    </DetailSection>
  )
}

/** Words of the signer's own; the letter is checked again with them in it. */
export function OwnWords({ notice }: NoticeFormProps) {
  return (
    <DetailSection title={noticeText.words}>
      <div id={partId('words')}>
        <CommitField
          label={noticeText.wordsLabel}
          hint={noticeText.wordsHint}
          value={notice.freeText}
          multiline
          minRows={3}
          onCommit={(freeText) => call('notices.update', { noticeId: notice.id, patch: { freeText } })}
        />
      </div>
    </DetailSection>
  )
}

/** What letters to somebody behind a site, to payment services, and withdrawals are about. */
export function About({ notice }: NoticeFormProps) {
  const { regime, details } = notice
  const site = isAboutASite(regime)
  if (!site && regime !== 'withdrawal') return null
  const save = (patch: Partial<DraftDetails>) =>
    call('notices.update', { noticeId: notice.id, patch: { details: patch } })
  return (
    <DetailSection title={noticeText.about}>
      <div id={partId('details')} className={classes.form}>
        {site && <Site details={details} save={save} />}
        {(regime === 'payment' || regime === 'registrar' || regime === 'registry') && (
          <Earlier details={details} save={save} />
        )}
        {regime === 'withdrawal' && <Withdrawn details={details} save={save} />}
      </div>
    </DetailSection>
  )
}

interface DetailsProps {
  readonly details: DraftDetails
  readonly save: (patch: Partial<DraftDetails>) => Promise<unknown>
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
const dayProblem = (text: string): FieldMessage | null =>
  text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text) ? null : { severity: 'error', message: noticeText.notADay }

function Site({ details, save }: DetailsProps) {
  return (
    <>
      <CommitField
        label={noticeText.site}
        hint={noticeText.siteHint}
        value={details.hostname ?? ''}
        onCommit={(text) => save({ hostname: orNull(text) })}
      />
      <CommitField
        label={noticeText.ip}
        value={details.ipAddress ?? ''}
        onCommit={(text) => save({ ipAddress: orNull(text) })}
      />
    </>
  )
}

function Earlier({ details, save }: DetailsProps) {
  const first = details.earlier[0] ?? { to: '', on: '', reference: '' }
  const change = (patch: Partial<typeof first>) => {
    const next = { ...first, ...patch }
    const empty = next.to === '' && next.on === '' && next.reference === ''
    return save({ earlier: [...(empty ? [] : [next]), ...details.earlier.slice(1)] })
  }
  return (
    <>
      <CommitField label={noticeText.earlierTo} value={first.to} onCommit={(to) => change({ to })} />
      <CommitField
        label={noticeText.earlierOn}
        value={first.on}
        validate={dayProblem}
        onCommit={(on) => change({ on })}
      />
      <CommitField
        label={noticeText.earlierReference}
        value={first.reference}
        onCommit={(reference) => change({ reference })}
      />
    </>
  )
}

function Withdrawn({ details, save }: DetailsProps) {
  const current = details.withdrawn ?? { on: '', reference: '', reason: '' }
  const change = (patch: Partial<typeof current>) => {
    const next = { ...current, ...patch }
    const empty = next.on === '' && next.reference === '' && next.reason === ''
    return save({ withdrawn: empty ? null : next })
  }
  return (
    <>
      <CommitField
        label={noticeText.withdrawnOn}
        value={current.on}
        validate={dayProblem}
        onCommit={(on) => change({ on })}
      />
      <CommitField
        label={noticeText.withdrawnReference}
        value={current.reference}
        onCommit={(reference) => change({ reference })}
      />
      <CommitField
        label={noticeText.withdrawnReason}
        value={current.reason}
        onCommit={(reason) => change({ reason })}
      />
    </>
  )
}
