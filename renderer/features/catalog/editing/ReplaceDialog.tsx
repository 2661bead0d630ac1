import { Button } from '@mantine/core'
import { useState } from 'react'
import { replaceableFields, type Replacement } from '../../../../shared/contract/editing.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { CheckboxField, SelectField } from '../../../ui/fields/SelectField.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { ChangeTable } from './ChangeTable.tsx'
import { closeEditing } from './dialog-state.ts'
import classes from './editing.module.css'
import { fieldLabels, text } from './strings.ts'

/** Finds and replaces a text in one field, shown before it is done. Nothing is read before it is asked for. */
export function ReplaceDialog({ recordingIds }: { readonly recordingIds: readonly number[] | null }) {
  const [rule, setRule] = useState<Replacement>({
    recordingIds: recordingIds === null ? null : [...recordingIds],
    field: 'title',
    find: '',
    replace: '',
    matchCase: false,
    wholeWord: false,
    regularExpression: false,
  })
  const apply = useCommand('editing.replaceApply', { toast: false })
  const preview = useQuery('editing.replacePreview', rule.find === '' ? null : rule)
  const set = (part: Partial<Replacement>) => {
    setRule((before) => ({ ...before, ...part }))
    apply.clearError()
  }
  const submit = async () => {
    const result = await apply.run(rule)
    if (!result) return
    toast.undoable(text.bulk.done(result.changed))
    closeEditing()
  }
  const error = apply.error ?? preview.error
  const ready = rule.find !== '' && !preview.error && (preview.data?.total ?? 0) > 0
  return (
    <Dialog
      opened
      onClose={closeEditing}
      size="lg"
      title={text.replace.title}
      footer={
        <>
          <Button variant="default" onClick={closeEditing}>
            {text.cancel}
          </Button>
          <Button disabled={!ready || preview.stale} loading={apply.pending} onClick={() => void submit()}>
            {text.replace.apply}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {error && <Callout tone="danger">{error.message}</Callout>}
        <p className={classes.secondary}>{text.replace.scope(recordingIds?.length ?? null)}</p>
        <SelectField
          label={text.replace.field}
          value={rule.field}
          options={replaceableFields.map((value) => ({ value, label: fieldLabels[value] ?? value }))}
          onChange={(field) => set({ field })}
        />
        <TextField label={text.replace.find} value={rule.find} onChange={(find) => set({ find })} autoFocus />
        <TextField label={text.replace.by} value={rule.replace} onChange={(replace) => set({ replace })} />
        <div className={classes.row}>
          <CheckboxField
            label={text.replace.matchCase}
            checked={rule.matchCase === true}
            onChange={(matchCase) => set({ matchCase })}
          />
          <CheckboxField
            label={text.replace.wholeWord}
            checked={rule.wholeWord === true}
            onChange={(wholeWord) => set({ wholeWord })}
          />
          <CheckboxField
            label={text.replace.expression}
            checked={rule.regularExpression === true}
            onChange={(regularExpression) => set({ regularExpression })}
          />
        </div>
        {rule.find !== '' && !preview.error && preview.data && <ChangeTable {...preview.data} />}
      </div>
    </Dialog>
  )
}
