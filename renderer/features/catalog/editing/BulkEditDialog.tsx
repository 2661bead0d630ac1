import { Button } from '@mantine/core'
import { useState } from 'react'
import { recordingKinds, rightsHeld } from '../../../../shared/contract/catalog.ts'
import type { BulkFields } from '../../../../shared/contract/editing.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { FieldMessage } from '../../../ui/fields/message.ts'
import { CheckboxField, SelectField } from '../../../ui/fields/SelectField.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { kindLabels, rightLabels } from '../strings.ts'
import {
  durationFromText,
  textOrNull,
  validateDuration,
  validateRegistration,
  validateUrl,
  validateYear,
} from '../validation.ts'
import { ChangeTable } from './ChangeTable.tsx'
import { closeEditing } from './dialog-state.ts'
import classes from './editing.module.css'
import { fieldLabels, text } from './strings.ts'

interface BulkField {
  readonly field: keyof BulkFields
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly validate?: (typed: string) => FieldMessage | null
  readonly read: (typed: string) => BulkFields
}

const fields: readonly BulkField[] = [
  { field: 'artist', read: (artist) => ({ artist: artist.trim() }) },
  { field: 'version', read: (version) => ({ version: version.trim() }) },
  {
    field: 'year',
    validate: validateYear,
    read: (typed) => ({ year: typed.trim() === '' ? null : Number(typed) }),
  },
  {
    field: 'durationMs',
    validate: validateDuration,
    read: (typed) => ({ durationMs: durationFromText(typed) }),
  },
  {
    field: 'kind',
    options: recordingKinds.map((value) => ({ value, label: kindLabels[value] })),
    read: (typed) => ({ kind: recordingKinds.find((kind) => kind === typed) }),
  },
  {
    field: 'rightHeld',
    options: rightsHeld.map((value) => ({ value, label: rightLabels[value] })),
    read: (typed) => ({ rightHeld: rightsHeld.find((right) => right === typed) }),
  },
  {
    field: 'registrationNumber',
    validate: validateRegistration,
    read: (typed) => ({ registrationNumber: textOrNull(typed) }),
  },
  { field: 'authorizedUrl', validate: validateUrl, read: (typed) => ({ authorizedUrl: textOrNull(typed) }) },
  { field: 'genre', read: (genre) => ({ genre: genre.trim() }) },
  { field: 'pLine', read: (pLine) => ({ pLine: pLine.trim() }) },
  { field: 'country', read: (country) => ({ country: country.trim() }) },
  { field: 'publishedOn', read: (typed) => ({ publishedOn: textOrNull(typed) }) },
  { field: 'notes', read: (notes) => ({ notes }) },
]

type Draft = Readonly<Partial<Record<keyof BulkFields, string>>>

/** The patch the draft describes, or null while a value in it is wrong. */
function readDraft(draft: Draft): BulkFields | null {
  let patch: BulkFields = {}
  for (const { field, validate, options, read } of fields) {
    const typed = draft[field]
    if (typed === undefined) continue
    if (validate?.(typed)?.severity === 'error') return null
    if ((field === 'artist' || options !== undefined) && typed.trim() === '') return null
    patch = { ...patch, ...read(typed) }
  }
  return Object.keys(patch).length === 0 ? null : patch
}

/** Gives several recordings the same values, field by field; what is not chosen stays as it is. */
export function BulkEditDialog({ recordingIds }: { readonly recordingIds: readonly number[] }) {
  const [draft, setDraft] = useState<Draft>({})
  const apply = useCommand('editing.bulkApply', { toast: false })
  const patch = readDraft(draft)
  const ids = [...recordingIds]
  const preview = useQuery('editing.bulkPreview', patch === null ? null : { recordingIds: ids, patch })
  const submit = async () => {
    if (patch === null) return
    const result = await apply.run({ recordingIds: ids, patch })
    if (!result) return
    toast.undoable(text.bulk.done(result.changed))
    closeEditing()
  }
  const set = (field: keyof BulkFields, value: string | undefined) =>
    setDraft(({ [field]: _before, ...others }) =>
      value === undefined ? others : { ...others, [field]: value },
    )
  return (
    <Dialog
      opened
      onClose={closeEditing}
      size="lg"
      title={text.bulk.title(recordingIds.length)}
      footer={
        <>
          <Button variant="default" onClick={closeEditing}>
            {text.cancel}
          </Button>
          <Button
            disabled={patch === null || preview.data?.total === 0}
            loading={apply.pending}
            onClick={() => void submit()}
          >
            {text.bulk.apply}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {(apply.error ?? preview.error) && (
          <Callout tone="danger">{(apply.error ?? preview.error)?.message}</Callout>
        )}
        <p className={classes.secondary}>{text.bulk.hint}</p>
        <div className={classes.fields}>
          {fields.map((field) => (
            <FieldChoice key={field.field} field={field} value={draft[field.field]} onChange={set} />
          ))}
        </div>
        {patch !== null && preview.data && <ChangeTable {...preview.data} />}
      </div>
    </Dialog>
  )
}

function FieldChoice({
  field: { field, options, validate },
  value,
  onChange,
}: {
  readonly field: BulkField
  readonly value: string | undefined
  readonly onChange: (field: keyof BulkFields, value: string | undefined) => void
}) {
  const label = fieldLabels[field] ?? field
  const chosen = value !== undefined
  return (
    <>
      <CheckboxField label={label} checked={chosen} onChange={(on) => onChange(field, on ? '' : undefined)} />
      {!chosen ? (
        <span className={classes.secondary}>{text.leave}</span>
      ) : options ? (
        <SelectField
          label={text.bulk.setField(label)}
          value={value}
          options={options}
          onChange={(next) => onChange(field, next)}
        />
      ) : (
        <TextField
          label={text.bulk.setField(label)}
          value={value}
          onChange={(next) => onChange(field, next)}
          {...(validate ? { validate } : {})}
        />
      )}
    </>
  )
}
