import { Button } from '@mantine/core'
import { IconCopy, IconFolderDown } from '@tabler/icons-react'
import { useState } from 'react'
import { reservationFiles } from '../../../shared/domain/notices/reservation/reservation-files.ts'
import { navigate } from '../../app/navigation.ts'
import { pickFolder, reveal } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { copyText } from '../../ui/clipboard.ts'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { TextField } from '../../ui/fields/TextField.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './reservation.module.css'
import { strings } from './strings.ts'

function policyProblem(text: string): FieldMessage | null {
  return text.trim() === '' || /^https:\/\/[^\s"<>]+$/.test(text.trim())
    ? null
    : { severity: 'error', message: strings.notHttps }
}

/** Files for the artist's own site, shown as they will be and written where the user says. */
export function ReservationScreen() {
  const [policy, setPolicy] = useState('')
  const valid = policyProblem(policy) === null
  const policyUrl = valid && policy.trim() !== '' ? policy.trim() : null
  const write = useCommand('reservation.write')
  const choose = async () => {
    const folder = await pickFolder(strings.pick)
    if (folder === null) return
    const written = await write.run({ folder, policyUrl })
    if (written)
      toast.success(strings.written, { action: { label: strings.reveal, run: () => void reveal(folder) } })
  }
  return (
    <Screen
      title={strings.title}
      back={{ label: strings.cases, onBack: () => navigate({ screen: 'cases' }) }}
      actions={
        <Button
          leftSection={<IconFolderDown size={16} aria-hidden />}
          disabled={!valid}
          loading={write.pending}
          onClick={() => void choose()}
        >
          {strings.write}
        </Button>
      }
      scroll
    >
      <div className={classes.page}>
        <p className={classes.lead}>{strings.lead}</p>
        <TextField
          label={strings.policy}
          value={policy}
          onChange={setPolicy}
          hint={strings.policyHint}
          validate={policyProblem}
          placeholder="https://"
          maxLength={2000}
        />
        {reservationFiles(policyUrl).map(({ path, content, source }) => (
          <SectionCard
            key={path}
            title={path}
            description={strings.where(strings.places[path] ?? path)}
            actions={
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconCopy size={14} aria-hidden />}
                aria-label={`${strings.copy} ${path}`}
                onClick={() => void copyText(content, strings.copied)}
              >
                {strings.copy}
              </Button>
            }
          >
            <pre className={classes.file} tabIndex={0} role="region" aria-label={path}>
              {content}
            </pre>
            <p className={classes.source}>
              {strings.source}: {source}
            </p>
          </SectionCard>
        ))}
      </div>
    </Screen>
  )
}
