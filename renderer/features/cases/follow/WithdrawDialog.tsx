import { Button } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import type { CaseDetail } from '../../../../shared/contract/cases.ts'
import { type DraftLanguage, draftLanguages } from '../../../../shared/domain/notices/drafts/draft-input.ts'
import { pickSave } from '../../../rpc/host.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField } from '../../../ui/fields/SelectField.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { QueryView } from '../../../ui/QueryView.tsx'
import { toast } from '../../../ui/toasts.tsx'
import classes from './follow.module.css'
import { text } from './strings.ts'

interface WithdrawDialogProps {
  readonly detail: CaseDetail
  readonly opened: boolean
  readonly onClose: () => void
}

/** The letter that takes a notice back, shown as it reads and saved as text. */
export function WithdrawDialog({ detail, opened, onClose }: WithdrawDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={text.withdrawTitle} size="lg">
      {opened && <WithdrawForm detail={detail} onClose={onClose} />}
    </Dialog>
  )
}

function WithdrawForm({ detail, onClose }: Pick<WithdrawDialogProps, 'detail' | 'onClose'>) {
  const [reason, setReason] = useState('')
  const [language, setLanguage] = useState<DraftLanguage>('en')
  const input = { caseId: detail.id, reason: useDeferredValue(reason), language }
  const letter = useQuery('cases.withdrawal', input)
  const save = useCommand('cases.withdrawalSave')
  const submit = async () => {
    const path = await pickSave({
      title: text.saveLetter,
      defaultName: `withdrawal-case-${String(detail.id)}.txt`,
    })
    if (path === null) return
    const saved = await save.run({ caseId: detail.id, reason, language, path })
    if (!saved) return
    toast.success(text.letterSaved)
    onClose()
  }
  return (
    <div className={classes.fields}>
      <p className={classes.lead}>{text.withdrawLead}</p>
      <div className={classes.pair}>
        <TextField label={text.withdrawReason} value={reason} onChange={setReason} maxLength={500} />
        <SelectField
          label={text.withdrawLanguage}
          value={language}
          options={draftLanguages.map((value) => ({ value, label: text.languages[value] }))}
          onChange={setLanguage}
        />
      </div>
      <QueryView query={letter}>
        {({ text: words }) => (
          <pre className={classes.letter} tabIndex={0} role="region" aria-label={text.letter}>
            {words}
          </pre>
        )}
      </QueryView>
      <div className={classes.formActions}>
        <Button variant="default" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button loading={save.pending} disabled={!letter.data} onClick={() => void submit()}>
          {text.saveLetter}
        </Button>
      </div>
    </div>
  )
}
