import { Button, Select } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { formatIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { DetailSection } from '../../../ui/DetailPane.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField } from '../../../ui/fields/SelectField.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { IconAction } from '../../../ui/IconAction.tsx'
import { Mono } from '../../../ui/Mono.tsx'
import classes from './editing.module.css'
import { text } from './strings.ts'

const states = ['alias', 'erroneous', 'conflict'] as const
type State = (typeof states)[number]
const choices = states.map((value) => ({ value, label: text.codes.states[value] }))

/** Codes found beside a recording's own, with their source; what they are can be said and changed. */
export function OtherCodes({ recordingId }: { readonly recordingId: number }) {
  const [adding, setAdding] = useState(false)
  const query = useQuery('identifiers.list', { recordingId })
  const update = useCommand('identifiers.update')
  const remove = useCommand('identifiers.remove')
  const others = query.data?.identifiers.filter(({ state }) => state !== 'primary') ?? []
  return (
    <DetailSection
      title={text.codes.title}
      actions={
        <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
          {text.codes.add}
        </Button>
      }
    >
      {others.length > 0 && (
        <ul className={classes.list}>
          {others.map(({ id, scheme, value, source, state }) => (
            <li key={id} className={classes.item}>
              <div>
                <Mono>{scheme === 'isrc' ? formatIsrc(value) : value}</Mono>
                <div className={classes.secondary}>{source}</div>
              </div>
              <div className={classes.row}>
                <Select
                  aria-label={`${text.codes.state}: ${value}`}
                  size="xs"
                  w={140}
                  allowDeselect={false}
                  data={choices}
                  value={state}
                  onChange={(next) => {
                    const chosen = states.find((one) => one === next)
                    if (chosen) void update.run({ identifierId: id, state: chosen })
                  }}
                />
                <IconAction
                  label={text.codes.remove}
                  icon={IconTrash}
                  onClick={() => void remove.run({ identifierId: id })}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      {adding && <AddCodeDialog recordingId={recordingId} onClose={() => setAdding(false)} />}
    </DetailSection>
  )
}

function AddCodeDialog({
  recordingId,
  onClose,
}: {
  readonly recordingId: number
  readonly onClose: () => void
}) {
  const [draft, setDraft] = useState<{ code: string; source: string; state: State }>({
    code: '',
    source: '',
    state: 'alias',
  })
  const add = useCommand('identifiers.add', { toast: false })
  const submit = async () => {
    if (draft.code.trim() !== '' && (await add.run({ recordingId, ...draft }))) onClose()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text.codes.addTitle}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button disabled={draft.code.trim() === ''} loading={add.pending} onClick={() => void submit()}>
            {text.codes.addTitle}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {add.error && <Callout tone="danger">{add.error.message}</Callout>}
        <TextField
          label={text.codes.code}
          mono
          autoFocus
          value={draft.code}
          onChange={(code) => setDraft({ ...draft, code })}
          onEnter={() => void submit()}
        />
        <SelectField
          label={text.codes.state}
          value={draft.state}
          options={choices}
          onChange={(state) => setDraft({ ...draft, state })}
        />
        <TextField
          label={text.codes.source}
          value={draft.source}
          onChange={(source) => setDraft({ ...draft, source })}
          maxLength={300}
        />
      </div>
    </Dialog>
  )
}
