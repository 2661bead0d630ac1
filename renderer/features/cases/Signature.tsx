import { Button } from '@mantine/core'
import { IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import type { Notice } from '../../../shared/contract/cases.ts'
import { sameText } from '../../../shared/domain/notices/plain-text.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DetailSection } from '../../ui/DetailPane.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { TextField } from '../../ui/fields/TextField.tsx'
import { formatDate } from '../../ui/format.ts'
import classes from './notice.module.css'
import { partId } from './notice-part.ts'
import { noticeText } from './notice-strings.ts'

/** Signing is an act of its own: typing alone signs nothing. A signature covers the letter as it reads then. */
export function Signature({ notice }: { readonly notice: Notice }) {
  const element = notice.elements.find(({ code }) => code === 'i')
  const valid = element?.status === 'present'
  return (
    <DetailSection title={noticeText.signature}>
      <div id={partId('signature')}>
        {valid || notice.status === 'sent' ? (
          <Signed notice={notice} />
        ) : (
          <SignForm
            key={notice.signature}
            notice={notice}
            problem={notice.signature === '' ? null : (element?.message ?? null)}
          />
        )}
      </div>
    </DetailSection>
  )
}

function Signed({ notice }: { readonly notice: Notice }) {
  const update = useCommand('notices.update')
  return (
    <div className={classes.signed}>
      <span>
        {noticeText.signed(
          notice.signature,
          notice.signedOn === null ? '' : formatDate(notice.signedOn),
          notice.signedIn,
        )}
      </span>
      {notice.status !== 'sent' && (
        <Button
          size="compact-xs"
          variant="default"
          loading={update.pending}
          onClick={() => void update.run({ noticeId: notice.id, patch: { signature: '' } })}
        >
          {noticeText.unsign}
        </Button>
      )}
    </div>
  )
}

interface SignFormProps {
  readonly notice: Notice
  /** Why the signature that is there does not count. */
  readonly problem: string | null
}

function SignForm({ notice, problem }: SignFormProps) {
  const [name, setName] = useState(notice.signature)
  const update = useCommand('notices.update', { toast: false })
  const legalName = useQuery('profile.get', {}).data?.profile?.legalName.trim() ?? ''
  const ready = name.trim() !== ''
  const sign = () => {
    if (ready) void update.run({ noticeId: notice.id, patch: { signature: name.trim() } })
  }
  const validate = (text: string): FieldMessage | null =>
    legalName === '' || sameText(text, legalName)
      ? null
      : { severity: 'warning', message: noticeText.nameDiffers(legalName), suggestion: legalName }
  return (
    <div className={classes.form}>
      {update.error && <Callout tone="danger">{update.error.message}</Callout>}
      {problem !== null && <Callout tone="warning">{problem}</Callout>}
      <TextField
        label={noticeText.legalName}
        value={name}
        onChange={setName}
        hint={noticeText.signatureHint}
        autoComplete="name"
        maxLength={200}
        validate={validate}
        onEnter={sign}
      />
      <div>
        <Button
          variant="default"
          disabled={!ready}
          loading={update.pending}
          leftSection={<IconSignature size={16} aria-hidden />}
          onClick={sign}
        >
          {problem === null ? noticeText.sign : noticeText.signAgain}
        </Button>
      </div>
    </div>
  )
}
