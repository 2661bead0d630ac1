import { Button } from '@mantine/core'
import { useState } from 'react'
import { documentKinds, type DocumentKind } from '../../../shared/contract/documents.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { toast } from '../../ui/toasts.tsx'
import { keepDocuments, useWaitingDocuments } from './document-store.ts'
import classes from './rights.module.css'
import { validateDay } from './SplitDialog.tsx'
import { documentKindLabels, strings } from './strings.ts'

/** Asks what chosen or dropped files are; mounted once. */
export function DocumentDialogHost() {
  const { paths } = useWaitingDocuments()
  return paths.length === 0 ? null : <DocumentDialog key={paths.join('\n')} />
}

function DocumentDialog() {
  const { paths, subject } = useWaitingDocuments()
  const [kind, setKind] = useState<DocumentKind>('contract')
  const [signedBy, setSignedBy] = useState('')
  const [dated, setDated] = useState('')
  const add = useCommand('documents.add', { toast: false })
  const close = () => keepDocuments([], null)
  const submit = async () => {
    const subjects = subject ? [subject] : []
    let existed = 0
    for (const path of paths) {
      const added = await add.run({ path, kind, signedBy, dated: dated.trim() || null, subjects })
      if (!added) return
      if (added.existed) existed++
    }
    close()
    if (existed > 0) toast.info(strings.documentsExisted(existed))
    toast.undoable(paths.length === 1 ? 'Document added' : `${String(paths.length)} documents added`)
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={strings.addDocument}
      footer={
        <>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            disabled={validateDay(dated)?.severity === 'error'}
            loading={add.pending}
            onClick={() => void submit()}
          >
            {strings.addDocument}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {add.error && <Callout tone="danger">{add.error.message}</Callout>}
        <ul className={classes.list}>
          {paths.slice(0, 5).map((path) => (
            <li key={path}>
              <FilePath path={path} plain />
            </li>
          ))}
        </ul>
        <div className={classes.pair}>
          <SelectField
            label="Kind"
            value={kind}
            options={documentKinds.map((value) => ({ value, label: documentKindLabels[value] }))}
            onChange={setKind}
          />
          <TextField
            label="Dated"
            value={dated}
            onChange={setDated}
            validate={validateDay}
            placeholder="2026-05-17"
          />
        </div>
        <TextField label="Signed by" value={signedBy} onChange={setSignedBy} />
        <p className={classes.quiet}>
          A copy is kept in the workspace, byte for byte. Your file stays where it is.
        </p>
      </div>
    </Dialog>
  )
}
