import { Button } from '@mantine/core'
import { IconFileDownload, IconFolder } from '@tabler/icons-react'
import { useState } from 'react'
import { addressKinds, type AddressKind } from '../../../shared/contract/live-addresses.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { pickFiles, pickFolder } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextAreaField, TextField } from '../../ui/fields/TextField.tsx'
import { toast } from '../../ui/toasts.tsx'
import { linesOf } from './lines-of.ts'
import classes from './live.module.css'
import { addressKindLabels, addressText } from './strings.ts'

const text = addressText.dialog
const mostAtOnce = 1000

interface AddAddressesDialogProps {
  /** What it begins with: what was dropped; null: closed. */
  readonly given: readonly string[] | null
  readonly onClose: () => void
}

/** Names addresses to be watched, several at once. What is refused stays in the field, with why. */
export function AddAddressesDialog({ given, onClose }: AddAddressesDialogProps) {
  return (
    <Dialog opened={given !== null} onClose={onClose} title={text.title} size="lg">
      {given !== null && <AddForm key={given.join('\n')} given={given} onClose={onClose} />}
    </Dialog>
  )
}

type Refused = Output<'live.addAddresses'>['refused']

function AddForm({ given, onClose }: { readonly given: readonly string[]; readonly onClose: () => void }) {
  const [lines, setLines] = useState(given.join('\n'))
  const [note, setNote] = useState('')
  const [kind, setKind] = useState<AddressKind | 'auto'>('auto')
  const [refused, setRefused] = useState<Refused>([])
  const add = useCommand('live.addAddresses', { toast: false })
  const values = linesOf(lines)
  const append = (paths: readonly string[]) => setLines([...values, ...paths].join('\n'))
  const submit = async () => {
    const result = await add.run({
      addresses: values
        .slice(0, mostAtOnce)
        .map((value) => ({ value, note, kind: kind === 'auto' ? null : kind })),
    })
    if (result === undefined) return
    if (result.added.length + result.known > 0)
      toast.success(addressText.added(result.added.length, result.known))
    const left = [...result.refused.map(({ value }) => value), ...values.slice(mostAtOnce)]
    if (left.length === 0) {
      onClose()
      return
    }
    setRefused(result.refused)
    setLines(left.join('\n'))
  }
  return (
    <div className={classes.form}>
      {add.error && <Callout tone="danger">{add.error.message}</Callout>}
      <RefusedLines refused={refused} />
      <TextAreaField label={text.label} hint={text.hint} value={lines} onChange={setLines} minRows={5} mono />
      <div className={classes.actions}>
        <PickButtons onPicked={append} />
      </div>
      <div className={classes.twoFields}>
        <SelectField
          label={text.kind}
          value={kind}
          options={[
            { value: 'auto' as const, label: text.kindAuto },
            ...addressKinds.map((value) => ({ value, label: addressKindLabels[value] })),
          ]}
          onChange={setKind}
        />
        <TextField label={text.note} hint={text.noteHint} value={note} onChange={setNote} maxLength={500} />
      </div>
      {values.length > mostAtOnce && <Callout tone="info">{text.tooMany}</Callout>}
      <div className={classes.formEnd}>
        <Button variant="default" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button loading={add.pending} disabled={values.length === 0} onClick={() => void submit()}>
          {text.add(Math.min(values.length, mostAtOnce))}
        </Button>
      </div>
    </div>
  )
}

function RefusedLines({ refused }: { readonly refused: Refused }) {
  if (refused.length === 0) return null
  return (
    <div role="alert">
      <Callout tone="warning" title={text.refused(refused.length)}>
        <ul className={classes.refused}>
          {refused.map(({ value, message }) => (
            <li key={value}>
              <span className={classes.address}>{value}</span>
              <div>{message}</div>
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  )
}

function PickButtons({ onPicked }: { readonly onPicked: (paths: readonly string[]) => void }) {
  const torrents = async () => {
    const filters = [{ name: addressKindLabels.torrent, extensions: ['torrent'] }]
    onPicked(await pickFiles({ title: text.chooseTorrent, multiple: true, filters }))
  }
  const folder = async () => {
    const path = await pickFolder(text.chooseFolder)
    if (path !== null) onPicked([path])
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFileDownload size={14} aria-hidden />}
        onClick={() => void torrents()}
      >
        {text.chooseTorrent}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFolder size={14} aria-hidden />}
        onClick={() => void folder()}
      >
        {text.chooseFolder}
      </Button>
    </>
  )
}
