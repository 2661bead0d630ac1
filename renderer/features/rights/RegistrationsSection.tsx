import { Button } from '@mantine/core'
import { IconPencil, IconPlus, IconUnlink } from '@tabler/icons-react'
import { useState } from 'react'
import type { RegistrationRow } from '../../../shared/contract/registrations.ts'
import type { RightsDetail, RightsSubject } from '../../../shared/contract/rights.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { formatDate } from '../../ui/format.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import { RegistrationDialog } from './RegistrationDialog.tsx'
import classes from './rights.module.css'
import { authorityLabels, registrationStateLabels, sections, strings } from './strings.ts'

const tones = {
  open: 'warning',
  unclear: 'warning',
  missed: 'neutral',
  met: 'success',
  unpublished: 'neutral',
  'pre-publication': 'info',
} as const

function toneOf(state: string): (typeof tones)[keyof typeof tones] {
  return Object.hasOwn(tones, state) ? tones[state as keyof typeof tones] : 'neutral'
}

interface RegistrationsSectionProps {
  readonly subject: RightsSubject
  readonly rights: RightsDetail
}

/** Where it is registered, and until when a U.S. registration secures statutory damages. */
export function RegistrationsSection({ subject, rights }: RegistrationsSectionProps) {
  const [edited, setEdited] = useState<RegistrationRow | 'new' | null>(null)
  const unlink = useCommand('registrations.unlink')
  const { registrations, registrationDeadline: deadline } = rights
  return (
    <DetailSection
      title={sections.registrations}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setEdited('new')}
        >
          {strings.addRegistration}
        </Button>
      }
    >
      {deadline && <Callout tone={toneOf(deadline.state)}>{deadline.sentence}</Callout>}
      {registrations.length === 0 ? (
        <p className={classes.quiet}>{strings.noRegistrations}</p>
      ) : (
        <ul className={classes.list}>
          {registrations.map((one) => {
            const own = one.subjects.some(({ type, id }) => type === subject.type && id === subject.id)
            return (
              <li key={one.id} className={classes.row}>
                <div className={classes.grow}>
                  <div className={classes.name}>{one.number}</div>
                  <div className={classes.note}>
                    {authorityLabels[one.authority]} · {registrationStateLabels[one.status]}
                    {one.effectiveOn !== null && ` · effective ${formatDate(one.effectiveOn)}`}
                    {!own && ' · through a release'}
                    {one.subjectCount > 1 && ` · covers ${String(one.subjectCount)}`}
                  </div>
                </div>
                <div className={classes.tools}>
                  <IconAction
                    size="sm"
                    label={`Edit ${one.number}`}
                    icon={IconPencil}
                    onClick={() => setEdited(one)}
                  />
                  <IconAction
                    size="sm"
                    label={`Unlink ${one.number}`}
                    icon={IconUnlink}
                    disabled={!own}
                    onClick={() => void unlink.run({ registrationId: one.id, subject })}
                  />
                </div>
              </li>
            )
          })}
        </ul>
      )}
      {edited !== null && (
        <RegistrationDialog
          subject={subject}
          registration={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </DetailSection>
  )
}
