import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { SigningState } from '../../../shared/contract/signing.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './settings.module.css'
import { signingText } from './trust-strings.ts'

const text = signingText.dialog
const shortest = 12

/** What the dialog does: a first key, a new one in place of the one in use, a passphrase for the one in use. */
export type KeyDialogMode = 'make' | 'replace' | 'passphrase'

interface KeyDialogProps {
  readonly mode: KeyDialogMode
  readonly secretStore: SigningState['secretStore']
  readonly onClose: () => void
}

/** Asks how the secret of a key is kept. There is no third way beside the system's store and a passphrase. */
export function KeyDialog({ mode, secretStore, onClose }: KeyDialogProps) {
  const mayChoose = mode !== 'passphrase' && secretStore.available
  const [by, setBy] = useState<'system' | 'passphrase'>(mayChoose ? 'system' : 'passphrase')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const create = useCommand('signing.create', { toast: false })
  const keep = useCommand('signing.keep', { toast: false })
  const ready = by === 'system' || ([...first].length >= shortest && first === second)
  const submit = async () => {
    if (!ready) return
    const keeping = by === 'system' ? { by } : { by, passphrase: first }
    const done =
      mode === 'passphrase'
        ? await keep.run({ keeping })
        : await create.run({ keeping, replace: mode === 'replace' })
    if (!done) return
    toast.success(mode === 'passphrase' ? signingText.kept : signingText.done)
    onClose()
  }
  const error = create.error ?? keep.error
  const title = { make: text.make, replace: text.replace, passphrase: text.setTitle }[mode]
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button disabled={!ready} loading={create.pending || keep.pending} onClick={() => void submit()}>
            {mode === 'passphrase' ? text.set : title}
          </Button>
        </>
      }
    >
      <div className={classes.dialogForm}>
        {error && <Callout tone="danger">{error.message}</Callout>}
        {mode === 'replace' && <p className={classes.paragraph}>{text.replaceNote}</p>}
        {mode === 'passphrase' && <p className={classes.paragraph}>{signingText.addPassphraseHint}</p>}
        {mayChoose && (
          <Radio.Group
            label={text.how}
            value={by}
            onChange={(value) => setBy(value === 'system' ? value : 'passphrase')}
          >
            <div className={classes.choices}>
              <Radio value="system" label={text.system(secretStore.name)} description={text.systemHint} />
              <Radio value="passphrase" label={text.passphrase} description={text.passphraseHint} />
            </div>
          </Radio.Group>
        )}
        {mode !== 'passphrase' && !secretStore.available && (
          <Callout tone="neutral">{text.noStore(secretStore.reason ?? secretStore.name)}</Callout>
        )}
        {by === 'passphrase' && (
          <>
            <TextField
              label={text.first}
              hint={text.firstHint}
              value={first}
              onChange={setFirst}
              type="password"
              autoComplete="new-password"
              required
              validate={(typed) =>
                [...typed].length < shortest ? { severity: 'error', message: text.short } : null
              }
            />
            <TextField
              label={text.second}
              value={second}
              onChange={setSecond}
              type="password"
              autoComplete="new-password"
              required
              onEnter={() => void submit()}
              validate={(typed) => (typed === first ? null : { severity: 'error', message: text.differ })}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}
