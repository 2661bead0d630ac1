import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SigningState } from '../../../shared/contract/signing.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { Mono } from '../../ui/Mono.tsx'
import classes from './settings.module.css'
import { signingText as text } from './trust-strings.ts'

/** Whose keys the artist knows. */
export function KnownSigners({ known }: { readonly known: SigningState['known'] }) {
  const [adding, setAdding] = useState(false)
  const remove = useCommand('signers.remove')
  return (
    <section aria-label={text.known}>
      <div className={classes.partHead}>
        <div>
          <h3 className={classes.partTitle}>{text.known}</h3>
          <p className={classes.secondary}>{text.knownNote}</p>
        </div>
        <Button variant="default" onClick={() => setAdding(true)}>
          {text.know}
        </Button>
      </div>
      {known.length > 0 && (
        <ul className={classes.keyList}>
          {known.map((signer) => (
            <li key={signer.publicKey}>
              <span className={classes.keyName}>{signer.name}</span>
              <Mono fixed>{signer.fingerprint}</Mono>
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                aria-label={`${text.forget}: ${signer.name}`}
                onClick={() => void remove.run({ publicKey: signer.publicKey })}
              >
                {text.forget}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && <KnowDialog onClose={() => setAdding(false)} />}
    </section>
  )
}

function KnowDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [publicKey, setPublicKey] = useState('')
  const add = useCommand('signers.add', { toast: false })
  const submit = async () => {
    if (await add.run({ name, publicKey })) onClose()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text.knowQuestion.title}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {text.dialog.cancel}
          </Button>
          <Button
            disabled={name.trim() === '' || publicKey.trim() === ''}
            loading={add.pending}
            onClick={() => void submit()}
          >
            {text.knowQuestion.add}
          </Button>
        </>
      }
    >
      <div className={classes.dialogForm}>
        {add.error && <Callout tone="danger">{add.error.message}</Callout>}
        <TextField label={text.knowQuestion.name} value={name} onChange={setName} required maxLength={200} />
        <TextField
          label={text.knowQuestion.key}
          hint={text.knowQuestion.keyHint}
          value={publicKey}
          onChange={setPublicKey}
          required
          mono
          maxLength={4000}
        />
      </div>
    </Dialog>
  )
}
